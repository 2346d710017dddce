// See blake2b.h.
#include "blake2b.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace scope {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::array<uint64_t, 8> kInitial = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

constexpr uint8_t kOrder[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
};
constexpr int kRounds = 12;

inline void Mix(uint64_t& a, uint64_t& b, uint64_t& c, uint64_t& d, uint64_t x, uint64_t y) {
  a += b + x;
  d = std::rotr(d ^ a, 32);
  c += d;
  b = std::rotr(b ^ c, 24);
  a += b + y;
  d = std::rotr(d ^ a, 16);
  c += d;
  b = std::rotr(b ^ c, 63);
}

}  // namespace

Blake2b::Blake2b() : state_(kInitial) { state_[0] ^= 0x0101'0000 ^ kDigestBytes; }

void Blake2b::Update(const void* data, size_t size) {
  const uint8_t* bytes = static_cast<const uint8_t*>(data);
  while (size > 0) {
    if (buffered_ == kBlockBytes) {
      Compress(buffer_.data(), false);
      buffered_ = 0;
    }
    // The last block must stay for Finish, so a whole one is taken only where more follows.
    if (buffered_ == 0 && size > kBlockBytes) {
      Compress(bytes, false);
      bytes += kBlockBytes;
      size -= kBlockBytes;
      continue;
    }
    size_t part = std::min(size, kBlockBytes - buffered_);
    std::memcpy(buffer_.data() + buffered_, bytes, part);
    buffered_ += part;
    bytes += part;
    size -= part;
  }
}

Blake2b::Digest Blake2b::Finish() {
  std::fill(buffer_.begin() + static_cast<ptrdiff_t>(buffered_), buffer_.end(), uint8_t{0});
  Compress(buffer_.data(), true);
  Digest digest;
  std::memcpy(digest.data(), state_.data(), digest.size());
  return digest;
}

void Blake2b::Compress(const uint8_t* block, bool is_last) {
  hashed_ += is_last ? buffered_ : kBlockBytes;
  uint64_t message[16];
  std::memcpy(message, block, sizeof message);
  uint64_t v[16];
  for (int at = 0; at < 8; ++at) {
    v[at] = state_[static_cast<size_t>(at)];
    v[at + 8] = kInitial[static_cast<size_t>(at)];
  }
  v[12] ^= hashed_;
  if (is_last) v[14] = ~v[14];
#pragma GCC unroll 12
  for (int round = 0; round < kRounds; ++round) {
    const uint8_t* order = kOrder[round % 10];
    Mix(v[0], v[4], v[8], v[12], message[order[0]], message[order[1]]);
    Mix(v[1], v[5], v[9], v[13], message[order[2]], message[order[3]]);
    Mix(v[2], v[6], v[10], v[14], message[order[4]], message[order[5]]);
    Mix(v[3], v[7], v[11], v[15], message[order[6]], message[order[7]]);
    Mix(v[0], v[5], v[10], v[15], message[order[8]], message[order[9]]);
    Mix(v[1], v[6], v[11], v[12], message[order[10]], message[order[11]]);
    Mix(v[2], v[7], v[8], v[13], message[order[12]], message[order[13]]);
    Mix(v[3], v[4], v[9], v[14], message[order[14]], message[order[15]]);
  }
  for (size_t at = 0; at < 8; ++at) state_[at] ^= v[at] ^ v[at + 8];
}

}  // namespace scope
