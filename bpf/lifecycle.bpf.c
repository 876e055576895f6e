// SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only)
/*
 * One record per goroutine transition. Every program here is a shim over emit(): which site fired, and what is to be
 * done there, is in the attach cookie (contract.h), so any number of sites share one program and one link.
 */
#include "kernel.h"

#include "contract.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

const volatile struct rqs_config config;

struct rqs_control control __attribute__((aligned(64)));
struct rqs_cpu_stats cpu_stats[RQS_MAX_CPUS] __attribute__((aligned(64)));

struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 1 << 24); /* user space sets the size before load */
} events SEC(".maps");

/*
 * A direct-mapped cache from a p's address to its id. Ps are never freed and never change their id (procresize,
 * src/runtime/proc.go, Go 1.5 and later), so an entry once right stays right. One u64 holds both, address << 16 | id:
 * user addresses have 48 bits, and a reader can never see half an entry.
 */
#define P_CACHE_SIZE 1024
__u64 p_cache[P_CACHE_SIZE];

/*
 * Reads of user memory are what a record costs (measured: each about a tenth of the trap), so what cannot change while
 * an entry lives is remembered. Every entry is one u64, so no reader can see half of one.
 *
 * goid by g: bits of the address that the index does not hold, then the goid. A g changes its goid only when it is
 * recycled, and that passes EXIT, which clears the entry, and CREATE, which sets it.
 */
#define GOID_CACHE_BITS 16
#define GOID_BITS 35
__u64 goid_cache[1 << GOID_CACHE_BITS];

/* m by the g that its thread runs. Used only if the m itself says that it runs it and that this thread is its own. */
#define M_CACHE_SIZE 1024
__u64 m_cache[M_CACHE_SIZE];

#define M_SPAN 224 /* bytes of an m read at once: g0, procid, curg and p lie inside in every known Go */
#define G_SPAN 40  /* goid and waitreason are neighbours */

struct hit {
  __u64 now;
  __u64 gp;
  __u64 goid;
  __u64 curg;
  __u32 tid;
  __u16 p;
  __u8 waitreason;
};

static __always_inline struct rqs_cpu_stats *this_cpu(void) {
  return &cpu_stats[bpf_get_smp_processor_id() & (RQS_MAX_CPUS - 1)];
}

static __always_inline void drop(enum rqs_drop_cause cause, __u64 now) {
  struct rqs_cpu_stats *stats = this_cpu();
  __sync_fetch_and_add(&stats->dropped[cause & 3], 1);
  stats->drop_last_ns = now;
}

/* The tid of the current thread if it belongs to the target, else 0. */
static __always_inline __u32 target_tid(void) {
  if (config.pidns_ino == 0) {
    __u64 id = bpf_get_current_pid_tgid();
    return (id >> 32) == config.tgid ? (__u32)id : 0;
  }
  /* Fails with -EINVAL for a task whose own pid namespace is another one. */
  struct bpf_pidns_info id = {};
  if (bpf_get_ns_current_pid_tgid(config.pidns_dev, config.pidns_ino, &id, sizeof(id)) != 0)
    return 0;
  return id.tgid == config.tgid ? id.pid : 0;
}

static __always_inline long read_user(void *to, __u32 size, __u64 address) {
  return bpf_probe_read_user(to, size, (const void *)address);
}

static __always_inline __u64 *goid_entry(__u64 gp) { return &goid_cache[(gp >> 6) & ((1 << GOID_CACHE_BITS) - 1)]; }

/* Bits 22 to 47 and 3 to 5 of the address; the index holds 6 to 21, and a g is 8-byte aligned. */
static __always_inline __u64 goid_tag(__u64 gp) { return ((gp >> 22) << 3 | (gp >> 3 & 7)) << GOID_BITS; }

static __always_inline void remember_goid(__u64 gp, __u64 goid) {
  *(volatile __u64 *)goid_entry(gp) = goid >> GOID_BITS ? 0 : goid_tag(gp) | goid;
}

