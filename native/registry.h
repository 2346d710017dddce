// Who may emit: hands out thread ids and control blocks, and passes new producers to the drain,
// which owns them from then on. Any thread may call.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "journal.h"
#include "producer.h"

namespace scope {

class Registry {
 public:
  Registry(Ring* ring, Journal* journal, bool exact_clock);

  // Makes the calling thread a producer. `kind` is "main", "worker" or "native".
  Result<Producer*> Attach(std::string_view kind, std::string_view name);

  // The drain. Producers that were attached since the last call.
  std::vector<std::unique_ptr<Producer>> TakeArrivals();
  bool HasArrivals() const;
  // The thread has ended and all its chunks are written: its control block may serve another.
  void Return(const Producer& producer);

 private:
  Ring* ring_;
  Journal* journal_;
  bool exact_clock_;
  mutable std::mutex mutex_;
  uint32_t last_thread_ = 0;
  uint32_t most_threads_;
  std::vector<uint32_t> free_controls_;
  std::vector<std::unique_ptr<Producer>> arrivals_;
};

}  // namespace scope
