#include "probes.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>

#include <bpf/libbpf.h>

#include "error.h"
#include "lifecycle.skel.h"

namespace runqscope {

namespace {

// A signal that arrives while the verifier runs makes the kernel give up with EAGAIN; a profiler sends thousands.
class SignalsHeldBack {
public:
  SignalsHeldBack() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~SignalsHeldBack() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
  sigset_t before_;
};

template <typename T> T ReadShared(const T &field) { return __atomic_load_n(&field, __ATOMIC_ACQUIRE); }

} // namespace

void Probes::Load(const rqs_config &config, uint32_t ring_bytes, AttachMethod method, Program program,
                  bool watch_exec) {
  skeleton_ = lifecycle__open();
  if (!skeleton_)
    throw Error("load", errno, "the BPF object does not open");
  method_ = method;
  program_ = program;
  watch_exec_ = watch_exec;

  bpf_program *wanted = ProgramToAttach();
  bpf_program *candidate;
  bpf_object__for_each_program(candidate, skeleton_->obj) {
    bool needed = candidate == wanted || (candidate == skeleton_->progs.target_exec && watch_exec);
    bpf_program__set_autoload(candidate, needed);
  }
  skeleton_->rodata->config = config;
  int error = bpf_map__set_max_entries(skeleton_->maps.events, ring_bytes);
  if (!error) {
    SignalsHeldBack held;
    error = lifecycle__load(skeleton_);
  }
  if (error) {
    Close();
    throw Error("load", -error, "the kernel did not take the BPF programs");
  }
}

bpf_program *Probes::ProgramToAttach() const {
  if (program_ == Program::kNull)
    return method_ == AttachMethod::kMulti ? skeleton_->progs.null_multi : skeleton_->progs.null_perf;
  return method_ == AttachMethod::kMulti ? skeleton_->progs.lifecycle_multi : skeleton_->progs.lifecycle_perf;
}

void Probes::Attach(int pid, const std::string &path, const std::vector<Site> &sites) {
  if (watch_exec_) {
    exec_link_ = bpf_program__attach(skeleton_->progs.target_exec);
    if (!exec_link_)
      throw Error("attach", errno, "the kernel refused the tracepoint sched_process_exec");
  }
  auto keep = [this](bpf_link *link, const char *what) {
    if (!link) {
      int error = errno;
      Detach();
      throw Error("attach", error, what);
    }
    links_.push_back(link);
  };
  if (method_ == AttachMethod::kMulti) {
    std::vector<unsigned long> offsets;
    std::vector<__u64> cookies;
    for (const Site &site : sites) {
      offsets.push_back(site.file_offset);
      cookies.push_back(site.cookie);
    }
    LIBBPF_OPTS(bpf_uprobe_multi_opts, options, .offsets = offsets.data(), .cookies = cookies.data(),
                .cnt = sites.size());
    keep(bpf_program__attach_uprobe_multi(ProgramToAttach(), pid, path.c_str(), nullptr, &options),
         "the kernel refused the uprobe_multi link");
    return;
  }
  for (const Site &site : sites) {
    LIBBPF_OPTS(bpf_uprobe_opts, options, .bpf_cookie = site.cookie);
    keep(bpf_program__attach_uprobe_opts(ProgramToAttach(), pid, path.c_str(), site.file_offset, &options),
         "the kernel refused a perf-event uprobe");
  }
}

void Probes::Arm() {
  __atomic_store_n(&skeleton_->bss->control.armed, 1, __ATOMIC_SEQ_CST);
  // The target may have become another program while it was not armed; the BPF side disarms but once.
  if (exec_ns())
    Disarm();
}

void Probes::Disarm() {
  if (skeleton_)
    __atomic_store_n(&skeleton_->bss->control.armed, 0, __ATOMIC_RELEASE);
}

void Probes::Detach() {
  Disarm();
  if (links_.size() > 1) {
    // Each perf-event uprobe waits for a grace period of its own when it goes; together they wait at the same time.
    std::vector<std::thread> workers;
    for (bpf_link *link : links_) {
      try {
        workers.emplace_back([link] { bpf_link__destroy(link); });
      } catch (const std::system_error &) { // no more threads here: one after the other, then
        bpf_link__destroy(link);
      }
    }
    for (std::thread &worker : workers)
      worker.join();
  } else {
    for (bpf_link *link : links_)
      bpf_link__destroy(link);
  }
  links_.clear();
  bpf_link__destroy(exec_link_);
  exec_link_ = nullptr;
}

void Probes::Close() {
  if (!skeleton_)
    return;
  Detach();
  lifecycle__destroy(skeleton_);
  skeleton_ = nullptr;
}

int Probes::ring_fd() const { return bpf_map__fd(skeleton_->maps.events); }

Totals Probes::ReadTotals() const {
  Totals totals;
  int cpus = std::min(libbpf_num_possible_cpus(), RQS_MAX_CPUS);
  for (int index = 0; index < cpus; index++) {
    const rqs_cpu_stats &cpu = skeleton_->bss->cpu_stats[index];
    totals.produced += ReadShared(cpu.produced);
    for (int cause = 0; cause < RQS_DROP_CAUSE_COUNT; cause++)
      totals.dropped[cause] += ReadShared(cpu.dropped[cause]);
    totals.drop_last_ns = std::max<uint64_t>(totals.drop_last_ns, ReadShared(cpu.drop_last_ns));
  }
  return totals;
}

uint64_t Probes::exec_ns() const { return ReadShared(skeleton_->bss->control.exec_ns); }

} // namespace runqscope
