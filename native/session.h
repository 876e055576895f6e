// The JavaScript object over one attach: states, ownership, and the way of batches into JavaScript.
#pragma once

#include <memory>
#include <vector>

#include <napi.h>

#include "drain.h"
#include "probes.h"

namespace runqscope {

// States go forward only, and close() is legal in each:
//   new → loaded → attached → draining (armed or not) → finishing → closed
class Session : public Napi::ObjectWrap<Session> {
public:
  static Napi::Function Define(Napi::Env env);

  explicit Session(const Napi::CallbackInfo &info);
  ~Session() override;

private:
  enum class State { kNew, kLoaded, kAttached, kDraining, kFinishing, kClosed };
  // What queued messages hold instead of the session: it outlives both the session and the queue.
  struct Link {
    Session *session;
  };
  static void CleanUp(void *self);
  static void DeliverToJs(Napi::Env env, Napi::Function callback, Link *link, Message *message);
  using Callback = Napi::TypedThreadSafeFunction<Link, Message, &Session::DeliverToJs>;

  void Load(const Napi::CallbackInfo &info);
  void Attach(const Napi::CallbackInfo &info);
  Napi::Value Start(const Napi::CallbackInfo &info);
  void Arm(const Napi::CallbackInfo &info);
  void Stop(const Napi::CallbackInfo &info);
  Napi::Value Stats(const Napi::CallbackInfo &info);
  void Close(const Napi::CallbackInfo &info);

  void Require(State state, const char *method) const;
  void Release();

  State state_ = State::kNew;
  int pid_ = 0;
  int pid_fd_ = -1;
  std::string path_;
  std::vector<Site> sites_;
  rqs_config config_{};
  uint32_t ring_bytes_ = 0;
  AttachMethod method_ = AttachMethod::kMulti;
  Program program_ = Program::kLifecycle;
  DrainOptions drain_options_;
  Probes probes_;
  std::shared_ptr<SlabMemory> slabs_;
  std::unique_ptr<Drain> drain_;
  uint64_t pool_dropped_ = 0; // of a drain that is gone
  Totals totals_;             // of probes that are gone
  Callback callback_;
  Link *link_ = nullptr; // owned by the callback's finalizer
};

} // namespace runqscope
