// Prediction of value words: coding and undoing give back every word, and undoing bears any words.
#include "predict.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "block.h"
#include "walk.h"

namespace scope {
namespace {

using Record = std::vector<uint32_t>;

uint32_t Object(uint32_t id) { return id << 3 | 4; }
uint32_t Integer(int32_t value) { return static_cast<uint32_t>(value) << 1 | 1; }

uint32_t Draw(std::mt19937* random) { return static_cast<uint32_t>((*random)()); }

uint32_t AnyValue(std::mt19937* random) {
  uint32_t draw = Draw(random);
  switch (draw % 8) {
    case 0:
      return Integer(static_cast<int32_t>(Draw(random)));
    case 1:
    case 2:
      return Integer(static_cast<int32_t>(draw >> 3 & 15) - 8);
    case 3:
      return Object(Draw(random) % (1u << 28));
    case 4:
    case 5:
      return Object(draw >> 3 & 31);
    case 6:
      return (draw >> 3 & 15) << 3;
    default:
      return (draw & ~7u) | 2;
  }
}

void Append(Record* words, const Record& record) {
  words->insert(words->end(), record.begin(), record.end());
}

void AppendState(Record* words, uint32_t site, std::mt19937* random) {
  uint32_t count = Draw(random) % 4 + 1;
  constexpr Kind kKinds[] = {kWrite, kSet, kSetKey, kMutate};
  Record record = {Header(kKinds[count - 1], site)};
  while (count-- > 0) record.push_back(AnyValue(random));
  Append(words, record);
}

Record AnyRecords(uint32_t seed) {
  std::mt19937 random(seed);
  Record words;
  for (int count = 0; count < 400; ++count) {
    uint32_t site = Draw(&random) % 3 == 0 ? Draw(&random) % kMaxSites : Draw(&random) % 5;
    switch (Draw(&random) % 8) {
      case 0:
        Append(&words, {Header(kObject, kArray), Draw(&random) % (1u << 29), AnyValue(&random)});
        break;
      case 1:
        Append(&words,
               {Header(kSnapshot, 1), Draw(&random), 1, AnyValue(&random), AnyValue(&random)});
        break;
      case 2:
        Append(&words, {Header(kAwaitValue, site), Draw(&random), AnyValue(&random)});
        break;
      case 3:
        Append(&words, {Header(kLeaveValue, site), AnyValue(&random)});
        break;
      case 4: {
        uint32_t scope = Draw(&random) % 3;
        Append(&words, {Header(kScope, site), scope, Draw(&random) % 3});
        break;
      }
      case 5:
        AppendState(&words, site, &random);
        break;
      default: {
        uint32_t values = Draw(&random) % (kMaxCapturedParameters + 1);
        Record record = {Header(static_cast<Kind>(kEnter + values), site)};
        while (values-- > 0) record.push_back(AnyValue(&random));
        Append(&words, record);
      }
    }
  }
  return words;
}

TEST(Predictor, GivesBackEveryWord) {
  Predictor predictor;
  for (uint32_t seed = 0; seed < 200; ++seed) {
    Record words = AnyRecords(seed);
    Record coded = words;
    ASSERT_TRUE(predictor.Code(coded));
    EXPECT_NE(coded, words);
    predictor.Undo(coded);
    EXPECT_EQ(coded, words) << seed;
  }
}

TEST(Predictor, CodesWhatRepeatsAsTheSameFewWords) {
  Predictor predictor;
  uint32_t header = Header(static_cast<Kind>(kEnter + 2), 5);
  Record words;
  for (int32_t at = 0; at < 4; ++at) Append(&words, {header, Object(70), Integer(100 + at)});
  ASSERT_TRUE(predictor.Code(words));
  EXPECT_EQ(Record(words.begin() + 3, words.end()),
            (Record{header, Object(0), Integer(1), header, Object(0), Integer(1), header, Object(0),
                    Integer(1)}));
}

TEST(Predictor, RefusesWordsThatOnlyCodesMayBe) {
  Predictor predictor;
  Record words = {Header(kLeaveValue, 5), kRecentIntegerImmediate << 3};
  EXPECT_FALSE(predictor.Code(words));
  words = {Header(kLeaveValue, 5), Object(1u << 28)};
  EXPECT_FALSE(predictor.Code(words));
}

TEST(Predictor, UndoesAnyWordsWithoutLeavingThem) {
  std::mt19937 random(1);
  Predictor predictor;
  for (int round = 0; round < 500; ++round) {
    Record words(random() % 300);
    for (uint32_t& word : words) word = Draw(&random) % (random() % 2 ? 4096 : 1u << 31);
    size_t length = Walk(words, 0).words;
    predictor.Undo(words);
    EXPECT_EQ(Walk(words, 0).words, length);
  }
}

TEST(Block, FallsBackToPlainWordsWhereTheyCannotBeCoded) {
  Record words = {Header(kLeaveValue, 5), kRecentIntegerImmediate << 3};
  BlockEncoder encoder;
  BlockDecoder decoder;
  BlockHeader header{};
  header.type = kEventsBlock;
  header.coding = kPredictedCoding;
  Bytes payload(reinterpret_cast<const uint8_t*>(words.data()), words.size() * sizeof(uint32_t));
  Bytes block = encoder.Encode(payload, &header);
  EXPECT_EQ(header.coding, kPlainCoding);
  Result<Bytes> decoded = decoder.Decode(block, &header);
  ASSERT_TRUE(decoded.ok());
  EXPECT_TRUE(std::equal(payload.begin(), payload.end(), decoded.value().begin()));
}

}  // namespace
}  // namespace scope
