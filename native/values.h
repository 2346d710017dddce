// Between values of JavaScript and those of the recorder.
#pragma once

#include <napi.h>

#include <string>

#include "block.h"

namespace scope {

inline Napi::Value Throw(Napi::Env env, const std::string& sentence) {
  Napi::Error::New(env, sentence).ThrowAsJavaScriptException();
  return env.Undefined();
}

inline bool IsBytes(const Napi::Value& value) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_uint8_array;
}

inline Bytes ToBytes(const Napi::Value& value) {
  Napi::Uint8Array array = value.As<Napi::Uint8Array>();
  return Bytes(array.Data(), array.ByteLength());
}

}  // namespace scope
