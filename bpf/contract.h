/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * The one contract between the kernel side (bpf/), the addon (native/) and TypeScript (lib/).
 * lib/contract.gen.ts is generated from this file by scripts/gen-contract; `npm run check` fails when the two differ.
 *
 * All integers are little-endian and naturally aligned. A record in the ring buffer is one struct rqs_event or, for
 * RQS_CREATE, one struct rqs_create_event. In a slab (what JavaScript receives) the same bytes lie in 32-byte slots:
 * an event takes one slot, a create event two.
 */
#ifndef RQS_CONTRACT_H
#define RQS_CONTRACT_H

#ifdef __bpf__
typedef unsigned char rqs_u8;
typedef unsigned short rqs_u16;
typedef unsigned int rqs_u32;
typedef unsigned long long rqs_u64;
#else
#include <stdint.h>
typedef uint8_t rqs_u8;
typedef uint16_t rqs_u16;
typedef uint32_t rqs_u32;
typedef uint64_t rqs_u64;
#endif

#ifdef __cplusplus
#define RQS_STATIC_ASSERT(cond, text) static_assert(cond, text)
#else
#define RQS_STATIC_ASSERT(cond, text) _Static_assert(cond, text)
#endif

/*
 * What a probe site reports. The number is part of the attach cookie and names the branch of the BPF program; the
 * record itself carries the site's index, from which user space looks the kind up in the plan.
 *
 *   X(NAME, value, what `reason` holds, what `other` holds)
 */
#define RQS_KINDS(X)                                                                                                   \
  X(CREATE, 1, "new status (Grunnable or Gwaiting)", "goid of the parent, 0 if none")                                  \
  X(READY, 2, "0", "goid of the waker, 0 if none (netpoll, timer, sysmon on g0)")                                      \
  X(RUN, 3, "0", "0")                                                                                                  \
  X(PARK, 4, "g.waitreason", "0")                                                                                      \
  X(GOSCHED, 5, "1 if preempted, 0 if it yielded", "0")                                                                \
  X(YIELD, 6, "0", "0")                                                                                                \
  X(PREEMPT_PARK, 7, "0", "0")                                                                                         \
  X(EXIT, 8, "0", "0")                                                                                                 \
  X(CORO_SWITCH, 9, "0", "0; goid is the goroutine switched to, the one left is what the thread ran")                  \
  X(SYSCALL_EXIT, 10, "0", "0; a blocked syscall returned without a P: the goroutine becomes runnable")                \
  X(SYSCALL_ENTER, 11, "0", "0")                                                                                       \
  X(SYSCALL_RETURN, 12, "0", "0; the goroutine runs again, p is RQS_NO_P if its P was taken meanwhile")                \
  X(NEEDM, 13, "0", "0; a C thread enters Go: a goroutine of its own appears, in a syscall")                           \
  X(DROPM, 14, "0", "0; the C thread gives that goroutine back")

/*
 * When a hit counts. A probe on the jump after an inlined compare-and-swap is hit whether it succeeded or not; which it
 * was is in the zero flag, or in bit 0 of a register.
 */
#define RQS_CONDITIONS(X)                                                                                              \
  X(ALWAYS, 0)                                                                                                         \
  X(ZERO_FLAG, 1)                                                                                                      \
  X(NO_ZERO_FLAG, 2)                                                                                                   \
  X(BIT, 3)                                                                                                            \
  X(NO_BIT, 4)

/* Why an event was not delivered. Counted where it happens. */
#define RQS_DROP_CAUSES(X)                                                                                             \
  X(RING_FULL, 0, "the ring buffer was full")                                                                          \
  X(G_FAULT, 1, "the g was not readable from the probe")                                                               \
  X(POOL_EMPTY, 2, "the agent was behind: no free slab")

#define RQS_NO_P 0xffff
#define RQS_SLOT_SIZE 32
#define RQS_MAX_SITES 128
#define RQS_MAX_CPUS 1024

enum rqs_kind {
#define X(name, value, reason, other) RQS_##name = value,
  RQS_KINDS(X)
#undef X
};

enum rqs_condition {
#define X(name, value) RQS_IF_##name = value,
  RQS_CONDITIONS(X)
#undef X
};

enum rqs_drop_cause {
#define X(name, value, text) RQS_DROP_##name = value,
  RQS_DROP_CAUSES(X)
#undef X
      RQS_DROP_CAUSE_COUNT
};

