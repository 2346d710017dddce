// Prediction of value words. See predict.h.
#include "predict.h"

#include <algorithm>
#include <bit>

#include "walk.h"

namespace scope {
namespace {

constexpr uint32_t kTypeMask = 7;
constexpr uint32_t kObjectTag = 4;
constexpr uint32_t kIdMask = (1u << 29) - 1;
constexpr size_t kFirstEntryValue = 4;  // in kSnapshot, behind its key
constexpr uint32_t kSignBit = 1u << 28;

bool IsInteger(uint32_t word) { return (word & 1) != 0; }
bool IsObject(uint32_t word) { return (word & kTypeMask) == kObjectTag; }
uint32_t ObjectWord(uint32_t id) { return id << 3 | kObjectTag; }

// Immediates that no value has stand for "the same as one of the latest integers".
uint32_t RecentIntegerWord(uint32_t place) { return (kRecentIntegerImmediate + place) << 3; }

// Integers are value words, whose lowest bit is set: their differences keep it so.
uint32_t Difference(uint32_t word, uint32_t last) { return (word - (last & ~1u)); }
uint32_t Sum(uint32_t difference, uint32_t last) { return difference + (last & ~1u); }

// Differences of ids, small in either direction, as small numbers of 29 bits.
uint32_t Fold(uint32_t difference) {
  difference &= kIdMask;
  return (difference & kSignBit) ? (~difference << 1 | 1) & kIdMask : difference << 1;
}
uint32_t Unfold(uint32_t folded) { return ((folded & 1) ? ~(folded >> 1) : folded >> 1) & kIdMask; }

// Where the values of an event begin; 0 for kinds without any.
constexpr std::array<uint8_t, kKindMask + 1> kFirstValues = [] {
  std::array<uint8_t, kKindMask + 1> first{};
  for (uint32_t kind = kEnter1; kind <= kEnter8; ++kind) first[kind] = 1;
  for (uint32_t kind = kWrite; kind <= kMutate; ++kind) first[kind] = 1;
  first[kLeaveValue] = first[kThrowValue] = 1;
  first[kAwaitValue] = first[kResumeValue] = first[kYieldValue] = 2;
  return first;
}();

constexpr uint64_t Bits(std::initializer_list<Kind> kinds) {
  uint64_t bits = 0;
  for (Kind kind : kinds) bits |= 1ull << kind;
  return bits;
}
// kThrow and kBranch are rare where values are recorded.
constexpr uint64_t kOneWordEvents = Bits({kEnter, kLeave});
constexpr uint64_t kOneValueEvents = Bits({kEnter1, kLeaveValue});

// The number of an environment as its distance from the newest one, and the other way round. 0,
// which is none, stays 0; the newest, whose distance would be 0, is itself.
uint32_t FromNewest(uint32_t id, uint32_t newest) {
  if (id == 0) return 0;
  return id == newest ? newest : newest - id;
}

}  // namespace

bool Predictor::Code(std::span<uint32_t> words) {
  bool fits = true;
  auto code = [&](uint32_t* word, uint32_t slot) { fits &= CodeValue(word, slot); };
  Walk(words, code, [&](uint32_t kind, std::span<uint32_t> record) {
    if (kind == kObject) {
      uint32_t id = record[1];
      record[1] = id - newest_object_;
      newest_object_ = id;
    } else if (kind == kSnapshot || kind == kSnapshotMore) {
      record[1] = newest_object_ - record[1];
      for (size_t at = kFirstEntryValue; at < record.size(); at += 2) {
        fits &= CodeValue(&record[at], SlotOf(record[at - 1], 0));
      }
    } else if (NamesActivation(kind)) {
      uint32_t activation = record[1];
      record[1] = activation - activation_;
      activation_ = activation;
    } else if (kind == kScope) {
      uint32_t scope = record[1];
      record[1] = FromNewest(scope, newest_scope_);
      SawScope(scope);
      record[2] = FromNewest(record[2], newest_scope_);
    }
    if (uint32_t at = kFirstValues[kind]) {
      for (; at < record.size(); ++at) fits &= CodeValue(&record[at], SlotOf(record[0], at));
    }
  });
  return fits;
}

void Predictor::Undo(std::span<uint32_t> words) {
  auto undo = [&](uint32_t* word, uint32_t slot) { UndoValue(word, slot); };
  Walk(words, undo, [&](uint32_t kind, std::span<uint32_t> record) {
    if (kind == kObject) {
      newest_object_ = record[1] += newest_object_;
    } else if (kind == kSnapshot || kind == kSnapshotMore) {
      record[1] = newest_object_ - record[1];
      for (size_t at = kFirstEntryValue; at < record.size(); at += 2) {
        UndoValue(&record[at], SlotOf(record[at - 1], 0));
      }
    } else if (NamesActivation(kind)) {
      activation_ = record[1] += activation_;
    } else if (kind == kScope) {
      record[1] = FromNewest(record[1], newest_scope_);
      SawScope(record[1]);
      record[2] = FromNewest(record[2], newest_scope_);
    }
    if (uint32_t at = kFirstValues[kind]) {
      for (; at < record.size(); ++at) UndoValue(&record[at], SlotOf(record[0], at));
    }
  });
}

// Coding changes no header, so that both directions step over the same records. Frequent lengths
// are constants in branches of their own, see Walk of walk.cc.
template <typename EachValue, typename Each>
void Predictor::Walk(std::span<uint32_t> words, EachValue&& each_value, Each&& each) {
  Reset();
  size_t at = 0;
  while (at < words.size()) {
    uint32_t header = words[at];
    uint64_t kind = 1ull << KindOf(header);
    if (kind & kOneWordEvents) {
      ++at;
    } else if ((kind & kOneValueEvents) && at + 2 <= words.size()) {
      each_value(&words[at + 1], SlotOf(header, 1));
      at += 2;
    } else {
      std::span<uint32_t> rest = words.subspan(at);
      uint32_t length = RecordLength(rest);
      if (length == 0) return;
      if (length > 1) each(KindOf(header), rest.first(length));
      at += length;
    }
  }
}

void Predictor::Reset() {
  last_integer_.fill(0);
  last_object_.fill(0);
  objects_.fill(Row{});
  integers_.fill(0);
  newest_object_ = activation_ = newest_scope_ = 0;
}

// One for each value of each kind and site, or for each key, as far as they do not collide.
uint32_t Predictor::SlotOf(uint32_t owner, uint32_t place) {
  return ((owner * kSlotMultiplier >> (32 - kSlotBits)) + place) & (kSlots - 1);
}

inline bool Predictor::CodeValue(uint32_t* word, uint32_t slot) {
  uint32_t value = *word;
  if (IsObject(value)) {
    uint32_t place = FindObject(value);
    uint32_t code = place;
    if (place == kRecentObjects && value != last_object_[slot]) {
      code = Fold(newest_object_ - (value >> 3)) + kRecentObjects + 1;
      if (code > kIdMask) return false;
    }
    *word = ObjectWord(code);
    SawObject(value, slot, place);
  } else if (IsInteger(value)) {
    uint32_t difference = Difference(value, last_integer_[slot]);
    uint32_t place = integers_[0] == value ? 0 : integers_[1] == value ? 1 : kRecentIntegers;
    bool is_recent = difference != 1 && place != kRecentIntegers;
    *word = is_recent ? RecentIntegerWord(place) : difference;
    SawInteger(value, slot);
  } else if ((value & kTypeMask) == 0) {
    return value >> 3 < kRecentIntegerImmediate;
  }
  return true;
}

void Predictor::UndoValue(uint32_t* word, uint32_t slot) {
  uint32_t code = *word;
  if (IsObject(code)) {
    code >>= 3;
    uint32_t place = std::min(code, kRecentObjects);
    if (code < kRecentObjects) {
      *word = objects_[code / kRowSize][code % kRowSize];
    } else if (code == kRecentObjects) {
      *word = last_object_[slot];
    } else {
      *word = ObjectWord((newest_object_ - Unfold(code - kRecentObjects - 1)) & kIdMask);
    }
    SawObject(*word, slot, place);
  } else if (IsInteger(code)) {
    *word = Sum(code, last_integer_[slot]);
    SawInteger(*word, slot);
  } else if ((code & kTypeMask) == 0 && code >> 3 >= kRecentIntegerImmediate) {
    *word = integers_[((code >> 3) - kRecentIntegerImmediate) % kRecentIntegers];
    SawInteger(*word, slot);
  }
}

// All at once: where an object stands is hard for a processor to guess.
inline uint32_t Predictor::FindObject(uint32_t word) const {
  Row places = {};
  Row bits = {1, 2, 4, 8};
  for (const Row& row : objects_) {
    places |= Row(row == Row{word, word, word, word}) & bits;
    bits <<= kRowSize;
  }
  uint32_t all = places[0] | places[1] | places[2] | places[3];
  return static_cast<uint32_t>(std::countr_zero(all | 1u << kRecentObjects));
}

// The one at `place` goes to the front, those before it one back.
inline void Predictor::SawObject(uint32_t word, uint32_t slot, uint32_t place) {
  last_object_[slot] = word;
  if (place == 0) return;
  if (word >> 3 > newest_object_) newest_object_ = word >> 3;
  Row before = {0, 0, 0, word};
  Row index = {0, 1, 2, 3};
  for (Row& row : objects_) {
    Row is_behind = Row(index > Row{place, place, place, place});
    Row moved = __builtin_shufflevector(before, row, 3, 4, 5, 6);
    before = row;
    row = (row & is_behind) | (moved & ~is_behind);
    index += kRowSize;
  }
}

void Predictor::SawScope(uint32_t scope) {
  if (scope != 0) newest_scope_ = scope;
}

void Predictor::SawInteger(uint32_t word, uint32_t slot) {
  last_integer_[slot] = word;
  if (integers_[0] == word) return;
  integers_[1] = integers_[0];
  integers_[0] = word;
}

}  // namespace scope
