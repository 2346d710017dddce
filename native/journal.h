// The books of a process: everything that reaches its segments passes here, in order, and is
// counted here. Keeps each thread's account (recorded, lost by cause), rotates segments so that
// each can be read alone, and stops the recording, with a reason, when the disk gives trouble. Any
// thread may call; a mutex puts the calls in a row.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "block.h"
#include "keep.h"
#include "segment.h"
#include "walk.h"

namespace scope {

// recorded + lost = emitted, for every thread.
struct Account {
  std::string start;      // its threadStart meta block
  uint64_t recorded = 0;  // events that are in a segment
  uint64_t lost[kLossCauses] = {};
  uint32_t generation = 0;  // kGeneration records so far
  uint64_t time = 0;        // last time record

  uint64_t Lost() const;
  uint64_t Emitted() const { return recorded + Lost(); }
  std::string LostJson() const;
};

class Journal {
 public:
  Journal(File directory, uint64_t segment_bytes, KeepLimits keep = {});

  // Creates the first segment.
  Status Open();
  // Ends the last segment. `reason` says why the process's recording is over.
  void Close(std::string_view reason);

  void StartThread(uint32_t thread, std::string_view kind, std::string_view name);
  // The drain, before it writes: blocks are larger and sooner written from now on, or the contrary.
  void SetHaste(bool in_haste) { in_haste_.store(in_haste, std::memory_order_relaxed); }
  // Writes words of a chunk as one block and counts them; counts them as lost when that fails.
  void WriteWords(uint32_t thread, Words words, uint64_t chunk_seq, uint32_t chunk_offset);
  // So many events of the thread cannot be read back: they are lost, and recording stops.
  void LoseWords(uint32_t thread, uint64_t events, const Status& status);
  void EndThread(uint32_t thread);

  // `frame`: the module's record, compressed.
  void AddModule(uint32_t first_site, uint32_t site_count, Bytes frame);
  void AddMeta(Bytes json);

  // Why recording stopped; empty while it goes on.
  std::string StopReason() const;
  // JSON array of the accounts of all threads, for the manifest of a recording that stopped.
  std::string AccountsJson() const;
  uint64_t bytes() const;
  const File& directory() const { return directory_; }

 private:
  Status Append(Bytes payload, BlockHeader header);
  Status AppendBlock(Bytes block);
  Status TryMeta(std::string_view json);
  void AppendMeta(std::string_view json) { [[maybe_unused]] Status status = TryMeta(json); }
  bool CanAppend() const { return segment_ && (stop_.ok() || closing_); }
  void Stop(const Status& status);
  void RotateIfFull();
  Status Rotate();
  Status CopyModules(const SegmentWriter& from);
  void RemoveExpired();
  void AppendExpired();
  Status Carry(const SegmentWriter& from);
  Status CarryThread(const SegmentWriter& from, uint32_t thread,
                     const std::vector<FooterEntry>& entries);
  std::string AccountJson(uint32_t thread, const Account& account) const;

  mutable std::mutex mutex_;
  File directory_;
  uint64_t segment_bytes_;
  uint64_t start_time_;  // CLOCK_MONOTONIC ns; stands in every block
  std::string process_;  // the process meta block, first in each segment
  std::optional<SegmentWriter> segment_;
  uint64_t segment_time_ = 0;  // when it was begun
  Keep keep_;
  uint64_t finished_bytes_ = 0;  // of earlier segments
  BlockEncoder encoder_;
  Status stop_;
  bool closing_ = false;
  std::map<uint32_t, Account> accounts_;  // of threads that have not ended
  std::vector<std::string> ended_;  // accounts as JSON of threads that ended when it had stopped
  std::atomic<bool> in_haste_ = false;  // blocks of other threads than the drain ask, too
};

}  // namespace scope
