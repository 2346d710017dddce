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

namespace scope {

enum class Backpressure { kBlock, kOverwrite, kDrop };

// Treiber stack of chunk indices; the upper half of `head_` counts, against the ABA problem.
class FreeStack {
 public:
  explicit FreeStack(uint32_t capacity) : next_(new std::atomic<uint32_t>[capacity]) {}
  void Push(uint32_t index);
  std::optional<uint32_t> Pop();

 private:
  std::atomic<uint64_t> head_{0};  // tag << 32 | index + 1
  std::unique_ptr<std::atomic<uint32_t>[]> next_;
};

// Bounded lock-free queue of chunk indices. Large enough for all chunks: Push never fails.
class SealedQueue {
 public:
  explicit SealedQueue(uint32_t chunk_count);
  void Push(uint32_t index);
  std::optional<uint32_t> Pop();

 private:
  struct Cell {
    std::atomic<uint64_t> turn;
    uint32_t index;
  };
  uint64_t mask_;
  std::unique_ptr<Cell[]> cells_;
  alignas(64) std::atomic<uint64_t> tail_{0};
  alignas(64) std::atomic<uint64_t> head_{0};
};

// What became of a sealed chunk that a producer took under `overwrite`.
struct OverwrittenChunk {
  uint32_t thread;
  uint64_t chunk_seq;
  uint32_t chunk_offset;
  std::vector<uint32_t> words;  // stands for the chunk: generations, time, kLoss records
};

class Ring {
 public:
  Ring(Arena* arena, Backpressure backpressure);

  Arena& arena() { return *arena_; }
  Backpressure backpressure() const { return backpressure_; }

  // Producers. A free chunk according to the backpressure; nothing when events must be dropped or
  // the ring is closed.
  std::optional<uint32_t> TakeFree();
  // Waits for a free chunk; nothing only when the ring is closed.
  std::optional<uint32_t> WaitFree();
  void Open(uint32_t index, uint32_t control, uint64_t chunk_seq);
  void Seal(uint32_t index, uint32_t words);
  // Tells the drain that something happened, if it sleeps for good.
  void WakeIfParked() {
    if (parked_.load(std::memory_order_seq_cst)) bell_.Strike();
  }
  bool closed() const { return closed_.load(std::memory_order_acquire); }

  // The drain. Chunks that were overwritten before the sealed one it returns are put in
  // `overwritten` and come first.
  std::optional<uint32_t> NextSealed(std::vector<OverwrittenChunk>* overwritten);
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
