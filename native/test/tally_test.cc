// Counts by site: what a function is charged with.
#include "tally.h"

#include <gtest/gtest.h>

#include <map>

namespace scope {
namespace {

std::map<uint32_t, std::vector<double>> BySite(const std::vector<double>& rows) {
  std::map<uint32_t, std::vector<double>> all;
  for (size_t at = 0; at + 2 * Tally::kColumns <= rows.size(); at += Tally::kColumns) {
    all[static_cast<uint32_t>(rows[at])] = {rows.begin() + at, rows.begin() + at + Tally::kColumns};
  }
  return all;
}

TEST(Tally, CountsForAnEventWhatItIntroduces) {
  Tally tally;
  uint32_t object = 7 << 3 | 4;
  tally.Add(std::vector<uint32_t>{Header(kObject, 0), 7, 1, Header(kSnapshot, 0), 7, 0,
                                  Header(static_cast<Kind>(kEnter + 2), 5), object, 8,
                                  Header(kTime, 0), 1, 2, Header(kLeaveValue, 5), 8,
                                  Header(kEnter, 6), Header(kLeave, 6)});
  auto rows = BySite(tally.Take(0));
  EXPECT_EQ(rows.at(5), (std::vector<double>{5, 2, 0, 0, 2, 1, 1, 0, 6, 0}));
  EXPECT_EQ(rows.at(6), (std::vector<double>{6, 2, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Tally, TellsSuspensionsAndActivationsFromCalls) {
  Tally tally;
  tally.Add(std::vector<uint32_t>{Header(kEnter, 5), Header(kActivation, 5), 1,
                                  Header(kAwaitValue, 5), 1, 8, Header(kResume, 5), 1,
                                  Header(kLeave, 5)});
  EXPECT_EQ(BySite(tally.Take(0)).at(5), (std::vector<double>{5, 2, 1, 2, 1, 0, 0, 0, 0, 0}));
}

TEST(Tally, KeepsEventsOfNodeItselfApart) {
  Tally tally;
  tally.Add(std::vector<uint32_t>{Header(kTask, kPromiseRun), 9, Header(kEnter, 5)});
  std::vector<double> rows = tally.Take(0);
  ASSERT_EQ(rows.size(), 2u * Tally::kColumns + 1);
  EXPECT_EQ(rows[rows.size() - 2], 1);
}

TEST(Tally, ForgetsWhatWasTaken) {
  Tally tally;
  tally.Add(std::vector<uint32_t>{Header(kEnter, 5)});
  tally.Take(0);
  EXPECT_EQ(tally.Take(0), std::vector<double>(Tally::kColumns + 1, 0));
}

}  // namespace
}  // namespace scope
