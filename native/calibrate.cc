// What a probe hit costs on this machine, now: the session's own program on a CALL instruction of our own, with a
// made-up g in the registers, so that trap, reads and record are all paid. The records are read back and compared,
// which makes it a self-test of the kernel side as well.
#include "calibrate.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

#include <bpf/libbpf.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "caller.h"
#include "error.h"
#include "probes.h"

extern "C" {
void rqs_calibration_stub(void *g, void *current_g);
extern const char rqs_calibration_site[];
}

#if defined(__x86_64__)
// Go's ABIInternal at a call site: the argument in RAX, the current g in R14.
#define ENTER                                                                                                          \
  "  push %r14\n"                                                                                                      \
  "  mov %rsi, %r14\n"                                                                                                 \
  "  mov %rdi, %rax\n"
#define CALL "  call 1f\n"
#define LEAVE "  pop %r14\n"
#elif defined(__aarch64__)
// Go's ABIInternal at a call site: the argument in X0, where C has it, too; the current g in X28.
#define ENTER                                                                                                          \
  "  stp x28, x30, [sp, #-16]!\n"                                                                                      \
  "  mov x28, x1\n"
#define CALL "  bl 1f\n"
#define LEAVE "  ldp x28, x30, [sp], #16\n"
#else
#error "unsupported architecture"
#endif

__asm__(".text\n"
        ".globl rqs_calibration_stub\n"
        ".hidden rqs_calibration_stub\n"
        ".type rqs_calibration_stub, %function\n"
        ".p2align 4\n"
        "rqs_calibration_stub:\n" ENTER ".globl rqs_calibration_site\n"
        ".hidden rqs_calibration_site\n"
        "rqs_calibration_site:\n" CALL LEAVE "  ret\n"
        "1: ret\n"
        ".size rqs_calibration_stub, .-rqs_calibration_stub\n");

namespace runqscope {

namespace {

constexpr uint64_t kGoid = 4711;
constexpr uint64_t kWakerGoid = 4712;
constexpr uint32_t kPId = 42;
constexpr uint32_t kRingBytes = 1 << 20;
constexpr size_t kImageBytes = 1 << 16; // the largest offset of a config must lie inside
// Many and short, so that on a busy machine some are not interrupted.
constexpr int kRounds = 40;

// CPU time of this thread: what other threads take is no cost of a hit.
uint64_t CpuNs() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000 + now.tv_nsec;
}

// The file that holds `address` of our own text, and the address's offset in it.
std::pair<std::string, uint64_t> FileOffsetOf(uintptr_t address) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    uintptr_t begin, end, offset;
    int path_at = 0;
    if (sscanf(line.c_str(), "%lx-%lx %*4s %lx %*x:%*x %*u %n", &begin, &end, &offset, &path_at) < 3)
      continue;
    if (address >= begin && address < end)
      return {line.substr(path_at), address - begin + offset};
  }
  throw Error("calibrate", 0, "our own text is not in /proc/self/maps");
}

template <typename T> void Put(std::vector<uint8_t> &image, size_t at, T value) {
  if (at + sizeof(value) > image.size())
    throw Error("argument", 0, "an offset of the config is out of range");
  memcpy(image.data() + at, &value, sizeof(value));
}

// A g, a waker, a g0, an m and a p, laid out as the config says.
class Scene {
public:
  explicit Scene(const rqs_config &config)
      : g_(kImageBytes), waker_(kImageBytes), g0_(kImageBytes), m_(kImageBytes), p_(kImageBytes) {
    Put(g_, config.g_goid, kGoid);
    Put(waker_, config.g_goid, kWakerGoid);
    Put(g0_, config.g_m, reinterpret_cast<uint64_t>(m_.data()));
    Put(m_, config.m_g0, reinterpret_cast<uint64_t>(g0_.data()));
    // Not gettid(), which glibc has from 2.30 only.
    Put(m_, config.m_procid, static_cast<uint64_t>(syscall(SYS_gettid)));
    Put(m_, config.m_curg, reinterpret_cast<uint64_t>(waker_.data()));
    Put(m_, config.m_p, reinterpret_cast<uint64_t>(p_.data()));
    Put(p_, config.p_id, kPId);
  }
  double NsPerCall(int calls) {
    double best = 1e18;
    for (int round = 0; round < kRounds; round++) {
      uint64_t begin = CpuNs();
      for (int call = 0; call < calls; call++)
        rqs_calibration_stub(g_.data(), g0_.data());
      best = std::min(best, static_cast<double>(CpuNs() - begin) / calls);
    }
    return best;
  }

private:
  std::vector<uint8_t> g_, waker_, g0_, m_, p_;
};

struct Check {
  uint64_t right = 0, wrong = 0;
};

int CheckRecord(void *context, void *data, size_t size) {
  auto *check = static_cast<Check *>(context);
  rqs_event event;
  if (size == sizeof(event)) {
    memcpy(&event, data, sizeof(event));
    if (event.goid == kGoid && event.other == kWakerGoid && event.p == kPId && event.site == 1 && event.time_ns != 0) {
      check->right++;
      return 0;
    }
  }
  check->wrong++;
  return 0;
}

