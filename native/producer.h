// A thread that emits events: one isolate, or a native thread. JavaScript stores records straight
// into the arena and calls Turn when `position > limit`; everything else happens here.
//
//   chunk:  [kTime][record][record]...[record][kTimeDelta][record]... | slack for one probe | end
//                                     ^ position           ^ limit
//
// The limit is a stride of words behind the position, so that a time is written every so many
// words; strides follow the pace of the program. The drain sets the limit to 0 where it wants one
// sooner.
//
// Emit, Turn, Stamp, Rest and Detach belong to the producer's own thread, Claim and Retire to the
// drain; the mutex keeps the two apart when a chunk is sealed, rewound or partly drained.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "ring.h"
#include "walk.h"

namespace scope {

class Producer {
 public:
  // A part of an open chunk that the drain may write: nothing changes it any more.
  struct Part {
    uint32_t chunk;
    uint64_t chunk_seq;
    uint32_t offset;
    Words words;
  };

  Producer(Ring* ring, uint32_t control_index, uint32_t thread, bool exact_clock);
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  // Opens the first chunk. False when the ring is closed.
  bool Start();
  // Stores a record, header last, as a probe does.
  void Emit(Words record);
  // Slow path of every probe.
  void Turn();
  // Writes the exact time behind the event just stored.
  void Stamp();
  // The thread is about to wait, or not, for what it does next: what it has stored happened before,
  // and the next event gets a time.
  void Rest();
  // Words of the open chunk, as far as they are stored: those from `from` to `to` of the arena.
  Words Stored(uint32_t from, uint32_t to) const;
  // This thread's part of the drain's CPU time.
  uint64_t drain_cpu() const { return drain_cpu_.load(std::memory_order_relaxed); }
  // Seals the chunk. The drain may delete the producer as soon as this returns.
  void Detach();

  uint32_t thread() const { return thread_; }
  uint32_t control_index() const { return control_index_; }
  ThreadControl& control() const { return *control_; }
  int32_t position() const { return Atomic(control_->position).load(std::memory_order_acquire); }

  // The drain.
  // What lies behind the claimed prefix, if chunk `chunk_seq` is the open one and the producer
  // (where `still_at` is given) has not moved from there.
  std::optional<Part> Claim(uint64_t chunk_seq, std::optional<int32_t> still_at);
  // The recording ends: what the open chunk holds behind its claimed prefix, if anything. From now
  // on the producer seals nothing; what it emits goes round in the rest of its chunk and is lost.
  std::optional<Part> Retire();
  // Number of the last chunk, once the thread has ended.
  std::optional<uint64_t> LastChunk() const;
  // The thread has stood still at `position` since `time` at the latest.
  void MarkIdle(int32_t position, uint64_t time);
  void AddDrainCpu(uint64_t ns) { drain_cpu_.fetch_add(ns, std::memory_order_relaxed); }
  // Whether the thread let much time pass within one stride since the last call.
  bool TookLong() { return took_long_.exchange(false, std::memory_order_relaxed); }

 private:
  std::optional<Part> ClaimRest();
  bool SealOpen();
  void OpenChunk(uint32_t index, uint64_t chunk_seq, uint64_t time);
  void SwapChunk(uint64_t now);
  bool SpillChunk(uint64_t now);
  void Rewind(uint64_t now);
  void EndStride(uint64_t now);
  void WriteIdle(int32_t from, uint64_t time);
  void WriteTime(uint64_t now, bool as_difference);
  void Store(Words record);
  void SetLimit();
  void SetStride(int64_t words, uint64_t elapsed);
  bool Full() const { return control_->position > swap_position_; }
  void KeepInside();
  bool EndsWithEvent() const;
  uint32_t EventsFrom(int32_t position) const;
  bool WasPreempted();

  Ring* ring_;
  uint32_t* words_;  // of the arena
  ThreadControl* control_;
  uint32_t control_index_;
  uint32_t thread_;
  bool exact_clock_;

  std::mutex mutex_;
  bool open_ = false;
  bool retired_ = false;
  uint32_t claimed_words_ = 0;  // prefix of the open chunk that the drain has or had
  int32_t chunk_begin_ = 0;     // word indices within the arena
  int32_t chunk_end_ = 0;
  int32_t swap_position_ = 0;  // behind it the chunk counts as full
  int32_t stride_ = 64;        // words until the next time record
  std::atomic<bool> took_long_{false};
  long preemptions_ = 0;
  int32_t stamped_position_ = 0;        // behind the last time record
  int32_t rest_position_ = 0;           // where the thread rested last
  uint64_t rest_time_ = 0;              // 0: not since the last time record
  std::atomic<uint64_t> idle_time_{0};  // 0: not idle
  std::atomic<int32_t> idle_position_{0};
  std::atomic<uint64_t> drain_cpu_{0};
  std::atomic<bool> ended_{false};
  uint64_t last_chunk_ = 0;
};

// Words that Turn itself may add behind a full probe: a kIdle and a kTime record.
inline constexpr uint32_t kTurnWords = 6;

}  // namespace scope
