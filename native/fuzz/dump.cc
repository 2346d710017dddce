// Prints what the native decoders make of bytes, in the neutral form that
// test/reader/decoders.test.ts compares with the reader's. Input: any number of cases, each a type
// ('W' words, 'B' block), a length in bytes (uint32) and the bytes. Output, a line for each record
// and one for the whole case:
//
//   1 5 2          kind, argument, length in words
//   = 2 1 0 0 77   words, events, lost events, generations, CRC32C of all words; "= no block" for
//                  bytes that are none
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

#include "block.h"
#include "crc32c.h"
#include "walk.h"

namespace scope {
namespace {

void DumpWords(Bytes bytes) {
  std::vector<uint32_t> words(bytes.size() / sizeof(uint32_t));
  if (!words.empty()) std::memcpy(words.data(), bytes.data(), words.size() * sizeof(uint32_t));
  Totals totals = Walk(words, 0);
  ForEachRecord(Words(words).first(totals.words), [](Words record) {
    std::printf("%u %u %zu\n", KindOf(record[0]), ArgumentOf(record[0]), record.size());
  });
  uint64_t lost = 0;
  for (uint64_t count : totals.lost) lost += count;
  uint32_t crc = Crc32c(words.data(), words.size() * sizeof(uint32_t));
  std::printf("= %zu %" PRIu64 " %" PRIu64 " %u %u\n", totals.words, totals.events, lost,
              totals.generations, crc);
}

void DumpBlock(Bytes bytes) {
  BlockDecoder decoder;
  BlockHeader header;
  Result<Bytes> payload = decoder.Decode(bytes, &header);
  if (!payload.ok()) {
    std::printf("= no block\n");
  } else {
    DumpWords(payload.value());
  }
}

}  // namespace
}  // namespace scope

int main() {
  char type;
  uint32_t length;
  std::vector<uint8_t> bytes;
  while (std::fread(&type, 1, 1, stdin) == 1 && std::fread(&length, 4, 1, stdin) == 1) {
    bytes.resize(length);
    if (std::fread(bytes.data(), 1, length, stdin) != length) return 1;
    type == 'W' ? scope::DumpWords(bytes) : scope::DumpBlock(bytes);
  }
  return 0;
}
