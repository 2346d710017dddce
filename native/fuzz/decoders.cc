// The libFuzzer target: every native decoder of bytes, on any bytes. See run; the first byte of an
// input tells what the rest is.
//
//   0: words of a chunk    1: a block    2: a block whose checksums are mended before it is decoded
//   3: words, which are coded and decoded
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "block.h"
#include "crc32c.h"
#include "predict.h"
#include "walk.h"

namespace scope {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void WalkWords(Bytes bytes) {
  std::vector<uint32_t> words(bytes.size() / sizeof(uint32_t));
  if (!words.empty()) std::memcpy(words.data(), bytes.data(), words.size() * sizeof(uint32_t));
  Totals totals = Walk(words, 0);
  Check(totals.words <= words.size());
  uint64_t events = 0;
  size_t length = 0;
  ForEachRecord(Words(words).first(totals.words), [&](Words record) {
    if (KindOf(record[0]) < kFirstAuxiliaryKind) ++events;
    length += record.size();
  });
  Check(length == totals.words);
  Check(events == totals.events);
}

void CodeWords(Bytes bytes) {
  static Predictor predictor;
  std::vector<uint32_t> words(bytes.size() / sizeof(uint32_t));
  if (!words.empty()) std::memcpy(words.data(), bytes.data(), words.size() * sizeof(uint32_t));
  std::vector<uint32_t> coded = words;
  if (!predictor.Code(coded)) return;
  predictor.Undo(coded);
  Check(coded == words);
}

void DecodeBlock(Bytes bytes) {
  static BlockDecoder decoder;
  BlockHeader header;
  Result<Bytes> payload = decoder.Decode(bytes, &header);
  if (!payload.ok()) return;
  Check(payload.value().size() == header.raw_bytes);
  if (header.type == kEventsBlock || header.type == kCarryBlock) WalkWords(payload.value());
}

void DecodeMended(Bytes bytes) {
  BlockHeader header;
  if (bytes.size() < sizeof header) return;
  std::memcpy(&header, bytes.data(), sizeof header);
  Bytes data = bytes.subspan(sizeof header);
  if (header.compressed_bytes < data.size()) data = data.first(header.compressed_bytes);
  header.frame_magic = kBlockFrameMagic;
  header.frame_size = sizeof header - offsetof(BlockHeader, block_magic);
  header.block_magic = kBlockMagic;
  header.compressed_bytes = static_cast<uint32_t>(data.size());
  header.payload_crc = Crc32c(data.data(), data.size());
  const char* checked = reinterpret_cast<const char*>(&header) + offsetof(BlockHeader, type);
  header.header_crc = Crc32c(checked, sizeof header - offsetof(BlockHeader, type));
  std::vector<uint8_t> block(sizeof header + data.size());
  std::memcpy(block.data(), &header, sizeof header);
  std::memcpy(block.data() + sizeof header, data.data(), data.size());
  DecodeBlock(block);
}

}  // namespace
}  // namespace scope

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  scope::Bytes bytes(data + 1, size - 1);
  switch (data[0]) {
    case 0:
      scope::WalkWords(bytes);
      break;
    case 1:
      scope::DecodeBlock(bytes);
      break;
    case 3:
      scope::CodeWords(bytes);
      break;
    default:
      scope::DecodeMended(bytes);
      break;
  }
  return 0;
}
