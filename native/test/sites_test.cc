// Ranges of site ids: nobody gets what another has, and the same modules get the same ids again.
#include "sites.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "format.h"

namespace scope {
namespace {

TEST(Sites, GivesWhatIsPreferredAndElseTheNextGap) {
  Sites sites;
  EXPECT_EQ(sites.Allocate(10, 100), 100u);
  EXPECT_EQ(sites.Allocate(10, 105), 110u);
  EXPECT_EQ(sites.Allocate(10, 95), 120u) << "five ids are not ten";
  EXPECT_EQ(sites.Allocate(5, 95), 95u);
  EXPECT_EQ(sites.Allocate(3, 0), 1u) << "ids begin at 1";
  EXPECT_EQ(sites.Allocate(3, 0), 4u);
}

TEST(Sites, UsesTheGapsInFrontWhenThereIsNoneBehind) {
  Sites sites;
  EXPECT_EQ(sites.Allocate(10, kMaxSites - 10), kMaxSites - 10);
  EXPECT_EQ(sites.Allocate(10, kMaxSites - 10), 1u);
  EXPECT_EQ(sites.Allocate(kMaxSites, 1), 0u);
  EXPECT_EQ(sites.Allocate(kMaxSites - 21, 1), 11u);
  EXPECT_EQ(sites.Allocate(1, 1), 0u);
}

TEST(Sites, NeverGivesAnIdTwice) {
  Sites sites;
  std::mt19937 random(1);
  std::vector<bool> taken(5000);
  for (int round = 0; round < 300; ++round) {
    uint32_t count = random() % 12;
    uint32_t first = sites.Allocate(count, random() % 3000);
    ASSERT_GT(first, 0u);
    for (uint32_t id = first; id < first + count; ++id) {
      ASSERT_FALSE(taken.at(id)) << id;
      taken[id] = true;
    }
  }
}

TEST(Sites, FindsAModuleOnlyWhenItsRecordIsOnDisk) {
  Sites sites;
  EXPECT_EQ(sites.Find("a"), 0u);
  sites.Publish("a", 7);
  sites.Publish("a", 9);
  EXPECT_EQ(sites.Find("a"), 7u);
  EXPECT_EQ(sites.Find("b"), 0u);
}

}  // namespace
}  // namespace scope
