#include "session.h"

#include <cerrno>
#include <cstring>

#include <sys/syscall.h>
#include <unistd.h>

#include "caller.h"
#include "error.h"

namespace runqscope {

namespace {

const char *const kNoticeNames[] = {"batch", "exit", "exec", "end"};
const char *const kStateNames[] = {"new", "loaded", "attached", "draining", "finishing", "closed"};

napi_value MakeGap(Caller &js, const Gap &gap) {
  napi_value lost = js.Array();
  for (uint32_t cause = 0; cause < RQS_DROP_CAUSE_COUNT; cause++)
    js.Set(lost, cause, js.Double(static_cast<double>(gap.lost[cause])));
  napi_value object = js.Object();
  js.Set(object, "firstNs", js.BigInt(gap.first_ns));
  js.Set(object, "lastNs", js.BigInt(gap.last_ns));
  js.Set(object, "lost", lost);
  return object;
}

void CallBack(napi_env env, napi_value callback, const Message &message) {
  Caller js(env);
  js.Call(callback,
          {js.Text(kNoticeNames[static_cast<int>(message.notice)]), js.Double(message.slab), js.Double(message.slots),
           js.BigInt(message.time_ns), message.gap.any() ? MakeGap(js, message.gap) : js.Undefined()});
}

uint32_t Number(const Napi::Object &options, const char *name) {
  Napi::Value value = options.Get(name);
  if (!value.IsNumber())
    throw Error("argument", 0, std::string("option ") + name + " must be a number");
  return value.As<Napi::Number>().Uint32Value();
}

std::string Text(const Napi::Object &options, const char *name) {
  Napi::Value value = options.Get(name);
  if (!value.IsString())
    throw Error("argument", 0, std::string("option ") + name + " must be a string");
  return value.As<Napi::String>().Utf8Value();
}

} // namespace

Napi::Function Session::Define(Napi::Env env) {
  return DefineClass(env, "Session",
                     {InstanceMethod("load", &Session::Load), InstanceMethod("attach", &Session::Attach),
                      InstanceMethod("start", &Session::Start), InstanceMethod("arm", &Session::Arm),
                      InstanceMethod("stop", &Session::Stop), InstanceMethod("stats", &Session::Stats),
                      InstanceMethod("close", &Session::Close)});
}

Session::Session(const Napi::CallbackInfo &info) : ObjectWrap(info) {
  Guard(info.Env(), [&] {
    if (!info[0].IsObject())
      throw Error("argument", 0, "Session takes one options object");
    Napi::Object options = info[0].As<Napi::Object>();
    pid_ = static_cast<int>(Number(options, "pid"));
    path_ = Text(options, "path");
    ring_bytes_ = Number(options, "ringBytes");
    drain_options_.slab_bytes = Number(options, "slabBytes");
    drain_options_.slab_count = Number(options, "slabCount");
    drain_options_.interval_ms = Number(options, "drainIntervalMs");
    if (ring_bytes_ < 4096 || (ring_bytes_ & (ring_bytes_ - 1)))
      throw Error("argument", 0, "ringBytes must be a power of two of at least a page");
    if (drain_options_.slab_bytes < 4096 || drain_options_.slab_bytes % 4096 || !drain_options_.slab_count)
      throw Error("argument", 0, "slabBytes must be a multiple of 4096, slabCount at least 1");
    std::string method = Text(options, "method"), program = Text(options, "program");
    if ((method != "multi" && method != "perf") || (program != "lifecycle" && program != "null"))
      throw Error("argument", 0, "method is multi or perf, program is lifecycle or null");
    method_ = method == "multi" ? AttachMethod::kMulti : AttachMethod::kPerf;
    program_ = program == "null" ? Program::kNull : Program::kLifecycle;

    Napi::Value config = options.Get("config"), offsets = options.Get("offsets"), cookies = options.Get("cookies");
    if (!config.IsTypedArray() || !offsets.IsTypedArray() || !cookies.IsTypedArray())
      throw Error("argument", 0, "config, offsets and cookies must be typed arrays");
    auto bytes = config.As<Napi::Uint8Array>();
    auto offset_list = offsets.As<Napi::BigUint64Array>(), cookie_list = cookies.As<Napi::BigUint64Array>();
    if (bytes.TypedArrayType() != napi_uint8_array || bytes.ByteLength() != sizeof(config_))
      throw Error("argument", 0, "config must hold one struct rqs_config");
    if (offset_list.TypedArrayType() != napi_biguint64_array || cookie_list.TypedArrayType() != napi_biguint64_array ||
        offset_list.ElementLength() != cookie_list.ElementLength() || offset_list.ElementLength() == 0 ||
        offset_list.ElementLength() > RQS_MAX_SITES)
      throw Error("argument", 0, "offsets and cookies must be BigUint64Arrays of one length, 1 to RQS_MAX_SITES");
    memcpy(&config_, bytes.Data(), sizeof(config_));
    for (size_t index = 0; index < offset_list.ElementLength(); index++)
      sites_.push_back({offset_list[index], cookie_list[index]});
    pid_fd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    if (pid_fd_ < 0)
      throw Error("argument", errno, "pidfd_open of process " + std::to_string(pid_));
  });
  napi_add_env_cleanup_hook(Env(), CleanUp, this);
}

Session::~Session() {
  napi_remove_env_cleanup_hook(Env(), CleanUp, this);
  Release();
  if (link_)
    link_->session = nullptr;
}

void Session::CleanUp(void *self) { static_cast<Session *>(self)->Release(); }

void Session::Require(State state, const char *method) const {
  if (state_ != state)
    throw Error("state", 0,
                std::string(method) + "() needs state " + kStateNames[static_cast<int>(state)] + ", found " +
                    kStateNames[static_cast<int>(state_)]);
}

void Session::Load(const Napi::CallbackInfo &info) {
  Guard(info.Env(), [&] {
    Require(State::kNew, "load");
    probes_.Load(config_, ring_bytes_, method_, program_, program_ == Program::kLifecycle);
    state_ = State::kLoaded;
  });
}

void Session::Attach(const Napi::CallbackInfo &info) {
  Guard(info.Env(), [&] {
    Require(State::kLoaded, "attach");
    probes_.Attach(pid_, path_, sites_);
    state_ = State::kAttached;
  });
}

// start(callback): drains into callback(notice, slab, slots, timeNs, gap). Returns the ArrayBuffer over all slabs.
Napi::Value Session::Start(const Napi::CallbackInfo &info) {
  return Guard(info.Env(), [&]() -> Napi::Value {
    Require(State::kAttached, "start");
    if (!info[0].IsFunction())
      throw Error("argument", 0, "start takes a function");
    slabs_ = std::make_shared<SlabMemory>(drain_options_.slab_bytes, drain_options_.slab_count);
    auto *holder = new std::shared_ptr<SlabMemory>(slabs_);
    Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(
        info.Env(), slabs_->data(), slabs_->size(),
        [](Napi::Env, void *, std::shared_ptr<SlabMemory> *held) { delete held; }, holder);
    link_ = new Link{this};
    callback_ = Callback::New(
        info.Env(), info[0].As<Napi::Function>(), "runqscope drain", 0, 1, link_,
        [](Napi::Env env, void *, Link *link) {
          if (Session *session = link->session) {
            session->link_ = nullptr;
            // Not Unref(): at a worker's end it fails, and would throw where nobody catches.
            napi_reference_unref(env, *session, nullptr);
          }
          delete link;
        },
        static_cast<void *>(nullptr));
    drain_ = std::make_unique<Drain>(probes_, *slabs_, drain_options_, pid_fd_, [this](const Message &message) {
      auto *copy = new Message(message); // one a batch, not one an event
      if (callback_.NonBlockingCall(copy) != napi_ok)
        delete copy;
    });
    Ref(); // until no message can come any more: the callback's finalizer gives it back
    state_ = State::kDraining;
    return buffer;
  });
}

void Session::DeliverToJs(Napi::Env env, Napi::Function callback, Link *link, Message *message) {
  std::unique_ptr<Message> owned(message);
  Session *session = link->session;
  if (!env || callback.IsEmpty() || !session || session->state_ == State::kClosed)
    return;
  struct Recycler { // also when the callback throws
    Session *session;
    int32_t slab;
    ~Recycler() {
      if (slab >= 0 && session->drain_)
        session->drain_->Recycle(slab);
    }
  } recycler{session, message->slab};
  Notice notice = message->notice;
  if (notice == Notice::kEnd)
    session->Release(); // the state is closed before JavaScript hears of it
  CallBack(env, callback, *message);
}

void Session::Arm(const Napi::CallbackInfo &info) {
  Guard(info.Env(), [&] {
    Require(State::kDraining, "arm");
    probes_.Arm();
  });
}

// Disarms, detaches, and lets the drain thread finish; the callback hears "end" last.
void Session::Stop(const Napi::CallbackInfo &info) {
  Guard(info.Env(), [&] {
    Require(State::kDraining, "stop");
    state_ = State::kFinishing;
    probes_.Detach();
    drain_->Finish();
  });
}

Napi::Value Session::Stats(const Napi::CallbackInfo &info) {
  Totals totals = probes_.loaded() ? probes_.ReadTotals() : totals_;
  uint64_t pool = drain_ ? drain_->pool_dropped() : pool_dropped_;
  Napi::Object stats = Napi::Object::New(info.Env());
  stats.Set("produced", Napi::Number::New(info.Env(), static_cast<double>(totals.produced)));
  Napi::Array dropped = Napi::Array::New(info.Env(), RQS_DROP_CAUSE_COUNT);
  for (uint32_t cause = 0; cause < RQS_DROP_CAUSE_COUNT; cause++) {
    uint64_t count = totals.dropped[cause] + (cause == RQS_DROP_POOL_EMPTY ? pool : 0);
    dropped.Set(cause, Napi::Number::New(info.Env(), static_cast<double>(count)));
  }
  stats.Set("dropped", dropped);
  stats.Set("state", Napi::String::New(info.Env(), kStateNames[static_cast<int>(state_)]));
  return stats;
}

void Session::Close(const Napi::CallbackInfo &) { Release(); }

// Order: no probe fires, then no thread runs, then no memory is left. Legal in every state, any number of times.
void Session::Release() {
  if (state_ == State::kClosed)
    return;
  state_ = State::kClosed;
  probes_.Detach();
  if (drain_) {
    drain_->Abort();
    pool_dropped_ = drain_->pool_dropped();
    drain_.reset();
  }
  if (probes_.loaded())
    totals_ = probes_.ReadTotals();
  probes_.Close();
  if (link_ && callback_)
    callback_.Release();
  callback_ = Callback();
  if (pid_fd_ >= 0)
    close(pid_fd_);
  pid_fd_ = -1;
}

} // namespace runqscope
