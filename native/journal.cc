// Blocks in order, accounts, and the end of it all. See journal.h; rotation is in rotate.cc.
#include "journal.h"

#include <unistd.h>

#include <cerrno>

#include "clock.h"
#include "faults.h"
#include "json.h"

namespace scope {
namespace {

Bytes AsBytes(std::string_view text) {
  return Bytes(reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

Bytes AsBytes(Words words) {
  return Bytes(reinterpret_cast<const uint8_t*>(words.data()), words.size_bytes());
}

std::string ProcessMeta(uint64_t start_time) {
  return JsonObject()
      .Text("type", "process")
      .Number("pid", static_cast<uint64_t>(getpid()))
      .Number("ppid", static_cast<uint64_t>(getppid()))
      .Long("startTime", start_time)
      .Long("wallTime", WallNs())
      .Done();
}

}  // namespace

uint64_t Account::Lost() const {
  uint64_t sum = 0;
  for (uint64_t count : lost) sum += count;
  return sum;
}

std::string Account::LostJson() const {
  return JsonObject()
      .Number("dropped", lost[kLossDropped])
      .Number("overwritten", lost[kLossOverwritten])
      .Number("stopped", lost[kLossStopped])
      .Done();
}

Journal::Journal(File directory, uint64_t segment_bytes, KeepLimits keep)
    : directory_(std::move(directory)),
      segment_bytes_(segment_bytes),
      start_time_(NowNs()),
      process_(ProcessMeta(start_time_)),
      segment_time_(start_time_),
      keep_(keep) {}

Status Journal::Open() {
  std::lock_guard lock(mutex_);
  Result<SegmentWriter> first = SegmentWriter::Create(directory_, 1, start_time_);
  if (!first.ok()) return first.status();
  segment_.emplace(std::move(first.value()));
  AppendMeta(process_);
  return stop_;
}

void Journal::Close(std::string_view reason) {
  std::lock_guard lock(mutex_);
  closing_ = true;
  for (const std::string& account : ended_) AppendMeta(account);
  JsonObject close;
  close.Text("type", "close").Text("reason", reason).Long("time", NowNs()).Number("cpu", CpuNs());
  if (!stop_.ok()) close.Text("stopReason", stop_.sentence());
  Status status = TryMeta(close.Done());
  if (!segment_) return;
  // Without that block a footer would say that segments behind this one are missing.
  if (status.ok()) status = segment_->Finish();
  if (!status.ok()) Stop(status);
  finished_bytes_ += segment_->bytes();
  segment_.reset();
}

void Journal::StartThread(uint32_t thread, std::string_view kind, std::string_view name) {
  std::lock_guard lock(mutex_);
  Account& account = accounts_[thread];
  account.start = JsonObject()
                      .Text("type", "threadStart")
                      .Number("thread", thread)
                      .Text("kind", kind)
                      .Text("name", name)
                      .Long("time", NowNs())
                      .Done();
  AppendMeta(account.start);
  RotateIfFull();
}

void Journal::WriteWords(uint32_t thread, Words words, uint64_t chunk_seq, uint32_t chunk_offset) {
  std::lock_guard lock(mutex_);
  Account& account = accounts_[thread];
  Totals totals = Walk(words, account.time);
  BlockHeader header{};
  header.type = kEventsBlock;
  header.thread = thread;
  header.event_count = static_cast<uint32_t>(totals.events);
  header.first_seq = account.Emitted();
  header.time_first = totals.time_first;
  header.time_last = totals.time_last;
  header.chunk_seq = chunk_seq;
  header.chunk_offset = chunk_offset;
  header.generation = account.generation;
  header.lost_before = account.Lost();
  header.coding = totals.has_payloads && !in_haste_ ? kPredictedCoding : kPlainCoding;
  Status written = Append(AsBytes(words.first(totals.words)), header);
  for (uint32_t cause = 0; cause < kLossCauses; ++cause) account.lost[cause] += totals.lost[cause];
  (written.ok() ? account.recorded : account.lost[kLossStopped]) += totals.events;
  header.raw_bytes = static_cast<uint32_t>(totals.words * sizeof(uint32_t));
  if (written.ok()) keep_.Count(header, totals.lost);
  account.generation += totals.generations;
  account.time = totals.time_last;
  if (totals.words < words.size()) {
    AppendMeta(JsonObject()
                   .Text("type", "damage")
                   .Number("thread", thread)
                   .Long("chunkSeq", chunk_seq)
                   .Number("chunkOffset", chunk_offset + totals.words)
                   .Number("words", words.size() - totals.words)
                   .Done());
  }
  RotateIfFull();
}

void Journal::LoseWords(uint32_t thread, uint64_t events, const Status& status) {
  std::lock_guard lock(mutex_);
  accounts_[thread].lost[kLossStopped] += events;
  Stop(status);
}

void Journal::EndThread(uint32_t thread) {
  std::lock_guard lock(mutex_);
  auto found = accounts_.find(thread);
  if (found == accounts_.end()) return;
  std::string account = AccountJson(thread, found->second);
  if (!TryMeta(account).ok()) ended_.push_back(account);
  accounts_.erase(found);
  keep_.EndThread(thread);
  RotateIfFull();
}

void Journal::AddModule(uint32_t first_site, uint32_t site_count, Bytes frame) {
  std::lock_guard lock(mutex_);
  BlockHeader header{};
  header.type = kModuleBlock;
  header.first_seq = first_site;
  header.event_count = site_count;
  header.time_first = header.time_last = NowNs();
  header.process_time = start_time_;
  if (CanAppend() && AppendBlock(encoder_.Wrap(frame, &header)).ok()) RotateIfFull();
}

void Journal::AddMeta(Bytes json) {
  std::lock_guard lock(mutex_);
  AppendMeta(std::string_view(reinterpret_cast<const char*>(json.data()), json.size()));
  RotateIfFull();
}

std::string Journal::StopReason() const {
  std::lock_guard lock(mutex_);
  return stop_.sentence();
}

std::string Journal::AccountsJson() const {
  std::lock_guard lock(mutex_);
  std::string out;
  for (const std::string& account : ended_) out += "," + account;
  for (const auto& [thread, account] : accounts_) out += "," + AccountJson(thread, account);
  return "[" + out.substr(out.empty() ? 0 : 1) + "]";
}

uint64_t Journal::bytes() const {
  std::lock_guard lock(mutex_);
  return finished_bytes_ + (segment_ ? segment_->bytes() : 0);
}

Status Journal::Append(Bytes payload, BlockHeader header) {
  if (!CanAppend()) return Status(ECANCELED, "recording has stopped");
  header.process_time = start_time_;
  if (FailPoint("compress")) return AppendBlock(Bytes());
  return AppendBlock(encoder_.Encode(payload, &header, in_haste_));
}

Status Journal::AppendBlock(Bytes block) {
  Status status;
  if (block.empty()) {
    status = Status::Errno(ENOMEM, "cannot compress a block");
  } else {
    status = closing_ ? segment_->AppendLast(block) : segment_->Append(block);
  }
  if (!status.ok()) Stop(status);
  return status;
}

Status Journal::TryMeta(std::string_view json) {
  BlockHeader header{};
  header.type = kMetaBlock;
  header.time_first = header.time_last = NowNs();
  return Append(AsBytes(json), header);
}

void Journal::Stop(const Status& status) {
  if (stop_.ok()) stop_ = status;
}

std::string Journal::AccountJson(uint32_t thread, const Account& account) const {
  return JsonObject()
      .Text("type", "threadEnd")
      .Number("thread", thread)
      .Long("emitted", account.Emitted())
      .Long("recorded", account.recorded)
      .Raw("lost", account.LostJson())
      .Long("time", NowNs())
      .Done();
}

}  // namespace scope
