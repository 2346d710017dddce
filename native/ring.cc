// Queues and life cycle of chunks. See ring.h.
#include "ring.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "faults.h"
#include "signals.h"
#include "walk.h"

namespace scope {
namespace {

// A full ring delays Ctrl-C by so much at most.
constexpr std::chrono::milliseconds kSignalPatience{20};

}  // namespace

Ring::Ring(Arena* arena, Backpressure backpressure, Spill* spill)
    : arena_(arena),
      backpressure_(backpressure),
      spill_(spill),
      free_(arena->chunk_count()),
      sealed_(most_sealed()) {
  for (uint32_t index = arena->chunk_count(); index-- > 0;) free_.Push(index);
}

std::optional<uint32_t> Ring::TakeFree() {
  if (closed()) return std::nullopt;
  if (std::optional<uint32_t> index = free_.Pop()) return index;
  switch (backpressure_) {
    case Backpressure::kBlock:
      return WaitFree();
    case Backpressure::kOverwrite:
      return Overwrite();
    case Backpressure::kSpill:
    case Backpressure::kDrop:
      break;
  }
  return std::nullopt;
}

std::optional<uint32_t> Ring::WaitFree() {
  // No wake-up where there is no need: the drain finds what is sealed at its next tick, and a
  // thread that is woken may take the place of the one that wakes it.
  if (closed()) return std::nullopt;
  if (std::optional<uint32_t> index = free_.Pop()) return index;
  ExitSignalBlock signals;
  std::unique_lock lock(free_mutex_);
  waiters_.fetch_add(1);
  bell_.Strike();
  std::optional<uint32_t> index;
  while (!closed() && !(index = free_.Pop())) {
    if (freed_.wait_for(lock, kSignalPatience) == std::cv_status::no_timeout) continue;
    lock.unlock();
    signals.Deliver();
    lock.lock();
  }
  waiters_.fetch_sub(1);
  return index;
}

void Ring::Open(uint32_t index, uint32_t control, uint64_t chunk_seq) {
  ChunkEntry& entry = arena_->chunk(index);
  // Before the thread: in a FREE chunk the count is that of the thread which is named beside it.
  entry.overwritten = 0;
  Atomic(entry.thread).store(arena_->control(control).thread, std::memory_order_release);
  entry.control = control;
  entry.chunk_seq = chunk_seq;
  entry.sealed_words = 0;
  Atomic(entry.drained_words).store(0, std::memory_order_relaxed);
  KillPoint("open");
  Atomic(entry.state).store(kOpen, std::memory_order_release);
}

void Ring::Seal(uint32_t index, uint32_t words) {
  ChunkEntry& entry = arena_->chunk(index);
  entry.sealed_words = words;
  KillPoint("seal");
  Atomic(entry.state).store(kSealed, std::memory_order_release);
  KillPoint("seal, marked");
  sealed_.Push(index);
}

bool Ring::SpillChunk(uint32_t index, uint32_t words) {
  if (spill_ == nullptr) return false;
  ChunkEntry& entry = arena_->chunk(index);
  Words used(arena_->words() + arena_->ChunkWord(index), words);
  std::optional<uint32_t> slot = spill_->Put(entry, used);
  if (!slot) return false;
  // From here on the copy is the chunk; what is left of this one is none.
  Atomic(entry.state).store(kFree, std::memory_order_release);
  KillPoint("spill, freed");
  Clear(index, words);
  sealed_.Push(arena_->chunk_count() + *slot);
  return true;
}

std::optional<uint32_t> Ring::NextSealed(std::vector<OverwrittenChunk>* overwritten) {
  std::unique_lock lock(overwrite_mutex_, std::defer_lock);
  if (backpressure_ == Backpressure::kOverwrite) lock.lock();
  overwritten->swap(overwritten_);
  std::optional<uint32_t> index = sealed_.Pop();
  KillPoint("drain");
  if (index && !SpillSlot(*index)) {
    // After a kill the notes may be in no segment yet: what is lost before this chunk, and what
    // behind it.
    ChunkEntry& entry = arena_->chunk(*index);
    entry.overwritten = arena_->control(entry.control).overwritten;
    Atomic(entry.state).store(kDraining, std::memory_order_release);
  }
  return index;
}

void Ring::Release(uint32_t index, uint32_t used_words) {
  Clear(index, used_words);
  KillPoint("release, cleared");
  Atomic(arena_->chunk(index).state).store(kFree, std::memory_order_release);
  KillPoint("release, free");
  free_.Push(index);
  if (waiters_.load() == 0) return;
  std::lock_guard lock(free_mutex_);
  freed_.notify_one();
}

void Ring::SetFlushing(bool flushing) {
  if (backpressure_ != Backpressure::kOverwrite) return;
  std::lock_guard lock(overwrite_mutex_);
  flushing_ = flushing;
}

void Ring::Close() {
  std::lock_guard lock(free_mutex_);
  closed_.store(true, std::memory_order_release);
  freed_.notify_all();
}

std::optional<uint32_t> Ring::Overwrite() {
  ExitSignalBlock signals;
  std::lock_guard lock(overwrite_mutex_);
  if (flushing_) return std::nullopt;
  std::optional<uint32_t> index = sealed_.Pop();
  if (!index) return std::nullopt;
  ChunkEntry& entry = arena_->chunk(*index);
  uint32_t drained = Atomic(entry.drained_words).load(std::memory_order_acquire);
  drained = std::min(drained, entry.sealed_words);
  Words words(arena_->words() + arena_->ChunkWord(*index) + drained, entry.sealed_words - drained);
  Totals totals = Walk(words, 0);
  // What a rewind had counted in the chunk goes with it.
  uint64_t lost = totals.events;
  for (uint64_t count : totals.lost) lost += count;
  OverwrittenChunk note{entry.thread, entry.chunk_seq, drained, {}};
  note.words.assign(totals.generations, Header(kGeneration, 0));
  auto add = [&](Kind kind, uint32_t argument, uint64_t value) {
    note.words.push_back(Header(kind, argument));
    note.words.push_back(static_cast<uint32_t>(value));
    note.words.push_back(static_cast<uint32_t>(value >> 32));
  };
  // Without its head a chunk may hold nothing but time differences.
  if (drained == 0) add(kTime, 0, totals.time_last);
  if (lost != 0) add(kLoss, kLossOverwritten, lost);
  overwritten_.push_back(std::move(note));
  // For the reader that comes after a kill and does not find the note in a segment: the new count
  // stands with the chunk before it is gone, so that one store takes the chunk and counts it.
  uint64_t& overwritten = arena_->control(entry.control).overwritten;
  entry.overwritten = overwritten + lost;
  KillPoint("overwrite");
  Atomic(entry.state).store(kFree, std::memory_order_release);
  KillPoint("overwrite, freed");
  Atomic(overwritten).store(entry.overwritten, std::memory_order_release);
  KillPoint("overwrite, counted");
  Clear(*index, entry.sealed_words);
  KillPoint("overwrite, cleared");
  return index;
}

// Before the state says FREE: a chunk is always handed out empty. A probe that was cut short, by a
// stack overflow for instance, may have left payload words behind the last record.
void Ring::Clear(uint32_t index, uint32_t used_words) {
  uint32_t words = std::min(used_words + kSlackWords, kChunkWords);
  std::memset(arena_->words() + arena_->ChunkWord(index), 0, words * sizeof(uint32_t));
}

}  // namespace scope
