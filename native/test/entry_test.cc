// Entries of the cache come back whole or not at all, and names of texts are BLAKE2b.
#include "entry.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "blake2b.h"
#include "entry_queue.h"
#include "fixture.h"

namespace scope {
namespace {

std::string Hex(const std::vector<uint8_t>& data, size_t part) {
  Blake2b hash;
  for (size_t at = 0; at < data.size(); at += part) {
    hash.Update(data.data() + at, std::min(part, data.size() - at));
  }
  std::string digits;
  for (uint8_t byte : hash.Finish()) {
    for (int shift : {4, 0}) digits += "0123456789abcdef"[byte >> shift & 15];
  }
  return digits;
}

std::vector<uint8_t> Rising(size_t size) {
  std::vector<uint8_t> data(size);
  for (size_t at = 0; at < size; ++at) data[at] = static_cast<uint8_t>(at % 251);
  return data;
}

// Expected: Python's hashlib.blake2b(data, digest_size=20).
TEST(Blake2b, HashesAsTheReferenceDoesInPartsOfAnySize) {
  for (size_t part : {1, 7, 127, 128, 129, 5000}) {
    EXPECT_EQ(Hex({'a', 'b', 'c'}, part), "384264f676f39536840523f284921cdc68b6846b");
    EXPECT_EQ(Hex({}, part), "3345524abf6bbe1809449224b5972c41790b6cf2");
    EXPECT_EQ(Hex(Rising(256), part), "cd885d4187d2a1bee1e536edd1a23a87f993980c");
    EXPECT_EQ(Hex(Rising(1000), part), "fc9a2426db78846a07219bc181a52bae9a62eacc");
  }
}

TEST(Entry, IsNoneWithAnyByteChangedOrCutAnywhere) {
  EntryHead head{};
  head.site_count = 3;
  head.first_site = 77;
  std::vector<uint8_t> frame = {1, 2, 3}, code = {'f', '(', ')'};
  std::vector<uint8_t> data = {9, 8, 7, 6};
  std::vector<uint8_t> bytes = Entry::Encode(head, frame, code, data);
  std::optional<Entry> entry = Entry::Decode(bytes);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->head().site_count, 3u);
  EXPECT_EQ(entry->head().first_site, 77u);
  EXPECT_EQ(std::vector<uint8_t>(entry->frame().begin(), entry->frame().end()), frame);
  EXPECT_EQ(std::vector<uint8_t>(entry->code().begin(), entry->code().end()), code);
  EXPECT_EQ(std::vector<uint8_t>(entry->data().begin(), entry->data().end()), data);
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::vector<uint8_t> flipped = bytes;
    flipped[at] ^= 0x10;
    EXPECT_FALSE(Entry::Decode(flipped)) << at;
    EXPECT_FALSE(Entry::Decode({bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(at)})) << at;
  }
}

TEST(EntryQueue, WritesInOrderAndTriesNoFolderTwiceThatCannotBeWritten) {
  Folder folder;
  EntryQueue& queue = EntryQueue::Of();
  EntryHead head{};
  for (uint8_t n = 0; n < 100; ++n) {
    std::string key = "key" + std::to_string(n % 10);
    EXPECT_TRUE(queue.Add(folder.path(), key, head, {n}, {n, n}));
    if (n % 10 == 9) queue.WaitFor(key);
  }
  queue.Flush();
  for (uint8_t n = 0; n < 10; ++n) {
    std::optional<Entry> entry = Entry::Read(folder.path() + "/key" + std::to_string(n));
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->frame()[0], 90 + n);
  }
  std::string nowhere = folder.path() + "/nowhere";
  EXPECT_TRUE(queue.Add(nowhere, "key", head, {1}, {1}));
  queue.Flush();
  EXPECT_FALSE(queue.Add(nowhere, "key", head, {1}, {1}));
  EXPECT_TRUE(queue.Add(folder.path(), "last", head, {1}, {1}));
  queue.Flush();
  EXPECT_TRUE(Entry::Read(folder.path() + "/last"));
}

}  // namespace
}  // namespace scope
