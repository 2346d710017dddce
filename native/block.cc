// Compression, checksums and headers of blocks; the only file that knows zstd. See block.h.
#include "block.h"

#include <zstd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>

#include "crc32c.h"

namespace scope {
namespace {

// What repeats in headers the fastest level finds, what does not in values the prediction has taken
// out before: level 3 made the blocks of a server no smaller.
constexpr int kFastLevel = 1;
// Of headers alone a search among several candidates finds a fifth more, for about 4 ns an event.
constexpr int kHeadersLevel = 4;
constexpr uint32_t kFrameSize = sizeof(BlockHeader) - offsetof(BlockHeader, block_magic);
constexpr size_t kChecked = offsetof(BlockHeader, type);

uint32_t HeaderCrc(const BlockHeader& header) {
  return Crc32c(reinterpret_cast<const char*>(&header) + kChecked, sizeof header - kChecked);
}

// Sizes and counts that a writer may have stated: checked before anything is done with them.
bool IsPlausible(const BlockHeader& header) {
  uint64_t counts[] = {header.first_seq, header.chunk_seq, header.lost_before};
  for (uint64_t count : counts) {
    if (count > kMaxCount) return false;
  }
  uint64_t most = uint64_t{header.compressed_bytes} * kMaxRatio + kMaxRatio;
  if (header.raw_bytes > most) return false;
  if (header.type != kEventsBlock && header.type != kCarryBlock) {
    return header.raw_bytes <= kMaxJsonBytes && header.coding == kPlainCoding;
  }
  return header.raw_bytes <= kMaxWordsBytes && header.raw_bytes % sizeof(uint32_t) == 0 &&
         uint64_t{header.event_count} * sizeof(uint32_t) <= header.raw_bytes;
}

Status Damaged(const char* what) { return Status(EIO, std::string("damaged block: ") + what); }

Status DecompressWith(ZSTD_DCtx* context, Bytes data, std::span<uint8_t> raw) {
  if (context == nullptr) return Status::Errno(ENOMEM, "cannot decompress");
  size_t size = ZSTD_decompressDCtx(context, raw.data(), raw.size(), data.data(), data.size());
  if (ZSTD_isError(size)) return Damaged(ZSTD_getErrorName(size));
  if (size != raw.size()) return Damaged("its length is not the one it states");
  return Status();
}

ZSTD_CCtx* CreateContext() {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  if (context == nullptr) return context;
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kFastLevel);
  return context;
}

}  // namespace

BlockEncoder::BlockEncoder()
    : context_(CreateContext()), buffer_(sizeof(BlockHeader) + ZSTD_compressBound(kChunkBytes)) {}

BlockEncoder::~BlockEncoder() { ZSTD_freeCCtx(context_); }

Bytes BlockEncoder::Encode(Bytes payload, BlockHeader* header, bool in_haste) {
  if (context_ == nullptr) return Bytes();
  size_t needed = sizeof(BlockHeader) + ZSTD_compressBound(payload.size());
  if (buffer_.size() < needed) buffer_.resize(needed);
  if (header->coding != kPlainCoding) {
    if (Code(payload)) {
      payload = Bytes(reinterpret_cast<const uint8_t*>(coded_.data()), payload.size());
    } else {
      header->coding = kPlainCoding;
    }
  }
  bool is_thorough = header->type == kEventsBlock && header->coding == kPlainCoding && !in_haste;
  ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel,
                         is_thorough ? kHeadersLevel : kFastLevel);
  uint8_t* compressed = buffer_.data() + sizeof(BlockHeader);
  size_t size = ZSTD_compress2(context_, compressed, buffer_.size() - sizeof(BlockHeader),
                               payload.data(), payload.size());
  if (ZSTD_isError(size)) return Bytes();
  return Complete(size, payload.size(), header);
}

