#pragma once

#include <napi.h>

namespace runqscope {

// calibrate({config, method, hits}): Promise<{nullNs, recordNs, baseNs}>. See calibrate.cc.
Napi::Value Calibrate(const Napi::CallbackInfo &info);

} // namespace runqscope
