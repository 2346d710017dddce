// See codec.h: converts and delegates.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "codec.h"

#include <cstdint>
#include <limits>

#include "block.h"
#include "crc32c.h"
#include "values.h"

namespace scope {

Napi::Value ZstdDecompress(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsBytes(info[0])) return Throw(env, "zstdDecompress() expects its data as Uint8Array");
  double raw_bytes = info[1].ToNumber().DoubleValue();
  if (!(raw_bytes >= 0 && raw_bytes <= std::numeric_limits<uint32_t>::max())) {
    return Throw(env, "zstdDecompress() expects the length of the decompressed data");
  }
  Napi::Uint8Array raw = Napi::Uint8Array::New(env, static_cast<size_t>(raw_bytes));
  if (env.IsExceptionPending()) return env.Undefined();
  scope::Status status = Decompress(ToBytes(info[0]), {raw.Data(), raw.ByteLength()});
  if (!status.ok()) return Throw(env, status.sentence());
  return raw;
}

Napi::Value Checksum(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsBytes(info[0])) return Throw(env, "crc32c() expects its data as Uint8Array");
  Bytes data = ToBytes(info[0]);
  return Napi::Number::New(env, Crc32c(data.data(), data.size()));
}

}  // namespace scope