Bytes BlockEncoder::Wrap(Bytes frame, BlockHeader* header) {
  unsigned long long raw_bytes = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (raw_bytes > std::numeric_limits<uint32_t>::max()) return Bytes();  // the error codes are
  if (buffer_.size() < sizeof *header + frame.size()) buffer_.resize(sizeof *header + frame.size());
  std::memcpy(buffer_.data() + sizeof *header, frame.data(), frame.size());
  return Complete(frame.size(), raw_bytes, header);
}

Bytes BlockEncoder::Complete(size_t compressed_bytes, size_t raw_bytes, BlockHeader* header) {
  header->frame_magic = kBlockFrameMagic;
  header->frame_size = kFrameSize;
  header->block_magic = kBlockMagic;
  header->raw_bytes = static_cast<uint32_t>(raw_bytes);
  header->compressed_bytes = static_cast<uint32_t>(compressed_bytes);
  header->payload_crc = Crc32c(buffer_.data() + sizeof(BlockHeader), compressed_bytes);
  header->header_crc = HeaderCrc(*header);
  std::memcpy(buffer_.data(), header, sizeof *header);
  return Bytes(buffer_.data(), sizeof(BlockHeader) + compressed_bytes);
}

std::vector<uint8_t> Compress(Bytes payload) {
  // Kept: its memory takes longer to come than a module to compress.
  static thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(
      CreateContext(), ZSTD_freeCCtx);
  if (context == nullptr) return {};
  std::vector<uint8_t> frame(ZSTD_compressBound(payload.size()));
  size_t size =
      ZSTD_compress2(context.get(), frame.data(), frame.size(), payload.data(), payload.size());
  frame.resize(ZSTD_isError(size) ? 0 : size);
  return frame;
}

// In a copy: the words stay in the arena for a reader that comes after a kill.
bool BlockEncoder::Code(Bytes payload) {
  coded_.resize(payload.size() / sizeof(uint32_t));
  std::memcpy(coded_.data(), payload.data(), payload.size());
  return predictor_.Code(coded_);
}

bool IsBlockHeader(const BlockHeader& header) {
  return header.frame_magic == kBlockFrameMagic && header.frame_size == kFrameSize &&
         header.block_magic == kBlockMagic && header.header_crc == HeaderCrc(header);
}

BlockDecoder::BlockDecoder() : context_(ZSTD_createDCtx()) {}

BlockDecoder::~BlockDecoder() { ZSTD_freeDCtx(context_); }

Result<Bytes> BlockDecoder::Decode(Bytes bytes, BlockHeader* header) {
  if (bytes.size() < sizeof *header) return Damaged("its header is cut off");
  std::memcpy(header, bytes.data(), sizeof *header);
  if (!IsBlockHeader(*header)) return Damaged("its header is not valid");
  if (!IsPlausible(*header)) return Damaged("its header states impossible sizes");
  bytes = bytes.subspan(sizeof *header);
  if (bytes.size() < header->compressed_bytes) return Damaged("its payload is cut off");
  bytes = bytes.first(header->compressed_bytes);
  if (Crc32c(bytes.data(), bytes.size()) != header->payload_crc) {
    return Damaged("its payload does not fit its checksum");
  }
  if (ZSTD_getFrameContentSize(bytes.data(), bytes.size()) != header->raw_bytes) {
    return Damaged("its length is not the one it states");
  }
  buffer_.resize(header->raw_bytes);
  Status status = DecompressWith(context_, bytes, buffer_);
  if (!status.ok()) return status;
  if (header->coding == kPlainCoding) return Bytes(buffer_);
  if (header->coding != kPredictedCoding) return Damaged("its coding is not known");
  words_.resize(buffer_.size() / sizeof(uint32_t));
  std::memcpy(words_.data(), buffer_.data(), words_.size() * sizeof(uint32_t));
  predictor_.Undo(words_);
  return Bytes(reinterpret_cast<const uint8_t*>(words_.data()), words_.size() * sizeof(uint32_t));
}

Status Decompress(Bytes data, std::span<uint8_t> raw) {
  ZSTD_DCtx* context = ZSTD_createDCtx();
  Status status = DecompressWith(context, data, raw);
  ZSTD_freeDCtx(context);
  return status;
}

}  // namespace scope