static __always_inline long read_goid(__u64 gp, __u64 *goid) {
  __u64 known = *(volatile __u64 *)goid_entry(gp);
  __u64 candidate = known & ((1ULL << GOID_BITS) - 1);
  if (known == (goid_tag(gp) | candidate) && candidate) {
    *goid = candidate;
    return 0;
  }
  if (read_user(goid, sizeof(*goid), gp + config.g_goid))
    return -1;
  remember_goid(gp, *goid);
  return 0;
}

static __always_inline long read_waitreason(struct hit *hit) {
  __u32 distance = config.g_waitreason - config.g_goid;
  if (distance < G_SPAN) {
    __u8 span[G_SPAN];
    if (read_user(span, sizeof(span), hit->gp + config.g_goid))
      return -1;
    hit->goid = *(__u64 *)span;
    hit->waitreason = span[distance];
    return 0;
  }
  return read_goid(hit->gp, &hit->goid) ||
         read_user(&hit->waitreason, sizeof(hit->waitreason), hit->gp + config.g_waitreason);
}

static __always_inline long p_id(__u64 p, __u16 *id) {
  __u64 *entry = &p_cache[(p >> 8) & (P_CACHE_SIZE - 1)];
  __u64 known = *(volatile __u64 *)entry;
  if ((known >> 16) == p) {
    *id = (__u16)known;
    return 0;
  }
  __u32 read = 0;
  if (read_user(&read, sizeof(read), p + config.p_id))
    return -1;
  *id = (__u16)read;
  *(volatile __u64 *)entry = p << 16 | *id;
  return 0;
}

#define IN_M(span, offset) (*(__u64 *)((span) + (offset)))

/* m.curg and m.p of the M that the probe runs on. `g` is what its g register holds: g0, in a syscall the goroutine. */
static __always_inline long read_m(struct hit *hit, __u64 g) {
  __u8 span[M_SPAN] __attribute__((aligned(8)));
  __u64 *entry = &m_cache[(g >> 6) & (M_CACHE_SIZE - 1)];
  __u64 m = *(volatile __u64 *)entry;
  if (!config.m_cache || !m || read_user(span, sizeof(span), m) ||
      (IN_M(span, config.m_g0) != g && IN_M(span, config.m_curg) != g) ||
      (__u32)IN_M(span, config.m_procid) != hit->tid) {
    if (read_user(&m, sizeof(m), g + config.g_m) || read_user(span, sizeof(span), m))
      return -1;
    *(volatile __u64 *)entry = m;
  }
  hit->curg = IN_M(span, config.m_curg);
  __u64 p = IN_M(span, config.m_p);
  if (p == 0) {
    hit->p = RQS_NO_P;
    return 0;
  }
  return p_id(p, &hit->p);
}

static __always_inline void fill(struct rqs_event *event, const struct hit *hit, __u64 other, __u8 site, __u8 reason) {
  event->time_ns = hit->now;
  event->goid = hit->goid;
  event->other = other;
  event->tid = hit->tid;
  event->p = hit->p;
  event->site = site;
  event->reason = reason;
}

static __always_inline long emit_create(const struct hit *hit, __u64 parent, __u8 site, __u8 status) {
  __u64 startpc = 0, gopc = 0;
  if (read_user(&startpc, sizeof(startpc), hit->gp + config.g_startpc) ||
      read_user(&gopc, sizeof(gopc), hit->gp + config.g_gopc)) {
    drop(RQS_DROP_G_FAULT, hit->now);
    return 0;
  }
  struct rqs_create_event *create = bpf_ringbuf_reserve(&events, sizeof(*create), 0);
  if (!create) {
    drop(RQS_DROP_RING_FULL, hit->now);
    return 0;
  }
  fill(&create->event, hit, parent, site, status);
  create->gp = hit->gp;
  create->startpc = startpc;
  create->gopc = gopc;
  create->zero = 0;
  bpf_ringbuf_submit(create, BPF_RB_NO_WAKEUP);
  return 0;
}

