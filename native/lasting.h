// An ArrayBuffer over memory that lives as long as the process. Call only where the engine has
// taken external memory before: a sandboxed one would end the process.
#pragma once

#include <napi.h>

#include <cstddef>

namespace scope {

Napi::Value LastingBuffer(Napi::Env env, void* data, size_t bytes);

}  // namespace scope