// Work on a thread of the pool, and the promise of its result. By the C interface, because it may end while its worker
// is being terminated (caller.h).
class Worker {
public:
  Worker(const rqs_config &config, AttachMethod method, int calls) : config_(config), method_(method), calls_(calls) {}

  // Takes ownership of `worker`.
  static napi_value Queue(napi_env env, std::unique_ptr<Worker> worker) {
    napi_value promise = nullptr;
    napi_value name = Caller(env).Text("runqscope calibrate");
    if (napi_create_promise(env, &worker->deferred_, &promise) == napi_ok &&
        napi_create_async_work(env, nullptr, name, Execute, Complete, worker.get(), &worker->work_) == napi_ok &&
        napi_queue_async_work(env, worker->work_) == napi_ok)
      worker.release(); // until Complete
    return promise;
  }

private:
  static void Execute(napi_env, void *self) {
    auto *worker = static_cast<Worker *>(self);
    try {
      worker->Measure();
    } catch (const Error &error) {
      worker->failure_ = std::make_unique<Error>(error);
    }
  }

  static void Complete(napi_env env, napi_status status, void *self) {
    std::unique_ptr<Worker> worker(static_cast<Worker *>(self));
    napi_delete_async_work(env, worker->work_);
    if (status != napi_ok)
      return; // cancelled, because the environment ends
    Caller js(env);
    if (worker->failure_) {
      napi_value thrown = js.Thrown(*worker->failure_);
      if (js.ok())
        napi_reject_deferred(env, worker->deferred_, thrown);
      return;
    }
    napi_value result = js.Object();
    js.Set(result, "nullNs", js.Double(worker->null_ns_));
    js.Set(result, "recordNs", js.Double(worker->record_ns_));
    js.Set(result, "baseNs", js.Double(worker->base_ns_));
    if (js.ok())
      napi_resolve_deferred(env, worker->deferred_, result);
  }

  void Measure() {
    Scene scene(config_);
    auto [path, offset] = FileOffsetOf(reinterpret_cast<uintptr_t>(rqs_calibration_site));
    config_.allowed_execs = 0;
    uint64_t cookie = 1 | RQS_READY << 8; // the g is in register 0: RAX, X0
    base_ns_ = scene.NsPerCall(calls_);
    null_ns_ = WithProbe(Program::kNull, path, {offset, cookie}, scene) - base_ns_;
    record_ns_ = WithProbe(Program::kLifecycle, path, {offset, cookie}, scene) - base_ns_;
  }

  double WithProbe(Program program, const std::string &path, Site site, Scene &scene) {
    Probes probes;
    probes.Load(config_, kRingBytes, method_, program, false);
    probes.Attach(getpid(), path, {site});
    probes.Arm();
    double ns = scene.NsPerCall(calls_);
    probes.Detach();
    if (program == Program::kLifecycle)
      Compare(probes);
    return ns;
  }

  void Compare(Probes &probes) {
    Check check;
    ring_buffer *ring = ring_buffer__new(probes.ring_fd(), CheckRecord, &check, nullptr);
    if (!ring)
      throw Error("calibrate", errno, "the ring buffer cannot be mapped");
    ring_buffer__consume(ring);
    ring_buffer__free(ring);
    Totals totals = probes.ReadTotals();
    uint64_t expected = static_cast<uint64_t>(calls_) * kRounds;
    if (totals.produced != expected || check.right != expected || check.wrong) {
      std::ostringstream text;
      text << "the self-test of the probe failed: of " << expected << " hits " << totals.produced << " were counted, "
           << check.right << " recorded right, " << check.wrong << " wrong";
      throw Error("calibrate", 0, text.str());
    }
  }

  napi_async_work work_ = nullptr;
  napi_deferred deferred_ = nullptr;
  rqs_config config_;
  AttachMethod method_;
  int calls_;
  double base_ns_ = 0, null_ns_ = 0, record_ns_ = 0;
  std::unique_ptr<Error> failure_;
};

} // namespace

Napi::Value Calibrate(const Napi::CallbackInfo &info) {
  return Guard(info.Env(), [&]() -> Napi::Value {
    if (!info[0].IsTypedArray() || !info[1].IsString() || !info[2].IsNumber())
      throw Error("argument", 0, "calibrate takes a config, a method and a number of calls");
    auto bytes = info[0].As<Napi::Uint8Array>();
    rqs_config config;
    if (bytes.ByteLength() != sizeof(config))
      throw Error("argument", 0, "config must hold one struct rqs_config");
    memcpy(&config, bytes.Data(), sizeof(config));
    AttachMethod method = info[1].As<Napi::String>().Utf8Value() == "perf" ? AttachMethod::kPerf : AttachMethod::kMulti;
    // Every record of the run must fit into the small ring.
    int calls = std::clamp(info[2].As<Napi::Number>().Int32Value(), 1,
                           static_cast<int>(kRingBytes / 2 / (sizeof(rqs_event) + 8) / kRounds));
    napi_value promise = Worker::Queue(info.Env(), std::make_unique<Worker>(config, method, calls));
    return Napi::Value(info.Env(), promise);
  });
}

} // namespace runqscope
