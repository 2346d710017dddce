// Steps over the records of a chunk or block. Pure; any thread may call. Words are never trusted:
// whatever is no whole, known record ends the walk there.
//
//   [kTime lo hi] [kEnter] [kString id length hash data..] [kLeaveValue v] 0
//    ^ length from kLengths ^ 1        ^ from its argument                 ^ end of data
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "format.h"

namespace scope {

using Words = std::span<const uint32_t>;

inline constexpr uint32_t KindOf(uint32_t header) { return header & kKindMask; }
inline constexpr uint32_t ArgumentOf(uint32_t header) { return header >> kKindBits; }
inline constexpr uint32_t Header(Kind kind, uint32_t argument) {
  return kind | argument << kKindBits;
}
// Of an event: whether its first value is the number of an activation.
inline constexpr bool NamesActivation(uint32_t kind) {
  return kind >= kActivation && kind <= kYieldValue;
}
inline constexpr uint64_t Join(uint32_t low, uint32_t high) {
  return low | static_cast<uint64_t>(high) << 32;
}

// Largest difference that a kTimeDelta record can hold.
inline constexpr uint64_t kMaxTimeDelta = (1ull << (32 - kKindBits)) - 1;

// Lengths by kind: 0 for kinds that do not exist or whose words tell their length.
inline constexpr std::array<uint8_t, kKindMask + 1> kLengths = [] {
  std::array<uint8_t, kKindMask + 1> lengths{};
  for (uint32_t kind = kEnter; kind <= kEnter8; ++kind) {
    lengths[kind] = static_cast<uint8_t>(1 + kind - kEnter);
  }
  lengths[kLeave] = lengths[kThrow] = 1;
  lengths[kLeaveValue] = lengths[kThrowValue] = 2;
  lengths[kActivation] = lengths[kAwait] = lengths[kResume] = lengths[kYield] = 2;
  lengths[kTask] = lengths[kWrite] = 2;
  lengths[kAwaitValue] = lengths[kResumeValue] = lengths[kYieldValue] = 3;
  lengths[kTime] = lengths[kDouble] = lengths[kObject] = lengths[kLoss] = 3;
  lengths[kIdle] = lengths[kScope] = lengths[kSet] = lengths[kLevel] = 3;
  lengths[kSetKey] = 4;
  lengths[kMutate] = 5;
  lengths[kBranch] = 1;
  lengths[kTimeDelta] = lengths[kGeneration] = lengths[kRedaction] = 1;
  lengths[kUncompared] = 1;
  return lengths;
}();

// The length that a header of another kind tells; 0 when it is not valid.
uint32_t VariableLength(uint32_t header);

// Number of words of the record at the front of `words`; 0 when there is no whole, valid record.
inline uint32_t RecordLength(Words words) {
  if (words.empty() || words[0] == 0) return 0;
  uint32_t length = kLengths[KindOf(words[0])];
  if (length == 0) length = VariableLength(words[0]);
  return length <= words.size() ? length : 0;
}

// What a run of records amounts to.
struct Totals {
  size_t words = 0;     // length of the valid prefix
  uint64_t events = 0;  // recorded ones
  uint64_t lost[kLossCauses] = {};
  uint32_t generations = 0;   // kGeneration records
  bool has_payloads = false;  // any event of more than one word
  uint64_t time_first =
      0;                   // time in force at the first word, or of a time record that stands there
  uint64_t time_last = 0;  // time in force behind the last word
};

// `time`: the time in force before the first word, 0 when not known.
Totals Walk(Words words, uint64_t time);

// Calls `visit(Words record)` for each valid record from the front.
template <typename Visit>
void ForEachRecord(Words words, Visit&& visit) {
  while (uint32_t length = RecordLength(words)) {
    visit(words.first(length));
    words = words.subspan(length);
  }
}

}  // namespace scope
