// Records: lengths, counts, times, and what must not be believed.
#include "walk.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "crc32c.h"

namespace scope {
namespace {

// One valid record of each kind, with the length that format.h tells.
struct Example {
  const char* name;
  std::vector<uint32_t> record;
};

std::vector<Example> Examples() {
  std::vector<Example> examples = {
      {"leave", {Header(kLeave, 5)}},
      {"leave value", {Header(kLeaveValue, 5), 1}},
      {"throw", {Header(kThrow, 5)}},
      {"throw value", {Header(kThrowValue, 5), 1}},
      {"activation", {Header(kActivation, 5), 9}},
      {"await", {Header(kAwait, 5), 9}},
      {"await value", {Header(kAwaitValue, 5), 9, 1}},
      {"resume", {Header(kResume, 5), 9}},
      {"resume value", {Header(kResumeValue, 5), 9, 1}},
      {"yield", {Header(kYield, 5), 9}},
      {"yield value", {Header(kYieldValue, 5), 9, 1}},
      {"level", {Header(kLevel, 5), kLevelCalls, kLevelTuned}},
      {"task", {Header(kTask, kPromiseRun), 9}},
      {"runtime event", {Header(kRuntime, kTaskInit | 2 << kRuntimeEventBits), 1, 2}},
      {"scope", {Header(kScope, 5), 2, 1}},
      {"write", {Header(kWrite, 5), 1}},
      {"set", {Header(kSet, 5), 12, 1}},
      {"set of a key", {Header(kSetKey, 5), 12, 1, 1}},
      {"mutation", {Header(kMutate, 5), 12, kMapSet << 1 | 1, 1, 1}},
      {"branch", {Header(kBranch, 5)}},
      {"time", {Header(kTime, 0), 1, 0}},
      {"time difference", {Header(kTimeDelta, 7)}},
      {"empty string", {Header(kString, 0), 1, 0, 0}},
      {"latin-1 string", {Header(kString, 5 << 1), 1, 5, 0, 1, 1}},
      {"utf-16 string", {Header(kString, 3 << 1 | 1), 1, 3, 0, 1, 1}},
      {"double", {Header(kDouble, 3), 0, 0}},
      {"object", {Header(kObject, kArray), 1, 2}},
      {"snapshot", {Header(kSnapshot, 2), 1, 2, 1, 2, 3, 4}},
      {"more of a snapshot", {Header(kSnapshotMore, 1), 1, 32, 3, 4}},
      {"generation", {Header(kGeneration, 0)}},
      {"idle", {Header(kIdle, 1), 9, 0}},
      {"loss", {Header(kLoss, kLossDropped), 4, 0}},
  };
  for (uint32_t values = 0; values <= kMaxCapturedParameters; ++values) {
    std::vector<uint32_t> record(1 + values, 1);
    record[0] = Header(static_cast<Kind>(kEnter + values), 5);
    examples.push_back({"enter", record});
  }
  return examples;
}

TEST(Walk, KnowsTheLengthOfEveryKind) {
  for (const Example& example : Examples()) {
    EXPECT_EQ(RecordLength(example.record), example.record.size()) << example.name;
  }
}

TEST(Walk, StopsBeforeARecordThatIsCutOff) {
  for (const Example& example : Examples()) {
    std::vector<uint32_t> words = {Header(kEnter, 1)};
    words.insert(words.end(), example.record.begin(), example.record.end() - 1);
    EXPECT_EQ(Walk(words, 0).words, 1u) << example.name;
  }
}

TEST(Walk, CountsEventsLossesAndGenerations) {
  std::vector<uint32_t> words;
  for (const Example& example : Examples()) {
    words.insert(words.end(), example.record.begin(), example.record.end());
  }
  size_t end = words.size();
  words.resize(end + 100);
  Totals totals = Walk(words, 0);
  EXPECT_EQ(totals.words, end);
  EXPECT_EQ(totals.events, 17u + 12u);
  EXPECT_EQ(totals.generations, 1u);
  EXPECT_EQ(totals.lost[kLossDropped], 4u);
}

TEST(Walk, KeepsTheTimeInForce) {
  std::vector<uint32_t> words = {Header(kTime, 0), 7, 1, Header(kEnter, 1), Header(kTimeDelta, 5)};
  Totals totals = Walk(words, 3);
  EXPECT_EQ(totals.time_first, (1ull << 32) + 7);
  EXPECT_EQ(totals.time_last, (1ull << 32) + 12);
  std::vector<uint32_t> later = {Header(kEnter, 1), Header(kTimeDelta, 5)};
  totals = Walk(later, 100);
  EXPECT_EQ(totals.time_first, 100u);
  EXPECT_EQ(totals.time_last, 105u);
}

TEST(Walk, StopsAtWordsThatAreNoRecord) {
  std::vector<std::vector<uint32_t>> hostile = {
      {0},
      {22},                                                  // a kind that does not exist
      {63 | 1u << 31, 1, 1},                                 // another one
      {Header(kString, 0x3FFFFFF), 1, 1, 1},                 // longer than any string
      {Header(kString, (kMaxStoredCodeUnits + 1) << 1), 1},  // just too long
      {Header(kSnapshot, kMaxSnapshotEntries + 1), 1, 1},    // too many entries
      {Header(kSnapshotMore, kMaxSnapshotEntries + 1), 1, 1},
      {Header(kLoss, kLossCauses), 1, 0},  // a cause that does not exist
  };
  for (const std::vector<uint32_t>& words : hostile) {
    std::vector<uint32_t> all = {Header(kEnter, 1)};
    all.insert(all.end(), words.begin(), words.end());
    all.resize(1000, Header(kEnter, 1));
    EXPECT_EQ(Walk(all, 0).words, 1u) << words[0];
  }
}

TEST(Walk, SurvivesRandomWords) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<uint32_t> words(random() % 200);
    for (uint32_t& word : words) word = random() % 3 == 0 ? random() : random() % 64;
    Totals totals = Walk(words, 0);
    EXPECT_LE(totals.words, words.size());
    size_t length = 0;
    ForEachRecord(words, [&](Words record) { length += record.size(); });
    EXPECT_GE(length, totals.words);
  }
}

TEST(Crc32c, AgreesWithThePublishedExample) {
  EXPECT_EQ(Crc32c("123456789", 9), 0xE3069283u);
  EXPECT_EQ(Crc32cByTable("123456789", 9), 0xE3069283u);
  EXPECT_EQ(Crc32c("", 0), 0u);
}

TEST(Crc32c, IsTheSameByInstructionAndByTable) {
  std::mt19937 random(1);
  std::vector<uint8_t> bytes(1000);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  for (size_t size = 0; size < bytes.size(); size += 7) {
    EXPECT_EQ(Crc32c(bytes.data() + size % 5, size - size % 5),
              Crc32cByTable(bytes.data() + size % 5, size - size % 5));
  }
}

}  // namespace
}  // namespace scope