/* False where a compare-and-swap before the probed jump failed: nothing happened. */
static __always_inline bool happened(const struct pt_regs *regs, __u64 cookie) {
  switch (RQS_COOKIE_CONDITION(cookie)) {
  case RQS_IF_ZERO_FLAG:
    return ZERO_FLAG(regs);
  case RQS_IF_NO_ZERO_FLAG:
    return !ZERO_FLAG(regs);
  case RQS_IF_BIT:
    return saved_register(regs, RQS_COOKIE_CONDITION_REGISTER(cookie)) & 1;
  case RQS_IF_NO_BIT:
    return !(saved_register(regs, RQS_COOKIE_CONDITION_REGISTER(cookie)) & 1);
  default:
    return true;
  }
}

static __always_inline __u8 site_detail(const struct pt_regs *regs, __u64 cookie) {
  __u8 detail = RQS_COOKIE_DETAIL(cookie);
  if (detail & RQS_DETAIL_IN_REGISTER)
    return (__u8)saved_register(regs, detail & ~RQS_DETAIL_IN_REGISTER);
  return detail;
}

static __always_inline int emit(const struct pt_regs *regs, __u64 cookie) {
  if (!*(volatile __u32 *)&control.armed)
    return 0;
  struct hit hit = {};
  hit.tid = target_tid();
  if (!hit.tid || !happened(regs, cookie))
    return 0;
  hit.now = bpf_ktime_get_ns();
  __sync_fetch_and_add(&this_cpu()->produced, 1);

  __u8 kind = RQS_COOKIE_KIND(cookie);
  __u8 reason = 0;
  __u64 other = 0;
  hit.gp = saved_register(regs, RQS_COOKIE_GP_REGISTER(cookie)) + RQS_COOKIE_GP_DELTA(cookie);
  if (kind == RQS_CREATE)
    remember_goid(hit.gp, 0); /* whatever was known of the g's last tenant is over */
  if ((kind == RQS_PARK ? read_waitreason(&hit) : read_goid(hit.gp, &hit.goid)) || read_m(&hit, GO_G(regs)))
    goto fault;

  switch (kind) {
  case RQS_CREATE:
    if (hit.curg && read_goid(hit.curg, &other))
      goto fault;
    return emit_create(&hit, other, RQS_COOKIE_SITE(cookie), site_detail(regs, cookie));
  case RQS_READY:
    if (hit.curg && read_goid(hit.curg, &other))
      goto fault;
    break;
  case RQS_PARK:
    reason = hit.waitreason;
    break;
  case RQS_GOSCHED:
    reason = site_detail(regs, cookie) & 1; /* goschedImpl(gp *g, preempted bool), Go 1.22 and later */
    break;
  case RQS_EXIT:
    remember_goid(hit.gp, 0);
    break;
  }

  struct rqs_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
  if (!event) {
    drop(RQS_DROP_RING_FULL, hit.now);
    return 0;
  }
  fill(event, &hit, other, RQS_COOKIE_SITE(cookie), reason);
  bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
  return 0;

fault:
  drop(RQS_DROP_G_FAULT, hit.now);
  return 0;
}

SEC("uprobe.multi")
int lifecycle_multi(struct pt_regs *regs) { return emit(regs, bpf_get_attach_cookie(regs)); }

SEC("uprobe")
int lifecycle_perf(struct pt_regs *regs) { return emit(regs, bpf_get_attach_cookie(regs)); }

/* The floor that the bench and the calibration compare with: the trap and nothing else. */
SEC("uprobe.multi")
int null_multi(struct pt_regs *regs) { return 0; }

SEC("uprobe")
int null_perf(struct pt_regs *regs) { return 0; }

/*
 * The new image has not run an instruction yet when this fires, so no event of another address space (whose goids
 * start again at 1) can be taken for one of this session.
 */
SEC("raw_tp/sched_process_exec")
int target_exec(void *ctx) {
  if (!target_tid())
    return 0;
  if (control.execs++ >= config.allowed_execs) { /* a process has one execve at a time */
    /* In this order, because whoever arms looks at exec_ns afterwards. */
    *(volatile __u64 *)&control.exec_ns = bpf_ktime_get_ns();
    *(volatile __u32 *)&control.armed = 0;
  }
  return 0;
}
