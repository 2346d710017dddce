// Attaching and releasing producers. See registry.h.
#include "registry.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace scope {
namespace {

// Each producer holds one open chunk. This many more keep the ring turning under `block`, where a
// producer that has sealed its chunk waits until another one becomes free.
constexpr uint32_t kChunksInMotion = 16;

uint32_t MostThreads(uint32_t chunk_count) {
  uint32_t spare = std::min(kChunksInMotion, chunk_count / 2);
  return std::min(kMaxThreads, chunk_count - spare);
}

}  // namespace

Registry::Registry(Ring* ring, Journal* journal, bool exact_clock)
    : ring_(ring),
      journal_(journal),
      exact_clock_(exact_clock),
      most_threads_(MostThreads(ring->arena().chunk_count())) {
  for (uint32_t index = most_threads_; index-- > 0;) free_controls_.push_back(index);
}

Result<Producer*> Registry::Attach(std::string_view kind, std::string_view name) {
  uint32_t control_index;
  uint32_t thread;
  {
    std::lock_guard lock(mutex_);
    if (free_controls_.empty()) {
      return Status(EAGAIN, "cannot record more than " + std::to_string(most_threads_) +
                                " threads at the same time");
    }
    control_index = free_controls_.back();
    free_controls_.pop_back();
    thread = ++last_thread_;
  }
  auto producer = std::make_unique<Producer>(ring_, control_index, thread, exact_clock_);
  if (!producer->Start()) {
    Return(*producer);
    return Status(ECANCELED, "the recording has ended");
  }
  journal_->StartThread(thread, kind, name);
  Producer* attached = producer.get();
  {
    std::lock_guard lock(mutex_);
    arrivals_.push_back(std::move(producer));
  }
  ring_->WakeIfParked();
  return attached;
}

std::vector<std::unique_ptr<Producer>> Registry::TakeArrivals() {
  std::lock_guard lock(mutex_);
  return std::exchange(arrivals_, {});
}

bool Registry::HasArrivals() const {
  std::lock_guard lock(mutex_);
  return !arrivals_.empty();
}

void Registry::Return(const Producer& producer) {
  Atomic(producer.control().thread).store(0, std::memory_order_release);
  std::lock_guard lock(mutex_);
  free_controls_.push_back(producer.control_index());
}

}  // namespace scope
