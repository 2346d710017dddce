// The producer's slow path: time records, chunk swaps and counted losses. See producer.h.
#include "producer.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "clock.h"
#include "faults.h"
#include "signals.h"

namespace scope {
namespace {

constexpr uint32_t kTimeWords = 3;
constexpr uint32_t kLossWords = 3;

// What stands for the records of a rewound region.
std::vector<uint32_t> RewoundRecords(const Totals& totals, uint64_t now) {
  std::vector<uint32_t> records(totals.generations, Header(kGeneration, 0));
  auto add = [&](Kind kind, uint32_t argument, uint64_t value) {
    records.insert(records.end(), {Header(kind, argument), static_cast<uint32_t>(value),
                                   static_cast<uint32_t>(value >> 32)});
  };
  add(kTime, 0, now);
  for (uint32_t cause = 0; cause < kLossCauses; ++cause) {
    if (totals.lost[cause] != 0) add(kLoss, cause, totals.lost[cause]);
  }
  return records;
}

// A time costs 40 ns to write, and 8 bytes on disk: of 20 us they were a quarter of `calls` of tsc.
constexpr uint64_t kStrideNs = 50'000;
constexpr int32_t kMaxStride = kChunkWords;
// How fast a stride follows a program that slows down: one that is 1000 times too long is right
// after four times.
constexpr int32_t kMaxShrink = 8;
// In so long a stride there was something that the drain should have seen.
constexpr uint64_t kLongNs = 30 * kStrideNs;

// What a rewound chunk must at least offer behind its claimed part, else rewinding would not help.
constexpr uint32_t kMinimumRewindWords = kTimeWords + kLossCauses * kLossWords + kSlackWords;

}  // namespace

Producer::Producer(Ring* ring, uint32_t control_index, uint32_t thread, bool exact_clock)
    : ring_(ring),
      words_(ring->arena().words()),
      control_(&ring->arena().control(control_index)),
      control_index_(control_index),
      thread_(thread),
      exact_clock_(exact_clock) {}

bool Producer::Start() {
  std::optional<uint32_t> index = ring_->WaitFree();
  if (!index) return false;
  control_->overwritten = 0;
  control_->rewind_word = 0;
  Atomic(control_->thread).store(thread_, std::memory_order_release);
  OpenChunk(*index, 0, NowNs());
  return true;
}

void Producer::Emit(Words record) {
  Store(record);
  int32_t limit = Atomic(control_->limit).load(std::memory_order_relaxed);
  if (control_->position > limit) Turn();
}

void Producer::Turn() {
  KeepInside();
  // Under the exact clock a time belongs to the event before it: none behind definitions. Exact
  // times are never spread.
  if (!exact_clock_) {
    EndStride(NowNs());
  } else if (EndsWithEvent()) {
    WriteTime(NowNs(), true);
  }
  if (Full()) SwapChunk(control_->last_time);
  SetLimit();
  ring_->WakeIfParked();
}

void Producer::Stamp() {
  KeepInside();
  if (Full()) return Turn();
  WriteTime(NowNs(), true);
}

void Producer::Rest() {
  if (exact_clock_ || position() == rest_position_) return;
  rest_position_ = position();
  rest_time_ = NowNs();
  Atomic(control_->limit).store(0, std::memory_order_relaxed);
}

Words Producer::Stored(uint32_t from, uint32_t to) const {
  uint32_t begin = static_cast<uint32_t>(chunk_begin_);
  uint32_t end = static_cast<uint32_t>(position());
  if (from < begin || to > end || from > to) return {};
  return Words(words_ + from, to - from);
}

void Producer::EndStride(uint64_t now) {
  uint64_t seen = idle_time_.exchange(0, std::memory_order_acquire);
  // What came before a rest tells the pace; how long it was tells nothing.
  bool has_rested = rest_time_ >= control_->last_time;
  int32_t end = has_rested ? rest_position_ : control_->position;
  SetStride(end - stamped_position_, (has_rested ? rest_time_ : now) - control_->last_time);
  if (!has_rested) {
    WriteIdle(idle_position_.load(std::memory_order_relaxed), seen);
  } else if (EventsFrom(rest_position_) == 0) {
    // Only definitions: the event that the time is for is still to come.
    if (rest_time_ > control_->last_time) WriteTime(rest_time_, true);
    return;
  } else if (now - rest_time_ >= kStrideNs) {
    WriteIdle(rest_position_, rest_time_);
  }
  rest_time_ = 0;
  WriteTime(now, true);
}

void Producer::Detach() {
  KeepInside();
  Ring* ring = ring_;
  {
    ExitSignalBlock signals;
    std::lock_guard lock(mutex_);
    open_ = false;
    last_chunk_ = control_->chunk_seq;
    SealOpen();
  }
  ended_.store(true, std::memory_order_release);
  ring->WakeIfParked();
}

std::optional<Producer::Part> Producer::Claim(uint64_t chunk_seq, std::optional<int32_t> still_at) {
  std::lock_guard lock(mutex_);
  if (!open_ || control_->chunk_seq != chunk_seq) return std::nullopt;
  // Read under the mutex: a position from before a rewind need not be the end of a record any more.
  if (still_at && position() != *still_at) return std::nullopt;
  return ClaimRest();
}

std::optional<Producer::Part> Producer::Retire() {
  std::lock_guard lock(mutex_);
  retired_ = true;
  return open_ ? ClaimRest() : std::nullopt;
}

std::optional<Producer::Part> Producer::ClaimRest() {
  int32_t position = this->position();
  if (position > chunk_end_) return std::nullopt;
  int32_t begin = chunk_begin_ + static_cast<int32_t>(claimed_words_);
  if (position <= begin) return std::nullopt;
  Words words(words_ + begin, words_ + position);
  // Behind a zero word a thread tries its probes out (loader/tuning/warm-up.ts): no records.
  uint32_t whole = 0;
  ForEachRecord(words, [&](Words record) { whole += static_cast<uint32_t>(record.size()); });
  if (whole < words.size() && words[whole] == 0) words = words.first(whole);
  if (words.empty()) return std::nullopt;
  Part part{control_->chunk, control_->chunk_seq, claimed_words_, words};
  claimed_words_ += static_cast<uint32_t>(words.size());
  KillPoint("claim");
  return part;
}

// False where nobody would read the chunk.
bool Producer::SealOpen() {
  if (retired_ || ring_->closed()) return false;
  open_ = false;
  uint32_t used = static_cast<uint32_t>(control_->position - chunk_begin_);
  ring_->Seal(control_->chunk, std::max(used, claimed_words_));
  return true;
}

void Producer::MarkIdle(int32_t position, uint64_t time) {
  idle_position_.store(position, std::memory_order_relaxed);
  idle_time_.store(time, std::memory_order_release);
}

std::optional<uint64_t> Producer::LastChunk() const {
  if (!ended_.load(std::memory_order_acquire)) return std::nullopt;
  return last_chunk_;
}

void Producer::OpenChunk(uint32_t index, uint64_t chunk_seq, uint64_t time) {
  ring_->Open(index, control_index_, chunk_seq);
  KillPoint("open, marked");
  ExitSignalBlock signals;
  std::lock_guard lock(mutex_);
  chunk_begin_ = static_cast<int32_t>(ring_->arena().ChunkWord(index));
  chunk_end_ = chunk_begin_ + static_cast<int32_t>(kChunkWords);
  swap_position_ = chunk_end_ - static_cast<int32_t>(kSlackWords + kTurnWords);
  claimed_words_ = 0;
  control_->chunk = index;
  control_->chunk_seq = chunk_seq;
  Atomic(control_->position).store(chunk_begin_, std::memory_order_release);
  WriteTime(time, false);
  rest_position_ = control_->position;
  open_ = true;
  SetLimit();
}

void Producer::SwapChunk(uint64_t now) {
  std::optional<uint32_t> next;
  Backpressure policy = ring_->backpressure();
  bool may_wait = policy == Backpressure::kBlock || policy == Backpressure::kSpill;
  if (policy != Backpressure::kBlock) {
    next = ring_->TakeFree();
    if (!next && policy == Backpressure::kSpill && SpillChunk(now)) return;
    if (!next && !may_wait) return Rewind(now);
  }
  KillPoint("swap");
  bool is_sealed;
  {
    ExitSignalBlock signals;
    std::lock_guard lock(mutex_);
    is_sealed = SealOpen();
  }
  if (!is_sealed) return Rewind(now);
  KillPoint("swap, sealed");
  if (may_wait && !next) next = ring_->WaitFree();
  // The ring was closed meanwhile: nobody reads chunks any more, ours serves as a scratch pad.
  uint32_t index = next ? *next : control_->chunk;
  OpenChunk(index, control_->chunk_seq + 1, now);
}

// Copies the full chunk away and goes on in its place.
bool Producer::SpillChunk(uint64_t now) {
  if (ring_->closed()) return false;
  uint32_t index = control_->chunk;
  {
    ExitSignalBlock signals;
    std::lock_guard lock(mutex_);
    // Where the drain is writing a prefix of the chunk, it must find the chunk again behind that.
    uint32_t drained = Atomic(ring_->arena().chunk(index).drained_words).load();
    if (retired_ || drained != claimed_words_) return false;
    open_ = false;
    if (!ring_->SpillChunk(index, static_cast<uint32_t>(control_->position - chunk_begin_))) {
      open_ = true;
      return false;
    }
  }
  OpenChunk(index, control_->chunk_seq + 1, now);
  return true;
}

// Gives up what the chunk holds behind its claimed part, and counts it.
void Producer::Rewind(uint64_t now) {
  ExitSignalBlock signals;
  std::unique_lock lock(mutex_);
  if (ring_->closed()) claimed_words_ = 0;  // nobody reads the chunk any more
  uint32_t used = static_cast<uint32_t>(control_->position - chunk_begin_);
  used = std::max(used, claimed_words_);
  if (kChunkWords - kSlackWords - claimed_words_ < kMinimumRewindWords) {
    lock.unlock();
    // The drain has nearly all of it: no loss is needed, only a moment's patience.
    std::optional<uint32_t> next = ring_->WaitFree();
    lock.lock();
    bool is_sealed = next && SealOpen();
    lock.unlock();
    return is_sealed ? OpenChunk(*next, control_->chunk_seq + 1, now) : Rewind(now);
  }
  uint32_t* region = words_ + chunk_begin_ + claimed_words_;
  Totals totals = Walk(Words(region, used - claimed_words_), 0);
  totals.lost[kLossDropped] += totals.events;
  std::vector<uint32_t> records = RewoundRecords(totals, now);
  // A reader that comes after a kill finds the old records, or none and the count, or the new ones.
  control_->rewound = totals.lost[kLossDropped];
  Atomic(control_->rewind_word)
      .store(chunk_begin_ + static_cast<int32_t>(claimed_words_), std::memory_order_release);
  Atomic(region[0]).store(0, std::memory_order_release);
  KillPoint("rewind");
  std::memset(region, 0, (used - claimed_words_) * sizeof(uint32_t));
  KillPoint("rewind, cleared");
  std::copy(records.begin() + 1, records.end(), region + 1);
  Atomic(region[0]).store(records[0], std::memory_order_release);
  KillPoint("rewind, counted");
  Atomic(control_->rewind_word).store(0, std::memory_order_release);
  control_->last_time = now;
  stamped_position_ =
      static_cast<int32_t>(region - words_ + static_cast<ptrdiff_t>(records.size()));
  Atomic(control_->position).store(stamped_position_, std::memory_order_release);
  rest_position_ = stamped_position_;
  rest_time_ = 0;
}

// Looks only at what was stored since the last time record: under the exact clock, one probe's.
bool Producer::EndsWithEvent() const {
  uint32_t kind = kFirstAuxiliaryKind;
  ForEachRecord(Words(words_ + stamped_position_, words_ + control_->position),
                [&](Words record) { kind = KindOf(record[0]); });
  return kind < kFirstAuxiliaryKind;
}

// The first probe behind a standstill: without this record a reader would spread the events before
// it over the time in which nothing happened.
void Producer::WriteIdle(int32_t from, uint64_t time) {
  if (time <= control_->last_time) return;
  if (from < chunk_begin_ || from > control_->position) return;
  uint32_t record[] = {Header(kIdle, EventsFrom(from)), static_cast<uint32_t>(time),
                       static_cast<uint32_t>(time >> 32)};
  Store(record);
}

uint32_t Producer::EventsFrom(int32_t position) const {
  uint32_t events = 0;
  ForEachRecord(Words(words_ + position, words_ + control_->position),
                [&](Words record) { events += KindOf(record[0]) < kFirstAuxiliaryKind; });
  return events;
}

void Producer::WriteTime(uint64_t now, bool as_difference) {
  uint64_t difference = now - control_->last_time;
  control_->last_time = now;
  if (as_difference && difference <= kMaxTimeDelta) {
    uint32_t record[] = {Header(kTimeDelta, static_cast<uint32_t>(difference))};
    Store(record);
  } else {
    uint32_t record[] = {Header(kTime, 0), static_cast<uint32_t>(now),
                         static_cast<uint32_t>(now >> 32)};
    Store(record);
  }
  stamped_position_ = control_->position;
}

void Producer::Store(Words record) {
  int32_t position = control_->position;
  uint32_t* to = words_ + position;
  for (size_t at = record.size(); at-- > 1;) to[at] = record[at];
  Atomic(to[0]).store(record[0], std::memory_order_release);
  Atomic(control_->position)
      .store(position + static_cast<int32_t>(record.size()), std::memory_order_release);
}

// Whether another thread took the processor since the last call: then not the program let the time
// pass, and looking more often would only take more of a busy machine.
bool Producer::WasPreempted() {
  rusage usage;
  if (getrusage(RUSAGE_THREAD, &usage) != 0) return false;
  return std::exchange(preemptions_, usage.ru_nivcsw) != usage.ru_nivcsw;
}

// `words` took so long. The beginning of a stride that was cut short tells nothing.
void Producer::SetStride(int64_t words, uint64_t elapsed) {
  if (words < stride_ && elapsed < kStrideNs / 4) return;
  if (elapsed >= kLongNs && !WasPreempted()) took_long_.store(true, std::memory_order_relaxed);
  int64_t wanted = words * static_cast<int64_t>(kStrideNs) / static_cast<int64_t>(elapsed + 1);
  int64_t least = stride_ / kMaxShrink;
  int64_t most = std::min(stride_ * 2, kMaxStride);
  stride_ = static_cast<int32_t>(std::max<int64_t>(std::clamp(wanted, least, most), 1));
}

void Producer::SetLimit() {
  bool is_awaited = exact_clock_ || rest_time_ != 0;
  int32_t limit = is_awaited ? 0 : std::min(control_->position + stride_, swap_position_);
  if (Atomic(control_->limit).load(std::memory_order_relaxed) == limit) return;
  // In one total order with the drain's "parked, then limit = 0": whoever comes second sees the
  // other.
  Atomic(control_->limit).store(limit, std::memory_order_seq_cst);
}

// A probe that stored beyond its chunk is a bug; the guest must not pay for it with a crash.
void Producer::KeepInside() {
  int32_t last = chunk_end_ - static_cast<int32_t>(kTurnWords);
  int32_t position = control_->position;
  if (position >= chunk_begin_ && position <= last) return;
  ExitSignalBlock signals;
  std::lock_guard lock(mutex_);
  int32_t first = chunk_begin_ + static_cast<int32_t>(claimed_words_);
  position = std::clamp(position, std::min(first, last), last);
  Atomic(control_->position).store(position, std::memory_order_release);
  stamped_position_ = rest_position_ = position;
}

}  // namespace scope
