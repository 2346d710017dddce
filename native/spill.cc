// The spill file. See spill.h and FORMAT.md, "Spill".
#include "spill.h"

#include <unistd.h>

#include <cerrno>

#include "faults.h"

namespace scope {

Spill::Spill(const File* directory, const Arena& arena)
    : directory_(directory), header_(arena.SpillHeader(kSpillChunks)), free_(kSpillChunks) {}

std::optional<uint32_t> Spill::Put(const ChunkEntry& entry, Words words) {
  FileSizeSignalBlock signal_block;
  if (!Open()) return std::nullopt;
  std::optional<uint32_t> slot = free_.Pop();
  if (!slot) return std::nullopt;
  Slot& to = slots_[*slot];
  to.entry = entry;
  to.entry.state = kSealed;
  to.entry.sealed_words = static_cast<uint32_t>(words.size());
  to.event_count = Walk(words.subspan(entry.drained_words), 0).events;
  uint64_t offset = header_.chunks_offset + static_cast<uint64_t>(*slot) * kChunkBytes;
  Status status = file_.WriteAt(offset, words.data(), words.size_bytes());
  KillPoint("spill");
  if (status.ok()) status = WriteEntry(*slot);
  KillPoint("spill, noted");
  if (status.ok()) return slot;
  free_.Push(*slot);
  return std::nullopt;
}

Result<Words> Spill::Read(uint32_t slot) {
  const ChunkEntry& entry = slots_[slot].entry;
  words_.resize(entry.sealed_words - entry.drained_words);
  uint64_t offset = header_.chunks_offset + static_cast<uint64_t>(slot) * kChunkBytes +
                    entry.drained_words * sizeof(uint32_t);
  Status status = file_.ReadAt(offset, words_.data(), words_.size() * sizeof(uint32_t));
  if (!status.ok()) return status;
  return Words(words_);
}

void Spill::Free(uint32_t slot) {
  slots_[slot].entry.state = kFree;
  // Where this fails a reader finds the chunk twice, as after a kill before it.
  [[maybe_unused]] Status status = WriteEntry(slot);
  free_.Push(slot);
}

// Tried once: a disk that refuses the file makes `spill` wait like `block`.
bool Spill::Open() {
  std::lock_guard lock(open_mutex_);
  if (is_tried_) return file_.is_open();
  is_tried_ = true;
  Result<File> created = CreateFile(*directory_, kSpillName);
  if (!created.ok()) return false;
  off_t bytes =
      static_cast<off_t>(header_.chunks_offset) + static_cast<off_t>(kSpillChunks) * kChunkBytes;
  if (ftruncate(created.value().descriptor(), bytes) != 0 ||
      !created.value().WriteAt(0, &header_, sizeof header_).ok()) {
    unlinkat(directory_->descriptor(), kSpillName, 0);
    return false;
  }
  slots_.reset(new Slot[kSpillChunks]);
  for (uint32_t slot = kSpillChunks; slot-- > 0;) free_.Push(slot);
  file_ = std::move(created.value());
  return true;
}

Status Spill::WriteEntry(uint32_t slot) {
  const ChunkEntry& entry = slots_[slot].entry;
  return file_.WriteAt(header_.chunk_table_offset + slot * sizeof entry, &entry, sizeof entry);
}

}  // namespace scope
