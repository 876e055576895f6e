// The one maker of errors on this side: every failure carries the step, the errno and what libbpf said of it.
#pragma once

#include <stdexcept>
#include <string>

#include <napi.h>

namespace runqscope {

class Error : public std::runtime_error {
public:
  // `step` is one word that TypeScript switches on: load, attach, ring, memory, state, argument, thread, calibrate.
  Error(std::string step, int error_number, const std::string &what);

  const std::string &step() const { return step_; }
  int error_number() const { return error_number_; }
  // What libbpf warned about on the thread that threw.
  const std::string &log() const { return log_; }

  // A JavaScript Error with the properties `step` (string), `errno` (positive number, 0 if none), `log` (string).
  Napi::Error ToJs(Napi::Env env) const;

private:
  std::string step_;
  int error_number_;
  std::string log_;
};

// Routes libbpf's warnings into a buffer per thread, from which the next Error takes them; call once per process,
// before any other libbpf call.
void CaptureLibbpfLog();

// Runs a method body; turns our Error into a JavaScript exception.
template <typename F> auto Guard(Napi::Env env, F &&body) -> decltype(body()) {
  try {
    return body();
  } catch (const Error &error) {
    throw error.ToJs(env);
  }
}

} // namespace runqscope
