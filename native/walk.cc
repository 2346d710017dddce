// The walk over records. See walk.h. The loop over events is the drain's hottest one besides zstd.
#include "walk.h"

namespace scope {
namespace {

// Bit k: kind k is an event of `length` words.
constexpr uint64_t EventsOfLength(uint32_t length) {
  uint64_t kinds = 0;
  for (uint32_t kind = 0; kind < kFirstAuxiliaryKind; ++kind) {
    if (kLengths[kind] == length) kinds |= 1ull << kind;
  }
  return kinds;
}

constexpr uint64_t kOneWordEvents = EventsOfLength(1);
constexpr uint64_t kTwoWordEvents = EventsOfLength(2);
constexpr uint32_t kStringHeadWords = 4;
constexpr uint32_t kSnapshotHeadWords = 3;

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
      uint64_t known = 0;
      for (uint64_t lost : totals->lost) known += lost;
      if (count > kMaxCount - known) return false;
      totals->lost[ArgumentOf(header)] += count;
      break;
    }
    default:
      break;
  }
  return true;
}

}  // namespace

uint32_t VariableLength(uint32_t header) {
  uint32_t argument = ArgumentOf(header);
  if (KindOf(header) == kString) {
    uint32_t units = argument >> 1;
    if (units > kMaxStoredCodeUnits) return 0;
    uint32_t bytes = (argument & 1) ? units * 2 : units;
    return kStringHeadWords + (bytes + 3) / 4;
  }
  if (KindOf(header) == kSnapshot || KindOf(header) == kSnapshotMore) {
    return argument > kMaxSnapshotEntries ? 0 : kSnapshotHeadWords + 2 * argument;
  }
  if (KindOf(header) == kRuntime) {
    uint32_t values = argument >> kRuntimeEventBits;
    return values > kMaxRuntimeValues ? 0 : 1 + values;
  }
  return 0;
}

Totals Walk(Words words, uint64_t time) {
  Totals totals;
  totals.time_last = time;
  uint64_t events = 0;
  size_t at = 0;
  while (at < words.size()) {
    // The frequent lengths are constants in branches of their own: the processor guesses the branch
    // and goes on, where it would wait for a length that it must load.
    uint64_t kind = 1ull << KindOf(words[at]);
    if (kind & kOneWordEvents) {
      ++events;
      ++at;
      continue;
    }
    if ((kind & kTwoWordEvents) && at + 2 <= words.size()) {
      ++events;
      at += 2;
      totals.has_payloads = true;
      continue;
    }
    Words record = words.subspan(at);
    uint32_t length = RecordLength(record);
    if (length == 0) break;
    if (KindOf(record[0]) < kFirstAuxiliaryKind) {
      ++events;
      totals.has_payloads |= length > 1;
    } else if (!AddAuxiliary(record.first(length), &totals)) {
      break;
    }
    if (at == 0) totals.time_first = totals.time_last;
    at += length;
  }
  if (totals.time_first == 0) totals.time_first = time;
  totals.words = at;
  totals.events = events;
  return totals;
}

}  // namespace scope
