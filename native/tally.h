// What the functions of one thread stored, by site, in the intervals that the governor chooses
// (loader/tuning): counts that loader/tuning multiplies with costs. Belongs to the thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "walk.h"

namespace scope {

class Tally {
 public:
  // Columns of a row, the site first. Strings and objects that an event introduces count for it.
  enum Column {
    kSite,
    kCalls,  // enters, leaves and throws
    kActivations,
    kSuspensions,  // awaits, yields and resumes
    kPlainValues,
    kObjects,
    kNewObjects,
    kNewStrings,
    kNewWords,  // of new strings, objects and their snapshots
    kRuntimeEvents,
    kColumns
  };

  void Add(Words words);
  // One row after the other, then `drain_cpu`; forgets them. Events of Node itself have site 0 in a
  // row of their own, the last one.
  std::vector<double> Take(uint64_t drain_cpu);

 private:
  struct Row {
    uint32_t counts[kColumns] = {};
  };

  std::unordered_map<uint32_t, Row> rows_;
  Row runtime_;
};

}  // namespace scope
