// The life of chunks, and the queues that carry them. Many producers, one drain.
//
//   FREE --TakeFree, Open--> OPEN --Seal--> SEALED --NextSealed--> DRAINING --Release--> FREE
//        (producer)               (producer)       (drain)                  (drain)
//
// Free chunks are a stack, so that few of them are in use and these stay in the cache; sealed ones
// are a queue, so that each thread's chunks reach the disk in order.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "arena.h"
#include "bell.h"
#include "queues.h"
#include "spill.h"

namespace scope {

enum class Backpressure { kBlock, kSpill, kOverwrite, kDrop };

// What became of a sealed chunk that a producer took under `overwrite`.
struct OverwrittenChunk {
  uint32_t thread;
  uint64_t chunk_seq;
  uint32_t chunk_offset;
  std::vector<uint32_t> words;  // stands for the chunk: generations, time, kLoss records
};

class Ring {
 public:
  // `spill` belongs to the policy of that name; without it `spill` waits like `block`.
  Ring(Arena* arena, Backpressure backpressure, Spill* spill = nullptr);

  Arena& arena() { return *arena_; }
  Backpressure backpressure() const { return backpressure_; }

  // Producers. A free chunk according to the backpressure; nothing when events must be dropped or
  // the ring is closed.
  std::optional<uint32_t> TakeFree();
  // Waits for a free chunk; nothing only when the ring is closed.
  std::optional<uint32_t> WaitFree();
  void Open(uint32_t index, uint32_t control, uint64_t chunk_seq);
  void Seal(uint32_t index, uint32_t words);
  // Copies an open, full chunk to the spill, in its place in the order, and empties it. The chunk
  // stays the caller's, to be opened anew. False where there is no spill or no room.
  bool SpillChunk(uint32_t index, uint32_t words);
  // Tells the drain that something happened, if it sleeps for good.
  void WakeIfParked() {
    if (parked_.load(std::memory_order_seq_cst)) bell_.Strike();
  }
  bool closed() const { return closed_.load(std::memory_order_acquire); }

  // The drain. Chunks that were overwritten before the sealed one it returns are put in
  // `overwritten` and come first.
  std::optional<uint32_t> NextSealed(std::vector<OverwrittenChunk>* overwritten);
  // What NextSealed returned is a chunk of the arena, or one that was spilled, in this slot.
  std::optional<uint32_t> SpillSlot(uint32_t index) const {
    if (index < arena_->chunk_count()) return std::nullopt;
    return index - arena_->chunk_count();
  }
  Spill& spill() { return *spill_; }
  // How many chunks may be sealed at the same time.
  // So much waits to be written that the producers may soon have to wait.
  bool IsBehind() const { return sealed_.size() > arena_->chunk_count() / 4; }
  uint32_t most_sealed() const { return arena_->chunk_count() + (spill_ ? kSpillChunks : 0); }
  void Release(uint32_t index, uint32_t used_words);
  void SetParked(bool parked) { parked_.store(parked, std::memory_order_seq_cst); }
  // While set, nothing is overwritten: the drain writes the prefix of an open chunk.
  void SetFlushing(bool flushing);
  // No producer waits any more; from now on the drain touches no chunk.
  void Close();

  // Any thread; safe in a signal context.
  Bell& bell() { return bell_; }

 private:
  std::optional<uint32_t> Overwrite();
  void Clear(uint32_t index, uint32_t used_words);

  Arena* arena_;
  Backpressure backpressure_;
  Spill* spill_;
  Bell bell_;
  FreeStack free_;
  SealedQueue sealed_;
  std::atomic<bool> parked_{false};
  std::atomic<bool> closed_{false};
  std::atomic<uint32_t> waiters_{0};
  std::mutex free_mutex_;
  std::condition_variable freed_;
  // Only under `overwrite`: makes "take the oldest and note its loss" one step.
  std::mutex overwrite_mutex_;
  bool flushing_ = false;
  std::vector<OverwrittenChunk> overwritten_;
};

}  // namespace scope
