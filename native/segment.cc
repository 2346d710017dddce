// Segment files. See segment.h and FORMAT.md, "Segment".
#include "segment.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>

#include "crc32c.h"
#include "faults.h"

namespace scope {
namespace {

// Room for the accounts of a few hundred threads, the close block and the footer.
constexpr uint64_t kLastWordsBytes = 64 * 1024;
constexpr uint64_t kReserveStep = 1 << 20;

}  // namespace

std::string SegmentName(uint32_t number) {
  char name[32];
  std::snprintf(name, sizeof name, "%06u.seg", number);
  return name;
}

Result<SegmentWriter> SegmentWriter::Create(const File& directory, uint32_t number,
                                            uint64_t process_time) {
  std::string name = SegmentName(number);
  Result<File> file = CreateFile(directory, name);
  if (!file.ok()) return file.status();
  SegmentHeader header{};
  header.frame_magic = kSegmentFrameMagic;
  header.frame_size = sizeof header - offsetof(SegmentHeader, magic);
  header.magic = kSegmentMagic;
  header.version = kFormatVersion;
  header.number = number;
  header.process_time = process_time;
  header.pid = static_cast<uint32_t>(getpid());
  header.crc = Crc32c(&header, offsetof(SegmentHeader, crc));
  SegmentWriter writer(std::move(file.value()), number);
  Status status = writer.AppendBytes(&header, sizeof header);
  if (!status.ok()) {
    unlinkat(directory.descriptor(), name.c_str(), 0);
    return status;
  }
  return writer;
}

Status SegmentWriter::Append(Bytes block) {
  Status status = Reserve(block.size());
  return status.ok() ? AppendLast(block) : status;
}

Status SegmentWriter::AppendLast(Bytes block) {
  BlockHeader header;
  std::memcpy(&header, block.data(), sizeof header);
  FooterEntry entry{};
  entry.offset = bytes_;
  entry.type = header.type;
  entry.thread = header.thread;
  entry.first_seq = header.first_seq;
  entry.event_count = header.event_count;
  entry.generation = header.generation;
  entry.time_first = header.time_first;
  entry.time_last = header.time_last;
  Status status = AppendBytes(block.data(), block.size());
  if (status.ok()) entries_.push_back(entry);
  return status;
}

Status SegmentWriter::Finish() {
  size_t entries_bytes = entries_.size() * sizeof(FooterEntry);
  FooterTail tail{};
  tail.entry_count = static_cast<uint32_t>(entries_.size());
  tail.crc = Crc32c(entries_.data(), entries_bytes);
  tail.footer_offset = bytes_;
  tail.magic = kFooterMagic;
  uint32_t head[2] = {kFooterFrameMagic, static_cast<uint32_t>(entries_bytes + sizeof tail)};
  std::vector<uint8_t> footer(sizeof head + entries_bytes + sizeof tail);
  std::memcpy(footer.data(), head, sizeof head);
  if (entries_bytes > 0) {
    std::memcpy(footer.data() + sizeof head, entries_.data(), entries_bytes);
  }
  std::memcpy(footer.data() + sizeof head + entries_bytes, &tail, sizeof tail);
  KillPoint("footer");
  Status status = AppendBytes(footer.data(), footer.size());
  KillPoint("footer, written");
  [[maybe_unused]] int ignored = ftruncate(file_.descriptor(), static_cast<off_t>(bytes_));
  return status;
}

Status SegmentWriter::Read(const FooterEntry& entry, std::vector<uint8_t>* block) const {
  block->resize(sizeof(BlockHeader));
  Status status = file_.ReadAt(entry.offset, block->data(), block->size());
  if (!status.ok()) return status;
  BlockHeader header;
  std::memcpy(&header, block->data(), sizeof header);
  if (!IsBlockHeader(header)) return Status(EIO, file_.path() + ": a block header is damaged");
  block->resize(sizeof header + header.compressed_bytes);
  return file_.ReadAt(entry.offset + sizeof header, block->data() + sizeof header,
                      header.compressed_bytes);
}

// In large steps; on a disk that is nearly full in small ones. What is left over goes at the end.
Status SegmentWriter::Reserve(size_t size) {
  uint64_t needed = bytes_ + size + kLastWordsBytes;
  if (needed <= reserved_) return Status();
  int error = 0;
  for (uint64_t step : {kReserveStep, uint64_t{0}}) {
    uint64_t end = needed + step;
    off_t from = static_cast<off_t>(reserved_), count = static_cast<off_t>(end - reserved_);
    int failed = fallocate(file_.descriptor(), FALLOC_FL_KEEP_SIZE, from, count);
    error = failed == 0 ? 0 : errno;
    // A file system that cannot reserve: then there are no last words on a full disk.
    bool is_full = error == ENOSPC || error == EDQUOT;
    if (is_full) continue;
    reserved_ = end;
    return Status();
  }
  return Status::Errno(error, "cannot write " + file_.path());
}

Status SegmentWriter::AppendBytes(const void* data, size_t size) {
  int error = FailPoint("append");
  Status status = error != 0 ? Status::Errno(error, "cannot write " + file_.path())
                             : file_.WriteAt(bytes_, data, size);
  if (status.ok()) {
    bytes_ += size;
  } else {
    // A torn tail is normal input for readers; without it nobody has to wonder.
    [[maybe_unused]] int ignored = ftruncate(file_.descriptor(), static_cast<off_t>(bytes_));
  }
  return status;
}

}  // namespace scope
