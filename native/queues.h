// The two queues of chunk indices: lock-free, many producers, one drain. ring.h says what lies in
// them; test/model_test.cc checks every interleaving of their steps.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

namespace scope {

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
  // About how many it holds: others push meanwhile.
  uint64_t size() const {
    uint64_t head = head_.load(std::memory_order_relaxed);
    uint64_t tail = tail_.load(std::memory_order_relaxed);
    return tail > head ? tail - head : 0;
  }
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

}  // namespace scope
