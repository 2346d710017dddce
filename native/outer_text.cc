// See outer_text.h.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "outer_text.h"

#include <cstdlib>
#include <cstring>

#include "engine.h"

namespace scope {
namespace {

// node_api_create_external_string_latin1: every Node has it, headers have it from Node-API 10 on.
using Finalize = void (*)(napi_env, void* data, void* hint);
using CreateOuter = napi_status (*)(napi_env, char* text, size_t length, Finalize, void* hint,
                                    napi_value* result, bool* copied);

void Free(napi_env, void* data, void*) { std::free(data); }

napi_value Outer(Napi::Env env, Bytes text) {
  static const auto create = FindInNode<CreateOuter>("node_api_create_external_string_latin1");
  if (create == nullptr) return nullptr;
  void* copy = std::malloc(text.size());
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text.data(), text.size());
  napi_value result = nullptr;
  bool is_copied = false;
  create(env, static_cast<char*>(copy), text.size(), Free, nullptr, &result, &is_copied);
  return result;
}

}  // namespace

Napi::Value OuterLatin1(Napi::Env env, Bytes text) {
  napi_value result = text.empty() ? nullptr : Outer(env, text);
  if (result == nullptr) {
    const char* units = reinterpret_cast<const char*>(text.data());
    napi_create_string_latin1(env, units, text.size(), &result);
  }
  return Napi::Value(env, result);
}

}  // namespace scope
