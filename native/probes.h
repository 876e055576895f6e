// The BPF object of one session: loaded, attached to sites, armed, detached. Knows nothing of Go.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "contract.h"

struct bpf_link;
struct bpf_program;
struct lifecycle;

namespace runqscope {

enum class AttachMethod { kMulti, kPerf };
enum class Program { kLifecycle, kNull };

struct Site {
  uint64_t file_offset; // bytes from the start of the executable file
  uint64_t cookie;      // see contract.h
};

struct Totals {
  uint64_t produced = 0;
  uint64_t dropped[RQS_DROP_CAUSE_COUNT] = {};
  uint64_t drop_last_ns = 0;
};

class Probes {
public:
  Probes() = default;
  ~Probes() { Close(); }
  Probes(const Probes &) = delete;
  Probes &operator=(const Probes &) = delete;

  // Throws Error (step "load"). `ring_bytes` is a power of two and a multiple of the page size.
  void Load(const rqs_config &config, uint32_t ring_bytes, AttachMethod method, Program program, bool watch_exec);
  // Throws Error (step "attach"); on failure nothing stays attached. `path` names the file, `pid` the one process.
  void Attach(int pid, const std::string &path, const std::vector<Site> &sites);
  void Arm();
  void Disarm();
  // Returns when no probe is left and no program runs any more. Safe in every state.
  void Detach();
  void Close();

  bool loaded() const { return skeleton_ != nullptr; }
  bool attached() const { return !links_.empty(); }
  int ring_fd() const;
  Totals ReadTotals() const;
  uint64_t exec_ns() const;

private:
  bpf_program *ProgramToAttach() const;

  lifecycle *skeleton_ = nullptr;
  std::vector<bpf_link *> links_;
  bpf_link *exec_link_ = nullptr;
  AttachMethod method_ = AttachMethod::kMulti;
  Program program_ = Program::kLifecycle;
  bool watch_exec_ = false;
};

} // namespace runqscope
