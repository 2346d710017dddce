// One-byte text of a module as a string whose characters lie outside of V8's heap: copied into it,
// the code of 500 modules fills the young generation and is moved by its collections.
#pragma once

#include <napi.h>

#include "block.h"

namespace scope {

Napi::Value OuterLatin1(Napi::Env env, Bytes text);

}  // namespace scope
