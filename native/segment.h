// Writes one segment file: header, blocks, footer. An append that fails leaves the file as it was
// before it. Room for last words is kept ahead: on a full disk `AppendLast` can still say what was
// lost. One thread at a time (journal.h holds the lock).
//
//   [SegmentHeader] [BlockHeader zstd frame] [BlockHeader zstd frame] ... [footer: FooterEntry*,
//   tail]
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "block.h"
#include "file.h"
#include "format.h"

namespace scope {

std::string SegmentName(uint32_t number);  // 000001.seg

class SegmentWriter {
 public:
  // Creates segment `number` in `directory` and writes its header.
  static Result<SegmentWriter> Create(const File& directory, uint32_t number,
                                      uint64_t process_time);

  // Appends an encoded block.
  Status Append(Bytes block);
  // The same where the disk has just refused a block: uses the room that is kept for it.
  Status AppendLast(Bytes block);
  // Writes the footer; nothing may be appended behind it.
  Status Finish();
  // Reads back the block that `entry` names, as it stands on disk.
  Status Read(const FooterEntry& entry, std::vector<uint8_t>* block) const;

  uint32_t number() const { return number_; }
  uint64_t bytes() const { return bytes_; }
  const std::vector<FooterEntry>& entries() const { return entries_; }

 private:
  SegmentWriter(File file, uint32_t number) : file_(std::move(file)), number_(number) {}
  Status AppendBytes(const void* data, size_t size);
  Status Reserve(size_t size);

  File file_;
  uint32_t number_;
  uint64_t bytes_ = 0;
  uint64_t reserved_ = 0;  // up to here the disk has promised room
  std::vector<FooterEntry> entries_;
};

}  // namespace scope