/* One scheduler transition. */
struct rqs_event {
  rqs_u64 time_ns; /* CLOCK_MONOTONIC */
  rqs_u64 goid;    /* g.goid of the goroutine that changes state */
  rqs_u64 other;   /* see RQS_KINDS */
  rqs_u32 tid;     /* thread id in the pid namespace that rqs_config names */
  rqs_u16 p;       /* p.id, RQS_NO_P if the M holds none */
  rqs_u8 site;     /* index into the plan's sites */
  rqs_u8 reason;   /* see RQS_KINDS */
};
RQS_STATIC_ASSERT(sizeof(struct rqs_event) == RQS_SLOT_SIZE, "an event is one slot");

/* A goroutine's birth: the transition, and what names it. */
struct rqs_create_event {
  struct rqs_event event;
  rqs_u64 gp;      /* address of the g */
  rqs_u64 startpc; /* g.startpc: the goroutine's function */
  rqs_u64 gopc;    /* g.gopc: return address of the go statement */
  rqs_u64 zero;
};
RQS_STATIC_ASSERT(sizeof(struct rqs_create_event) == 2 * RQS_SLOT_SIZE, "a create event is two slots");

/*
 * Everything the BPF program needs to know of the target. Set before load, constant afterwards, so the verifier folds
 * it. Offsets are bytes, as in the plan.
 */
struct rqs_config {
  rqs_u32 g_goid;
  rqs_u32 g_waitreason;
  rqs_u32 g_m;
  rqs_u32 g_startpc;
  rqs_u32 g_gopc;
  rqs_u32 m_g0;
  rqs_u32 m_procid;
  rqs_u32 m_curg;
  rqs_u32 m_p;
  rqs_u32 p_id;
  rqs_u32 tgid;    /* of the target, in the pid namespace below */
  rqs_u32 m_cache; /* 1: thread ids above are what m.procid holds, so an m can be recognised by its thread */
  rqs_u32 reserved;
  rqs_u32 allowed_execs; /* execve calls of the target after which events still count (1 under `run`, else 0) */
  rqs_u64 pidns_dev;     /* st_dev and st_ino of the target's /proc/PID/ns/pid; both 0: the initial pid namespace, */
  rqs_u64 pidns_ino;     /* for an agent that lives in it (the cheaper check) */
};

/* One CPU's counters, a cache line of its own; only ever added to. */
struct rqs_cpu_stats {
  rqs_u64 produced; /* armed hits of the target: every one is either in the ring or under a drop cause */
  rqs_u64 dropped[RQS_DROP_CAUSE_COUNT];
  rqs_u64 drop_last_ns; /* CLOCK_MONOTONIC of the latest drop on this CPU, 0 if none */
  rqs_u64 pad[3];
};
RQS_STATIC_ASSERT(sizeof(struct rqs_cpu_stats) == 64, "one cache line");

/* Shared, writable control block. */
struct rqs_control {
  rqs_u32 armed;   /* user: 1 between the last site live and the first removed */
  rqs_u32 execs;   /* kernel: execve calls of the target seen */
  rqs_u64 exec_ns; /* kernel: when the execve came that ended the session, 0 if none */
};

/*
 * The attach cookie of a site: u64, low byte first: site, kind, the register that holds the g, detail, then gp_delta
 * (what to add to that register, signed 16 bits), condition, the register that the condition asks. Registers have the
 * numbers of the machine's instruction encoding. The detail is the record's reason, a constant below 128; or 128 plus
 * the register whose low byte holds it.
 */
#define RQS_DETAIL_IN_REGISTER 0x80
#define RQS_COOKIE_SITE(c) ((rqs_u8)(c))
#define RQS_COOKIE_KIND(c) ((rqs_u8)((c) >> 8))
#define RQS_COOKIE_GP_REGISTER(c) ((rqs_u8)((c) >> 16))
#define RQS_COOKIE_DETAIL(c) ((rqs_u8)((c) >> 24))
#define RQS_COOKIE_GP_DELTA(c) ((short)((c) >> 32))
#define RQS_COOKIE_CONDITION(c) ((rqs_u8)((c) >> 48))
#define RQS_COOKIE_CONDITION_REGISTER(c) ((rqs_u8)((c) >> 56))

#endif
