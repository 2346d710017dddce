// Rotation: when a segment is full, the next one begins with all that a reader needs to understand
// it alone. Part of Journal; the caller holds its mutex. See FORMAT.md, "Rotation".
//
//   old: ... blocks, footer
//   new: header, process meta, threadStart metas, modules, string definitions (carry), blocks ...
#include <unistd.h>

#include <cstring>
#include <string_view>

#include "clock.h"
#include "faults.h"
#include "journal.h"

namespace scope {
namespace {

bool HoldsWords(const FooterEntry& entry) {
  return entry.type == kEventsBlock || entry.type == kCarryBlock;
}

// Metas of the runtime that later segments need once retention has removed their own: what the
// program is, and what was left alone.
bool OutlivesItsSegment(Bytes block, BlockDecoder* decoder) {
  BlockHeader header;
  Result<Bytes> payload = decoder->Decode(block, &header);
  if (!payload.ok()) return false;
  std::string_view text(reinterpret_cast<const char*>(payload.value().data()),
                        payload.value().size());
  return text.starts_with("{\"type\":\"program\"") || text.starts_with("{\"type\":\"skip\"") ||
         text.starts_with("{\"type\":\"note\"");
}

}  // namespace

void Journal::RotateIfFull() {
  if (!CanAppend() || closing_) return;
  uint64_t longest = keep_.limits().SegmentNs();
  bool is_old = longest != 0 && NowNs() - segment_time_ > longest;
  if (segment_->bytes() <= segment_bytes_ && !is_old) return;
  Status status = Rotate();
  if (!status.ok()) return Stop(status);
  RemoveExpired();
}

// Noted first and removed then: a reader believes the note where a kill came in between.
void Journal::RemoveExpired() {
  std::vector<uint32_t> gone = keep_.Expire(segment_->bytes(), NowNs());
  if (gone.empty()) return;
  AppendExpired();
  KillPoint("keep, noted");
  if (!stop_.ok()) return;
  for (uint32_t number : gone) {
    unlinkat(directory_.descriptor(), SegmentName(number).c_str(), 0);
    KillPoint("keep, removed");
  }
}

void Journal::AppendExpired() {
  BlockHeader header{};
  header.type = kExpiredBlock;
  header.first_seq = keep_.through();
  header.time_first = header.time_last = NowNs();
  std::string json = keep_.Json();
  Bytes bytes(reinterpret_cast<const uint8_t*>(json.data()), json.size());
  [[maybe_unused]] Status status = Append(bytes, header);
}

Status Journal::Rotate() {
  Result<SegmentWriter> next =
      SegmentWriter::Create(directory_, segment_->number() + 1, start_time_);
  if (!next.ok()) return next.status();
  SegmentWriter old = std::move(*segment_);
  segment_.emplace(std::move(next.value()));
  KillPoint("rotate");
  segment_time_ = NowNs();
  AppendMeta(process_);
  if (keep_.through() != 0) AppendExpired();
  for (const auto& [thread, account] : accounts_) AppendMeta(account.start);
  Status status = stop_;
  KillPoint("rotate, started");
  if (status.ok()) status = CopyModules(old);
  if (status.ok()) status = Carry(old);
  KillPoint("rotate, carried");
  // Last, so that a reader who sees the old one complete may rely on the next one's beginning.
  Status finished = old.Finish();
  finished_bytes_ += old.bytes();
  keep_.FinishSegment(old.number(), old.bytes(), NowNs());
  return status.ok() ? finished : status;
}

Status Journal::CopyModules(const SegmentWriter& from) {
  std::vector<uint8_t> block;
  BlockDecoder decoder;
  for (const FooterEntry& entry : from.entries()) {
    bool may_be_needed = entry.type == kMetaBlock && keep_.limits().any();
    if (entry.type != kModuleBlock && !may_be_needed) continue;
    Status status = from.Read(entry, &block);
    if (status.ok() && may_be_needed && !OutlivesItsSegment(block, &decoder)) continue;
    if (status.ok()) status = segment_->Append(block);
    if (!status.ok()) return status;
  }
  return Status();
}

Status Journal::Carry(const SegmentWriter& from) {
  std::map<uint32_t, std::vector<FooterEntry>> by_thread;
  for (const FooterEntry& entry : from.entries()) {
    if (HoldsWords(entry) && accounts_.contains(entry.thread)) {
      by_thread[entry.thread].push_back(entry);
    }
  }
  for (const auto& [thread, entries] : by_thread) {
    Status status = CarryThread(from, thread, entries);
    if (!status.ok()) return status;
  }
  return Status();
}

Status Journal::CarryThread(const SegmentWriter& from, uint32_t thread,
                            const std::vector<FooterEntry>& entries) {
  const Account& account = accounts_[thread];
  // The current generation may have begun within the last block of an earlier one.
  size_t first = entries.size() - 1;
  while (first > 0 && entries[first].generation == account.generation) --first;
  BlockHeader header{};
  header.type = kCarryBlock;
  header.thread = thread;
  header.first_seq = account.Emitted();
  header.time_first = header.time_last = account.time;
  header.generation = account.generation;
  header.lost_before = account.Lost();
  BlockDecoder decoder;
  std::vector<uint32_t> carry;
  // A carry block is no longer than a chunk, as any block of words.
  auto write = [&] {
    if (carry.empty()) return Status();
    Bytes bytes(reinterpret_cast<const uint8_t*>(carry.data()), carry.size() * sizeof(uint32_t));
    Status status = Append(bytes, header);
    carry.clear();
    return status;
  };
  std::vector<uint8_t> block;
  for (size_t at = first; at < entries.size(); ++at) {
    Status status = from.Read(entries[at], &block);
    if (!status.ok()) return status;
    BlockHeader read;
    Result<Bytes> payload = decoder.Decode(block, &read);
    if (!payload.ok()) return payload.status();
    std::vector<uint32_t> words(payload.value().size() / sizeof(uint32_t));
    if (!words.empty()) std::memcpy(words.data(), payload.value().data(), payload.value().size());
    uint32_t generation = read.generation;
    ForEachRecord(words, [&](Words record) {
      if (KindOf(record[0]) == kGeneration) ++generation;
      if (KindOf(record[0]) != kString || generation != account.generation || !status.ok()) return;
      if (carry.size() + record.size() > kChunkBytes / sizeof(uint32_t)) status = write();
      carry.insert(carry.end(), record.begin(), record.end());
    });
    if (!status.ok()) return status;
  }
  return write();
}

}  // namespace scope
