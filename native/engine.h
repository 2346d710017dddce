// Functions of the engine and of libuv that Node-API does not offer, found by name in the running
// Node. Their shape is promised by nobody, so they are taken where they were tried: in the versions
// of `kTried`, and nowhere else.
#pragma once

#include <dlfcn.h>
#include <napi.h>

#include <cstdint>

namespace scope {

inline constexpr uint32_t kTried[] = {20, 22, 24, 26};

inline bool IsTried(Napi::Env env) {
  const napi_node_version* version = nullptr;
  if (napi_get_node_version(env, &version) != napi_ok) return false;
  for (uint32_t major : kTried) {
    if (version->major == major) return true;
  }
  return false;
}

template <typename Function>
Function FindInNode(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

// v8::Isolate::GetCurrent
using CurrentIsolate = void* (*)();
inline CurrentIsolate FindCurrentIsolate() {
  return FindInNode<CurrentIsolate>("_ZN2v87Isolate10GetCurrentEv");
}

// A v8::Local is the address of a slot, as is a napi_value; an empty one is null.
using Local = void*;

// v8::Isolate::GetCurrentContext
using CurrentContext = Local (*)(void* isolate);
inline CurrentContext FindCurrentContext() {
  return FindInNode<CurrentContext>("_ZN2v87Isolate17GetCurrentContextEv");
}

// v8::Function::Call; null: it threw.
using CallFunction = Local (*)(Local function, Local context, Local self, int count, Local* values);
inline CallFunction FindCallFunction() {
  return FindInNode<CallFunction>(
      "_ZN2v88Function4CallENS_5LocalINS_7ContextEEENS1_INS_5ValueEEEiPS5_");
}

}  // namespace scope
