// What stands behind a proxy, without a trap.
#pragma once

#include <napi.h>

namespace scope {

// (value) => object | undefined: the target of a proxy; undefined where there is none or it was
// revoked, for all else, and where the engine is not known.
Napi::Value ProxyTarget(const Napi::CallbackInfo& info);

}  // namespace scope
