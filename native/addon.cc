// What JavaScript sees of the addon; lib/probe/addon.ts describes the same in TypeScript.
#include <ctime>

#include <napi.h>

#include "calibrate.h"
#include "error.h"
#include "memory.h"
#include "session.h"

namespace runqscope {

// monotonicNs(): CLOCK_MONOTONIC as bigint, the clock of every event.
static Napi::Value MonotonicNs(const Napi::CallbackInfo &info) {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return Napi::BigInt::New(info.Env(), static_cast<uint64_t>(now.tv_sec) * 1000000000 + now.tv_nsec);
}

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  CaptureLibbpfLog();
  exports.Set("Session", Session::Define(env));
  exports.Set("TargetMemory", TargetMemory::Define(env));
  exports.Set("monotonicNs", Napi::Function::New(env, MonotonicNs, "monotonicNs"));
  exports.Set("calibrate", Napi::Function::New(env, Calibrate, "calibrate"));
  return exports;
}

} // namespace runqscope

static Napi::Object InitAddon(Napi::Env env, Napi::Object exports) { return runqscope::Init(env, exports); }
NODE_API_MODULE(runqscope, InitAddon)
