// The thread that empties the ring buffer into fixed slabs and hands them to JavaScript.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "probes.h"

struct ring_buffer;

namespace runqscope {

struct DrainOptions {
  uint32_t slab_bytes = 1 << 20; // a multiple of RQS_SLOT_SIZE
  uint32_t slab_count = 8;
  uint32_t interval_ms = 5;
};

// Events lost between two moments, CLOCK_MONOTONIC. `lost` all zero: none.
struct Gap {
  uint64_t first_ns = 0;
  uint64_t last_ns = 0;
  uint64_t lost[RQS_DROP_CAUSE_COUNT] = {};

  bool any() const;
};

enum class Notice { kBatch, kTargetExit, kTargetExec, kEnd };

struct Message {
  Notice notice = Notice::kBatch;
  int32_t slab = -1; // -1: no records with this message
  uint32_t slots = 0;
  uint64_t time_ns = 0; // all that fired before this is in messages up to this one, nearly; else when it happened
  Gap gap = {};
};

// Slab memory outlives the drain: JavaScript may still hold the ArrayBuffer over it.
class SlabMemory {
public:
  SlabMemory(uint32_t slab_bytes, uint32_t slab_count);
  ~SlabMemory();
  SlabMemory(const SlabMemory &) = delete;
  SlabMemory &operator=(const SlabMemory &) = delete;

  uint8_t *data() const { return data_; }
  size_t size() const { return size_; }

private:
  uint8_t *data_;
  size_t size_;
};

class Drain {
public:
  // `deliver` is called on the drain thread and takes over the message's slab until Recycle(slab).
  using Deliver = std::function<void(const Message &)>;

  // Throws Error (step "ring" or "thread"). `pid_fd` is polled for the target's end; it stays the caller's.
  Drain(Probes &probes, SlabMemory &memory, const DrainOptions &options, int pid_fd, Deliver deliver);
  ~Drain();
  Drain(const Drain &) = delete;
  Drain &operator=(const Drain &) = delete;

  void Recycle(int32_t slab);
  // After Probes::Detach: empties the ring, then delivers Notice::kEnd. Waits for slabs instead of dropping.
  void Finish();
  // Stops at once, delivers nothing more, joins.
  void Abort();
  uint64_t pool_dropped() const { return pool_dropped_.load(std::memory_order_relaxed); }

private:
  static int OnRecord(void *self, void *data, size_t size);
  void Run();
  void Pass();
  void Wait(bool target_gone);
  void TakeSlab();
  void Flush();
  size_t RecordsThatFit();
  size_t Outstanding();
  void NoteRingLoss();
  void NotePoolLoss(uint64_t time_ns);

  Probes &probes_;
  SlabMemory &memory_;
  const DrainOptions options_;
  const int pid_fd_;
  Deliver deliver_;
  ring_buffer *ring_ = nullptr;
  int wake_fd_ = -1;
  std::thread thread_;

  std::mutex mutex_;
  std::condition_variable slab_free_;
  std::vector<int32_t> free_slabs_;

  std::atomic<bool> finish_{false};
  std::atomic<bool> abort_{false};
  std::atomic<uint64_t> pool_dropped_{0};

  // The drain thread's own.
  Message current_;
  uint32_t used_bytes_ = 0;
  Totals seen_;
  uint64_t last_check_ns_ = 0; // of the kernel's drop counters
  uint64_t drained_ns_ = 0;    // all that fired before has been taken from the ring
  uint64_t flushed_ns_ = 0;
};

} // namespace runqscope
