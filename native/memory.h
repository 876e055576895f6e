#pragma once

#include <napi.h>

namespace runqscope {

// Read access to another process: needs the privilege of ptrace, and uses none of its stops.
class TargetMemory : public Napi::ObjectWrap<TargetMemory> {
public:
  static Napi::Function Define(Napi::Env env);
  explicit TargetMemory(const Napi::CallbackInfo &info);
  ~TargetMemory() override;

private:
  Napi::Value Read(const Napi::CallbackInfo &info);
  Napi::Value Gather(const Napi::CallbackInfo &info);
  void Close(const Napi::CallbackInfo &info);
  bool SameAddressSpace() const;
  void CloseFd();

  int pid_ = 0;
  int fd_ = -1; // of /proc/PID/maps
};

} // namespace runqscope
