// The drain thread: takes sealed chunks to the journal, ticks the coarse clock, writes what idle
// threads left in open chunks, parks when nothing happens, and closes the recording at the end.
//
//   loop: sealed chunks -> journal | each producer: moved? tick : idle for 20 ms? write its prefix
//         all idle? park until somebody turns, attaches, flushes or closes
//
// Ticks are wake-ups, 20 us each on a virtual machine: they are rare where producers that are busy
// write times often enough by themselves, and end soon where nobody moves.
//
// Only methods above "the drain thread" may be called by others.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "journal.h"
#include "registry.h"
#include "ring.h"

namespace scope {

class Drain {
 public:
  // `is_tunable`: asks for a Turn ten times a second when nothing happens, too, so that threads
  // whose functions are off look whether they were raised. `on_close` runs on the drain thread as
  // its last act.
  Drain(Ring* ring, Registry* registry, Journal* journal, bool is_tunable,
        std::function<void(const char* reason)> on_close);
  ~Drain();
  Drain(const Drain&) = delete;
  Drain& operator=(const Drain&) = delete;

  Status Start();
  // Blocks until all that was emitted before the call is in a segment.
  void Flush();
  // Both are safe in a signal context. `reason` must live for ever; the first one counts.
  void RequestClose(const char* reason);
  bool WaitClosed(int timeout_ms);

 private:
  // A producer as the drain thread sees it.
  struct Watch {
    std::unique_ptr<Producer> producer;
    int32_t position = 0;
    uint64_t moved_at = 0;
    bool is_marked = true;    // as idle, since moved_at
    uint64_t next_chunk = 0;  // all chunks before it are written
  };

  void Loop();
  void TakeArrivals();
  // Tells each thread its part of what the drain takes: all the same.
  void ShareCpu();
  Watch* Find(uint32_t thread);
  // At most `most` chunks; returns whether there were any.
  bool WriteSealed(uint32_t most);
  void WriteChunk(uint32_t index);
  void WriteSpilled(uint32_t slot);
  enum class Pace { kFast, kSlow, kStill, kIdle };
  Pace WatchProducers(uint64_t now);
  void WritePrefix(Watch* watch, std::optional<int32_t> still_at);
  void WritePart(const Watch& watch, const Producer::Part& part);
  void EndThreads();
  void ServeFlush();
  void Park(Pace pace);
  bool SomethingHappened();
  void Finish();

  Ring* ring_;
  Registry* registry_;
  Journal* journal_;
  const bool is_tunable_;
  std::function<void(const char*)> on_close_;
  std::thread thread_;
  std::map<uint32_t, Watch> watches_;  // by thread id
  std::vector<OverwrittenChunk> overwritten_;
  uint64_t shared_cpu_ = 0;  // CPU time that threads were told of
  uint64_t fast_until_ = 0;

  std::atomic<const char*> close_reason_{nullptr};
  Bell closed_;
  std::mutex flush_mutex_;
  std::condition_variable flushed_;
  uint64_t flush_wanted_ = 0;
  uint64_t flush_done_ = 0;
  bool finished_ = false;
};

}  // namespace scope
