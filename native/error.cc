#include "error.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>

#include <bpf/libbpf.h>

namespace runqscope {

namespace {

constexpr size_t kLogLimit = 4096;
thread_local std::string libbpf_log;

int Capture(enum libbpf_print_level level, const char *format, va_list args) {
  if (level != LIBBPF_WARN)
    return 0;
  char line[1024];
  int length = vsnprintf(line, sizeof(line), format, args);
  libbpf_log.append(line);
  if (libbpf_log.size() > kLogLimit)
    libbpf_log.erase(0, libbpf_log.size() - kLogLimit);
  return length;
}

std::string TakeLibbpfLog() {
  std::string log;
  log.swap(libbpf_log);
  return log;
}

} // namespace

Error::Error(std::string step, int error_number, const std::string &what)
    : std::runtime_error(error_number ? what + ": " + std::strerror(error_number) : what), step_(std::move(step)),
      error_number_(error_number), log_(TakeLibbpfLog()) {}

Napi::Error Error::ToJs(Napi::Env env) const {
  Napi::Error error = Napi::Error::New(env, what());
  error.Set("step", Napi::String::New(env, step_));
  error.Set("errno", Napi::Number::New(env, error_number_));
  error.Set("log", Napi::String::New(env, log_));
  return error;
}

void CaptureLibbpfLog() { libbpf_set_print(Capture); }

} // namespace runqscope
