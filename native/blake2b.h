// BLAKE2b (RFC 7693) without a key: names texts by their content where a collision must not be
// found on purpose. Any thread may call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace scope {

class Blake2b {
 public:
  static constexpr size_t kDigestBytes = 20;
  using Digest = std::array<uint8_t, kDigestBytes>;

  Blake2b();
  void Update(const void* data, size_t size);
  Digest Finish();

 private:
  static constexpr size_t kBlockBytes = 128;

  void Compress(const uint8_t* block, bool is_last);

  std::array<uint64_t, 8> state_;
  std::array<uint8_t, kBlockBytes> buffer_;
  size_t buffered_ = 0;
  uint64_t hashed_ = 0;
};

}  // namespace scope
