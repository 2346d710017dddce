// What the reader asks of native code: decompression and checksums (lib/reader).
#pragma once

#include <napi.h>

namespace scope {

// (data: Uint8Array, length of what comes out) => Uint8Array; throws where the data is not that.
Napi::Value ZstdDecompress(const Napi::CallbackInfo& info);

// (data: Uint8Array) => CRC-32C
Napi::Value Checksum(const Napi::CallbackInfo& info);

}  // namespace scope
