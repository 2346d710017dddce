// Blocks: a header, then one zstd frame. Encoder and decoder are twins. Each object belongs to one
// thread at a time; it keeps its zstd context and buffers, so that a chunk costs no allocation.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "format.h"
#include "predict.h"
#include "status.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace scope {

using Bytes = std::span<const uint8_t>;

class BlockEncoder {
 public:
  BlockEncoder();
  ~BlockEncoder();
  BlockEncoder(const BlockEncoder&) = delete;
  BlockEncoder& operator=(const BlockEncoder&) = delete;

  // Completes `header` (magics, sizes, checksums; no coding where the payload does not bear the one
  // asked for) and returns header and payload as they stand on
  // disk, valid until the next call. In haste it is compressed less. Empty when memory is
  // exhausted.
  Bytes Encode(Bytes payload, BlockHeader* header, bool in_haste = false);
  // The same for a payload that is compressed already. Empty when it is no zstd frame.
  Bytes Wrap(Bytes frame, BlockHeader* header);

 private:
  Bytes Complete(size_t compressed_bytes, size_t raw_bytes, BlockHeader* header);
  bool Code(Bytes payload);

  ZSTD_CCtx_s* context_;
  std::vector<uint8_t> buffer_;
  std::vector<uint32_t> coded_;
  Predictor predictor_;
};

// True when the header's own fields and checksum are right.
bool IsBlockHeader(const BlockHeader& header);

class BlockDecoder {
 public:
  BlockDecoder();
  ~BlockDecoder();
  BlockDecoder(const BlockDecoder&) = delete;
  BlockDecoder& operator=(const BlockDecoder&) = delete;

  // Checks and decompresses the block at the front of `bytes`. The payload is valid until the next
  // call; the header goes to `header`.
  Result<Bytes> Decode(Bytes bytes, BlockHeader* header);

 private:
  ZSTD_DCtx_s* context_;
  std::vector<uint8_t> buffer_;
  std::vector<uint32_t> words_;
  Predictor predictor_;
};

// One zstd frame, as the payload of a block. Empty when memory is exhausted.
std::vector<uint8_t> Compress(Bytes payload);

// Decompresses `data` into exactly `raw.size()` bytes.
Status Decompress(Bytes data, std::span<uint8_t> raw);

}  // namespace scope
