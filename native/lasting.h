// ArrayBuffers over memory that lives as long as the process.
#pragma once

#include <napi.h>

#include <cstddef>

namespace scope {

// Whether the engine has array buffers over memory that is not its own; a sandboxed one has not.
bool TakesForeignMemory(Napi::Env env);

// Call only where the engine takes foreign memory: another would end the process.
Napi::Value LastingBuffer(Napi::Env env, void* data, size_t bytes);

}  // namespace scope
