// See queues.h.
#include "queues.h"

#include <bit>

namespace scope {
namespace {

constexpr uint64_t kIndexMask = 0xFFFF'FFFF;
constexpr uint64_t kTagStep = kIndexMask + 1;

}  // namespace

void FreeStack::Push(uint32_t index) {
  uint64_t head = head_.load();
  uint64_t wanted;
  do {
    next_[index].store(static_cast<uint32_t>(head & kIndexMask), std::memory_order_relaxed);
    wanted = ((head & ~kIndexMask) + kTagStep) | (index + 1);
  } while (!head_.compare_exchange_weak(head, wanted));
}

std::optional<uint32_t> FreeStack::Pop() {
  uint64_t head = head_.load();
  while ((head & kIndexMask) != 0) {
    uint32_t index = static_cast<uint32_t>(head & kIndexMask) - 1;
    uint64_t next = next_[index].load(std::memory_order_relaxed);
    uint64_t wanted = ((head & ~kIndexMask) + kTagStep) | next;
    if (head_.compare_exchange_weak(head, wanted)) return index;
  }
  return std::nullopt;
}

SealedQueue::SealedQueue(uint32_t chunk_count)
    : mask_(std::bit_ceil(static_cast<uint64_t>(chunk_count)) - 1), cells_(new Cell[mask_ + 1]) {
  for (uint64_t at = 0; at <= mask_; ++at) cells_[at].turn.store(at, std::memory_order_relaxed);
}

void SealedQueue::Push(uint32_t index) {
  uint64_t at = tail_.fetch_add(1, std::memory_order_relaxed);
  Cell& cell = cells_[at & mask_];
  // Its last user took the cell a whole round ago; it may be about to say so.
  while (cell.turn.load(std::memory_order_acquire) != at) {
  }
  cell.index = index;
  cell.turn.store(at + 1, std::memory_order_release);
}

std::optional<uint32_t> SealedQueue::Pop() {
  uint64_t at = head_.load(std::memory_order_relaxed);
  for (;;) {
    Cell& cell = cells_[at & mask_];
    uint64_t turn = cell.turn.load(std::memory_order_acquire);
    if (turn < at + 1) return std::nullopt;
    if (turn > at + 1) {
      at = head_.load(std::memory_order_relaxed);
    } else if (head_.compare_exchange_weak(at, at + 1, std::memory_order_relaxed)) {
      uint32_t index = cell.index;
      cell.turn.store(at + mask_ + 1, std::memory_order_release);
      return index;
    }
  }
}

}  // namespace scope
