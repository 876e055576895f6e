// Values and calls for JavaScript by the C interface of Node-API.
#pragma once

#include <cstdint>

#include <node_api.h>

#include "error.h"

namespace runqscope {

// Calls into JavaScript by the C interface: while a worker is being terminated every call fails, and the C++ wrapper
// would abort the process over it. A failure with no exception pending means that: there is nobody to tell.
class Caller {
public:
  explicit Caller(napi_env env) : env_(env) {}

  napi_value Text(const char *value) {
    return Made([&](napi_value *out) { return napi_create_string_utf8(env_, value, NAPI_AUTO_LENGTH, out); });
  }
  napi_value Double(double value) {
    return Made([&](napi_value *out) { return napi_create_double(env_, value, out); });
  }
  napi_value BigInt(uint64_t value) {
    return Made([&](napi_value *out) { return napi_create_bigint_uint64(env_, value, out); });
  }
  napi_value Undefined() {
    return Made([&](napi_value *out) { return napi_get_undefined(env_, out); });
  }
  napi_value Object() {
    return Made([&](napi_value *out) { return napi_create_object(env_, out); });
  }
  napi_value Array() {
    return Made([&](napi_value *out) { return napi_create_array(env_, out); });
  }
  void Set(napi_value object, const char *name, napi_value value) {
    ok_ = ok_ && napi_set_named_property(env_, object, name, value) == napi_ok;
  }
  void Set(napi_value array, uint32_t index, napi_value value) {
    ok_ = ok_ && napi_set_element(env_, array, index, value) == napi_ok;
  }
  // A JavaScript Error as Error::ToJs makes it.
  napi_value Thrown(const Error &error) {
    napi_value message = Text(error.what());
    napi_value thrown = Made([&](napi_value *out) { return napi_create_error(env_, nullptr, message, out); });
    Set(thrown, "step", Text(error.step().c_str()));
    Set(thrown, "errno", Double(error.error_number()));
    Set(thrown, "log", Text(error.log().c_str()));
    return thrown;
  }
  bool ok() const { return ok_; }

  template <size_t N> void Call(napi_value function, napi_value (&&arguments)[N]) {
    napi_value receiver = Undefined(), result = nullptr;
    if (!ok_ || napi_call_function(env_, receiver, function, N, arguments, &result) != napi_pending_exception)
      return;
    napi_value thrown = nullptr;
    if (napi_get_and_clear_last_exception(env_, &thrown) == napi_ok)
      napi_fatal_exception(env_, thrown); // what a listener throws is an uncaught exception, as of any event
  }

private:
  template <typename F> napi_value Made(F &&make) {
    napi_value value = nullptr;
    ok_ = ok_ && make(&value) == napi_ok;
    return value;
  }

  napi_env env_;
  bool ok_ = true;
};

} // namespace runqscope
