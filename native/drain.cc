#include "drain.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <new>
#include <system_error>

#include <bpf/libbpf.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

#include "error.h"

namespace runqscope {

namespace {

// Records taken per pass at most, so that a flood cannot keep the thread from looking at its flags.
constexpr size_t kRecordsPerPass = 1 << 18;
// With fewer slabs than this on their way to JavaScript, a partly filled one is sent as well.
constexpr size_t kEagerSlabs = 2;
// With nothing to deliver for this long, an empty message says how far the drain is.
constexpr uint64_t kIdleNs = 50000000;
// How long the last drain waits for JavaScript to give a slab back before it counts instead.
constexpr auto kFinishPatience = std::chrono::seconds(10);

uint64_t MonotonicNs() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000 + now.tv_nsec;
}

} // namespace

bool Gap::any() const {
  return std::any_of(std::begin(lost), std::end(lost), [](uint64_t count) { return count != 0; });
}

SlabMemory::SlabMemory(uint32_t slab_bytes, uint32_t slab_count) : size_(static_cast<size_t>(slab_bytes) * slab_count) {
  void *data = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED)
    throw Error("ring", errno, "no memory for the slabs");
  data_ = static_cast<uint8_t *>(data);
}

SlabMemory::~SlabMemory() { munmap(data_, size_); }

Drain::Drain(Probes &probes, SlabMemory &memory, const DrainOptions &options, int pid_fd, Deliver deliver)
    : probes_(probes), memory_(memory), options_(options), pid_fd_(pid_fd), deliver_(std::move(deliver)) {
  for (int32_t slab = static_cast<int32_t>(options_.slab_count) - 1; slab >= 0; slab--)
    free_slabs_.push_back(slab);
  ring_ = ring_buffer__new(probes_.ring_fd(), OnRecord, this, nullptr);
  if (!ring_)
    throw Error("ring", errno, "the ring buffer cannot be mapped");
  wake_fd_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_fd_ < 0) {
    int error = errno;
    ring_buffer__free(ring_);
    throw Error("ring", error, "no eventfd");
  }
  last_check_ns_ = drained_ns_ = flushed_ns_ = MonotonicNs();
  try {
    thread_ = std::thread([this] { Run(); });
  } catch (const std::system_error &error) {
    close(wake_fd_);
    ring_buffer__free(ring_);
    throw Error("thread", error.code().value(), "the thread that empties the ring buffer cannot be started");
  }
  pthread_setname_np(thread_.native_handle(), "rqs-drain");
}

Drain::~Drain() {
  Abort();
  ring_buffer__free(ring_);
  close(wake_fd_);
}

void Drain::Recycle(int32_t slab) {
  {
    std::lock_guard lock(mutex_);
    free_slabs_.push_back(slab);
  }
  slab_free_.notify_one();
}

void Drain::Finish() {
  finish_ = true;
  eventfd_write(wake_fd_, 1);
}

void Drain::Abort() {
  {
    std::lock_guard lock(mutex_);
    abort_ = true;
  }
  slab_free_.notify_all();
  eventfd_write(wake_fd_, 1);
  if (thread_.joinable())
    thread_.join();
}

void Drain::Run() {
  bool exec_told = false;
  bool exit_told = false;
  while (!abort_) {
    bool finishing = finish_; // read before the pass: what was in the ring by then is taken
    Pass();
    if (!exec_told && probes_.exec_ns() != 0) {
      exec_told = true;
      deliver_({.notice = Notice::kTargetExec, .time_ns = probes_.exec_ns()});
    }
    if (!exit_told && pid_fd_ >= 0) {
      pollfd target{.fd = pid_fd_, .events = POLLIN, .revents = 0};
      if (poll(&target, 1, 0) == 1) {
        exit_told = true;
        deliver_({.notice = Notice::kTargetExit, .time_ns = MonotonicNs()});
      }
    }
    if (finishing && ring__avail_data_size(ring_buffer__ring(ring_, 0)) == 0) {
      Flush();
      deliver_({.notice = Notice::kEnd, .time_ns = MonotonicNs()});
      return;
    }
    if (!finishing)
      Wait(exit_told);
  }
}

