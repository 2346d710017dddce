// Value words repeat in ways that a compressor of bytes cannot see: the same object passed on from
// call to call, a position that grows by one. Before a block is compressed, each value word is
// replaced by its difference from a prediction; undoing it needs nothing but the block itself.
// FORMAT.md, "Coding", states the rules; lib/reader/predict.ts is the twin of Undo.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "format.h"

namespace scope {

class Predictor {
 public:
  // Codes the records of a block in place. False where a word lies outside what can be coded; the
  // words are then spoilt.
  bool Code(std::span<uint32_t> words);

  // The reverse. Whatever the words are, it only changes words within them.
  void Undo(std::span<uint32_t> words);

 private:
  static constexpr uint32_t kSlots = 1u << kSlotBits;
  // Words that the processor handles at once.
  static constexpr uint32_t kRowSize = 4;
  using Row = uint32_t __attribute__((vector_size(4 * kRowSize)));

  static uint32_t SlotOf(uint32_t owner, uint32_t place);

  template <typename EachValue, typename Each>
  void Walk(std::span<uint32_t> words, EachValue&& each_value, Each&& each);
  void Reset();
  bool CodeValue(uint32_t* word, uint32_t slot);
  void UndoValue(uint32_t* word, uint32_t slot);
  uint32_t FindObject(uint32_t word) const;
  void SawObject(uint32_t word, uint32_t slot, uint32_t place);
  void SawInteger(uint32_t word, uint32_t slot);
  void SawScope(uint32_t scope);

  std::array<uint32_t, kSlots> last_integer_;  // as value words; 0 reads as the integer 0
  std::array<uint32_t, kSlots> last_object_;
  std::array<Row, kRecentObjects / kRowSize> objects_;  // latest first
  std::array<uint32_t, kRecentIntegers> integers_;
  uint32_t newest_object_;  // id
  uint32_t activation_;
  uint32_t newest_scope_;
};

}  // namespace scope
