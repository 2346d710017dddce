// One look at each record: to its site, and what it introduces to the event behind it.
#include "tally.h"

namespace scope {

namespace {

// Words behind the header that are no values.
uint32_t OwnWords(uint32_t kind) { return NamesActivation(kind) ? 2 : 1; }

// Records whose size is that of what the program showed.
bool HoldsValues(uint32_t kind) { return kind == kString || kind == kObject || kind == kSnapshot; }

}  // namespace

void Tally::Add(Words words) {
  uint32_t new_objects = 0;
  uint32_t new_strings = 0;
  uint32_t new_words = 0;
  ForEachRecord(words, [&](Words record) {
    uint32_t kind = KindOf(record[0]);
    if (kind >= kFirstAuxiliaryKind) {
      new_objects += kind == kObject;
      new_strings += kind == kString;
      if (HoldsValues(kind)) new_words += static_cast<uint32_t>(record.size());
      return;
    }
    bool is_function = kind < kLevel;
    Row& row = is_function ? rows_[ArgumentOf(record[0])] : runtime_;
    row.counts[kNewObjects] += new_objects;
    row.counts[kNewStrings] += new_strings;
    row.counts[kNewWords] += new_words;
    new_objects = new_strings = new_words = 0;
    if (!is_function) {
      row.counts[kRuntimeEvents] += kind == kTask || kind == kRuntime;
      return;
    }
    Column column = kind == kActivation ? kActivations : kind > kActivation ? kSuspensions : kCalls;
    row.counts[column]++;
    for (uint32_t value : record.subspan(OwnWords(kind))) {
      row.counts[(value & 0b111) == 0b100 ? kObjects : kPlainValues]++;
    }
  });
}

std::vector<double> Tally::Take(uint64_t drain_cpu) {
  std::vector<double> all;
  all.reserve((rows_.size() + 1) * kColumns + 1);
  for (auto& [site, row] : rows_) {
    row.counts[kSite] = site;
    all.insert(all.end(), row.counts, row.counts + kColumns);
  }
  all.insert(all.end(), runtime_.counts, runtime_.counts + kColumns);
  all.push_back(static_cast<double>(drain_cpu));
  rows_.clear();
  runtime_ = {};
  return all;
}

}  // namespace scope
