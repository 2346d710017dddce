// Retention: which old segments must go, and the books of what goes with them. Knows numbers and
// counts only; the journal (which also holds the lock) writes and removes.
//
//   000001 000002 | 000003 000004 000005
//    expired       kept, at most so many bytes or at least so long
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "format.h"

namespace scope {

struct KeepLimits {
  uint64_t bytes = 0;  // at most so many bytes of segments; 0: no limit
  uint64_t ns = 0;     // at least what happened within this time; 0: everything

  bool any() const { return bytes != 0 || ns != 0; }
  // Segments small enough, in bytes and time, that what is kept is close to the limit.
  uint64_t SegmentBytes(uint64_t otherwise) const;
  uint64_t SegmentNs() const;
};

class Keep {
 public:
  explicit Keep(KeepLimits limits) : limits_(limits) {}

  const KeepLimits& limits() const { return limits_; }
  // What a block of the present segment holds.
  void Count(const BlockHeader& block, const uint64_t (&lost)[kLossCauses]);
  void EndThread(uint32_t thread);
  // The present segment is complete; the next one begins.
  void FinishSegment(uint32_t number, uint64_t bytes, uint64_t now);
  // Numbers of the segments that must go now; from here on they count as gone.
  std::vector<uint32_t> Expire(uint64_t present_bytes, uint64_t now);

  // The last segment that is gone; 0 when there is none.
  uint32_t through() const { return through_; }
  // What is gone, as the JSON of an expired block.
  std::string Json() const;

 private:
  struct Counts {
    uint64_t recorded = 0;
    uint64_t lost[kLossCauses] = {};
    uint64_t chunk_seq = 0;  // of the last block, and where it ends in its chunk
    uint32_t chunk_end = 0;

    void Add(const Counts& other);
    uint64_t Sum() const;
  };
  struct Segment {
    uint32_t number = 0;
    uint64_t bytes = 0;
    uint64_t end_time = 0;
    std::map<uint32_t, Counts> threads;
    std::set<uint32_t> ended;
  };
  void Fold(const Segment& segment);

  KeepLimits limits_;
  Segment present_;
  std::deque<Segment> kept_;
  uint64_t kept_bytes_ = 0;
  uint32_t through_ = 0;
  std::map<uint32_t, Counts> expired_;  // of threads that the kept segments know
  // Of threads whose end is gone as well: one sum, so that many short threads cost no memory.
  uint64_t ended_threads_ = 0;
  uint64_t ended_events_ = 0;
};

}  // namespace scope
