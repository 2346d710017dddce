// The walk over records. See walk.h. The loop over events is the drain's hottest one besides zstd.
#include "walk.h"

namespace scope {
namespace {

// Lengths by kind: 0 for kinds that do not exist or whose words tell their length. 64 entries.
constexpr std::array<uint8_t, kKindMask + 1> MakeLengths() {
  std::array<uint8_t, kKindMask + 1> lengths{};
  for (uint32_t kind = kEnter; kind <= kEnter8; ++kind) {
    lengths[kind] = static_cast<uint8_t>(1 + kind - kEnter);
  }
  lengths[kLeave] = lengths[kThrow] = 1;
  lengths[kLeaveValue] = lengths[kThrowValue] = 2;
  lengths[kActivation] = lengths[kAwait] = lengths[kResume] = lengths[kYield] = 2;
  lengths[kAwaitValue] = lengths[kResumeValue] = lengths[kYieldValue] = 3;
  lengths[kTime] = lengths[kDouble] = lengths[kObject] = lengths[kLoss] = 3;
  lengths[kTimeDelta] = lengths[kGeneration] = 1;
  return lengths;
}

constexpr std::array<uint8_t, kKindMask + 1> kLengths = MakeLengths();
constexpr uint32_t kStringHeadWords = 4;
constexpr uint32_t kSnapshotHeadWords = 3;

uint32_t VariableLength(uint32_t header) {
  uint32_t argument = ArgumentOf(header);
  if (KindOf(header) == kString) {
    uint32_t units = argument >> 1;
    if (units > kMaxStoredCodeUnits) return 0;
    uint32_t bytes = (argument & 1) ? units * 2 : units;
    return kStringHeadWords + (bytes + 3) / 4;
  }
  if (KindOf(header) == kSnapshot) {
    return argument > kMaxSnapshotEntries ? 0 : kSnapshotHeadWords + 2 * argument;
  }
  return 0;
}

// Adds a record that is no event. False when it is not valid.
bool AddAuxiliary(Words record, Totals* totals) {
  uint32_t header = record[0];
  switch (KindOf(header)) {
    case kTime:
      totals->time_last = Join(record[1], record[2]);
      break;
    case kTimeDelta:
      totals->time_last += ArgumentOf(header);
      break;
    case kGeneration:
      ++totals->generations;
      break;
    case kLoss: {
      if (ArgumentOf(header) >= kLossCauses) return false;
      uint64_t count = Join(record[1], record[2]);
      totals->lost[ArgumentOf(header)] += count;
      totals->lost_events += count;
      break;
    }
    default:
      break;
  }
  return true;
}

}  // namespace

uint32_t RecordLength(Words words) {
  if (words.empty() || words[0] == 0) return 0;
  uint32_t length = kLengths[KindOf(words[0])];
  if (length == 0) length = VariableLength(words[0]);
  return length <= words.size() ? length : 0;
}

Totals Walk(Words words, uint64_t time) {
  Totals totals;
  totals.time_last = time;
  uint64_t events = 0;
  size_t at = 0;
  while (at < words.size()) {
    uint32_t kind = KindOf(words[at]);
    uint32_t length = kLengths[kind];
    if (length != 0 && kind < kFirstAuxiliaryKind && at + length <= words.size()) {
      ++events;
      at += length;
      continue;
    }
    length = RecordLength(words.subspan(at));
    if (length == 0 || !AddAuxiliary(words.subspan(at, length), &totals)) break;
    if (at == 0) totals.time_first = totals.time_last;
    at += length;
  }
  if (totals.time_first == 0) totals.time_first = time;
  totals.words = at;
  totals.events = events;
  return totals;
}

}  // namespace scope