void Drain::Wait(bool target_gone) {
  pollfd fds[] = {{.fd = wake_fd_, .events = POLLIN, .revents = 0},
                  {.fd = target_gone ? -1 : pid_fd_, .events = POLLIN, .revents = 0}};
  if (poll(fds, 2, static_cast<int>(options_.interval_ms)) > 0 && (fds[0].revents & POLLIN)) {
    eventfd_t ignored;
    eventfd_read(wake_fd_, &ignored);
  }
}

void Drain::Pass() {
  uint64_t pass_ns = MonotonicNs();
  ring *records = ring_buffer__ring(ring_, 0);
  size_t room = RecordsThatFit();
  // With no slab to put them in, records may wait in the ring; when that gets short, too, they are counted away.
  if (room == 0 && (finish_ || ring__avail_data_size(records) > ring__size(records) / 2))
    room = kRecordsPerPass;
  size_t limit = std::min(room, kRecordsPerPass);
  if (limit > 0 && ring_buffer__consume_n(ring_, limit) < static_cast<int>(limit))
    drained_ns_ = pass_ns;
  NoteRingLoss();
  // While JavaScript is behind, a slab is filled up before it goes; otherwise it goes at once.
  bool idle = used_bytes_ == 0 && pass_ns - flushed_ns_ > kIdleNs;
  if (current_.gap.any() || idle || (used_bytes_ && Outstanding() < kEagerSlabs))
    Flush();
}

size_t Drain::RecordsThatFit() {
  std::lock_guard lock(mutex_);
  size_t bytes = free_slabs_.size() * (options_.slab_bytes - sizeof(rqs_create_event));
  if (current_.slab >= 0)
    bytes += options_.slab_bytes - used_bytes_;
  return bytes / sizeof(rqs_create_event);
}

size_t Drain::Outstanding() {
  std::lock_guard lock(mutex_);
  return options_.slab_count - free_slabs_.size() - (current_.slab >= 0 ? 1 : 0);
}

int Drain::OnRecord(void *self, void *data, size_t size) {
  auto *drain = static_cast<Drain *>(self);
  if (drain->current_.slab < 0 || drain->used_bytes_ + size > drain->options_.slab_bytes) {
    if (drain->current_.slab >= 0)
      drain->Flush();
    drain->TakeSlab();
    if (drain->current_.slab < 0) {
      drain->NotePoolLoss(static_cast<const rqs_event *>(data)->time_ns);
      return 0;
    }
  }
  size_t at = static_cast<size_t>(drain->current_.slab) * drain->options_.slab_bytes + drain->used_bytes_;
  memcpy(drain->memory_.data() + at, data, size);
  drain->used_bytes_ += size;
  return 0;
}

void Drain::TakeSlab() {
  std::unique_lock lock(mutex_);
  if (finish_)
    slab_free_.wait_for(lock, kFinishPatience, [this] { return !free_slabs_.empty() || abort_; });
  if (free_slabs_.empty())
    return;
  current_.slab = free_slabs_.back();
  free_slabs_.pop_back();
}

void Drain::Flush() {
  current_.slots = used_bytes_ / RQS_SLOT_SIZE;
  current_.time_ns = drained_ns_;
  deliver_(current_);
  current_ = Message{};
  used_bytes_ = 0;
  flushed_ns_ = MonotonicNs();
}

// The losses lie between the last look at the counters and now; the kernel says when the latest was.
void Drain::NoteRingLoss() {
  uint64_t check_ns = MonotonicNs();
  Totals totals = probes_.ReadTotals();
  bool lost = false;
  for (int cause = 0; cause < RQS_DROP_CAUSE_COUNT; cause++) {
    uint64_t count = totals.dropped[cause] - seen_.dropped[cause];
    current_.gap.lost[cause] += count;
    lost = lost || count;
  }
  if (lost) {
    current_.gap.first_ns = current_.gap.first_ns ? std::min(current_.gap.first_ns, last_check_ns_) : last_check_ns_;
    current_.gap.last_ns = std::max({current_.gap.last_ns, totals.drop_last_ns, current_.gap.first_ns});
  }
  seen_ = totals;
  last_check_ns_ = check_ns;
}

void Drain::NotePoolLoss(uint64_t time_ns) {
  pool_dropped_.fetch_add(1, std::memory_order_relaxed);
  Gap &gap = current_.gap;
  gap.lost[RQS_DROP_POOL_EMPTY]++;
  gap.first_ns = gap.first_ns ? std::min(gap.first_ns, time_ns) : time_ns;
  gap.last_ns = std::max(gap.last_ns, time_ns);
}

} // namespace runqscope
