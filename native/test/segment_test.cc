// Blocks and segments: what is written is read back, and damage is noticed.
#include "segment.h"

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "fixture.h"

namespace scope {
namespace {

std::vector<uint8_t> Payload(size_t size) {
  std::vector<uint8_t> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i * i >> 3);
  return bytes;
}

BlockHeader EventsHeader() {
  BlockHeader header{};
  header.type = kEventsBlock;
  header.thread = 3;
  header.event_count = 12;
  header.first_seq = 1ull << 40;
  header.time_first = 5;
  header.time_last = 9;
  header.generation = 2;
  return header;
}

File Open(const Folder& folder) {
  Result<File> directory = OpenDirectory(folder.path());
  EXPECT_TRUE(directory.ok());
  return std::move(directory.value());
}

TEST(Block, ComesBackAsItWasWritten) {
  BlockEncoder encoder;
  BlockDecoder decoder;
  for (size_t size : {0, 1, 3, 4096, 256 * 1024, 3 << 20}) {
    std::vector<uint8_t> payload = Payload(size);
    BlockHeader header = EventsHeader();
    header.type = kMetaBlock;  // of any length, where words come in fours
    Bytes block = encoder.Encode(payload, &header);
    ASSERT_FALSE(block.empty());
    BlockHeader read;
    Result<Bytes> decoded = decoder.Decode(block, &read);
    ASSERT_TRUE(decoded.ok()) << decoded.status().sentence();
    EXPECT_EQ(std::vector<uint8_t>(decoded.value().begin(), decoded.value().end()), payload);
    EXPECT_EQ(read.first_seq, header.first_seq);
    EXPECT_EQ(read.raw_bytes, size);
  }
}

TEST(Block, NoticesEveryFlippedByteAndEveryTruncation) {
  BlockEncoder encoder;
  BlockDecoder decoder;
  BlockHeader header = EventsHeader();
  Bytes block = encoder.Encode(Payload(300), &header);
  for (size_t at = 0; at < block.size(); ++at) {
    std::vector<uint8_t> copy(block.begin(), block.end());
    copy[at] ^= 0x10;
    EXPECT_FALSE(decoder.Decode(copy, &header).ok()) << "byte " << at;
    EXPECT_FALSE(decoder.Decode(block.first(at), &header).ok()) << "length " << at;
  }
}

TEST(Segment, HoldsItsBlocksAndAFooterThatNamesThem) {
  Folder folder;
  File directory = Open(folder);
  Result<SegmentWriter> writer = SegmentWriter::Create(directory, 1, 7);
  ASSERT_TRUE(writer.ok()) << writer.status().sentence();
  BlockEncoder encoder;
  for (int i = 0; i < 3; ++i) {
    BlockHeader header = EventsHeader();
    EXPECT_TRUE(writer.value().Append(encoder.Encode(Payload(100), &header)).ok());
  }
  EXPECT_TRUE(writer.value().Finish().ok());
  std::vector<uint8_t> bytes = ReadBytes(folder / "000001.seg");
  EXPECT_EQ(bytes.size(), writer.value().bytes());
  Segment segment = ParseSegment(bytes);
  EXPECT_TRUE(segment.complete);
  ASSERT_EQ(segment.blocks.size(), 3u);
  ASSERT_EQ(segment.footer.size(), 3u);
  EXPECT_EQ(segment.footer[0].offset, sizeof(SegmentHeader));
  EXPECT_EQ(segment.footer[2].first_seq, 1ull << 40);
  EXPECT_EQ(segment.footer[2].event_count, 12u);
}

TEST(Segment, CutAnywhereStillGivesItsWholeBlocks) {
  Folder folder;
  File directory = Open(folder);
  Result<SegmentWriter> writer = SegmentWriter::Create(directory, 1, 7);
  BlockEncoder encoder;
  BlockHeader header = EventsHeader();
  std::vector<size_t> ends;
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(writer.value().Append(encoder.Encode(Payload(52), &header)).ok());
    ends.push_back(writer.value().bytes());
  }
  EXPECT_TRUE(writer.value().Finish().ok());
  std::vector<uint8_t> bytes = ReadBytes(folder / "000001.seg");
  for (size_t size = sizeof(SegmentHeader); size < bytes.size(); ++size) {
    std::vector<uint8_t> torn(bytes.begin(), bytes.begin() + static_cast<long>(size));
    size_t whole = static_cast<size_t>(
        std::count_if(ends.begin(), ends.end(), [&](size_t end) { return end <= size; }));
    Segment segment = ParseSegment(torn);
    EXPECT_EQ(segment.blocks.size(), whole) << size;
    EXPECT_FALSE(segment.complete) << size;
  }
}

TEST(Segment, IsLeftAsItWasWhenAnAppendFails) {
  Folder folder;
  File directory = Open(folder);
  Result<SegmentWriter> writer = SegmentWriter::Create(directory, 1, 7);
  BlockEncoder encoder;
  BlockHeader header = EventsHeader();
  EXPECT_TRUE(writer.value().Append(encoder.Encode(Payload(52), &header)).ok());
  uint64_t before = writer.value().bytes();
  {
    FileSizeSignalBlock signal_block;
    rlimit unlimited, small;
    getrlimit(RLIMIT_FSIZE, &unlimited);
    small = unlimited;
    small.rlim_cur = before + 20;
    setrlimit(RLIMIT_FSIZE, &small);
    Status status = writer.value().Append(encoder.Encode(Payload(52), &header));
    setrlimit(RLIMIT_FSIZE, &unlimited);
    EXPECT_EQ(status.code(), EFBIG);
    EXPECT_NE(status.sentence().find("000001.seg: File too large"), std::string::npos);
  }
  EXPECT_EQ(ReadBytes(folder / "000001.seg").size(), before);
  EXPECT_TRUE(writer.value().Append(encoder.Encode(Payload(52), &header)).ok());
  EXPECT_TRUE(writer.value().Finish().ok());
  EXPECT_TRUE(ParseSegment(ReadBytes(folder / "000001.seg")).complete);
}

TEST(Segment, IsNeverWrittenOverAnExistingFile) {
  Folder folder;
  File directory = Open(folder);
  WriteBytes(folder / "000001.seg", {1});
  Result<SegmentWriter> writer = SegmentWriter::Create(directory, 1, 7);
  EXPECT_EQ(writer.status().code(), EEXIST);
  EXPECT_EQ(ReadBytes(folder / "000001.seg").size(), 1u);
}

// The hex block of FORMAT.md, without its offsets and comments.
std::vector<uint8_t> ExampleBytes() {
  std::ifstream file(SCOPE_FORMAT_MD);
  std::vector<uint8_t> bytes;
  std::string line;
  bool inside = false;
  while (std::getline(file, line)) {
    if (line.starts_with("```")) inside = line == "```hex";
    if (!inside || line.starts_with("```") || line.starts_with(";")) continue;
    std::istringstream words(line);
    std::string word;
    words >> word;
    EXPECT_EQ(std::stoul(word, nullptr, 16), bytes.size()) << "offset in FORMAT.md";
    while (words >> word) bytes.push_back(static_cast<uint8_t>(std::stoul(word, nullptr, 16)));
  }
  return bytes;
}

TEST(Segment, IsAsFormatMdShowsIt) {
  Segment segment = ParseSegment(ExampleBytes());
  EXPECT_TRUE(segment.complete);
  EXPECT_EQ(segment.header.pid, 4711u);
  ASSERT_EQ(segment.blocks.size(), 2u);
  EXPECT_EQ(segment.Metas("threadStart").size(), 1u);
  const Block& events = segment.blocks[1];
  std::vector<uint32_t> words = {Header(kTime, 0), 1000000200, 0};
  std::vector<uint32_t> add = StringRecord(1, "add");
  words.insert(words.end(), add.begin(), add.end());
  std::vector<uint32_t> rest = {Header(static_cast<Kind>(kEnter + 2), 5),
                                2 << 1 | 1,
                                3 << 1 | 1,
                                Header(kLeaveValue, 5),
                                5 << 1 | 1,
                                Header(kTimeDelta, 900)};
  words.insert(words.end(), rest.begin(), rest.end());
  EXPECT_EQ(events.Words(), words);
  Totals totals = Walk(words, 0);
  EXPECT_EQ(totals.events, events.header.event_count);
  EXPECT_EQ(totals.time_first, events.header.time_first);
  EXPECT_EQ(totals.time_last, events.header.time_last);
  EXPECT_EQ(segment.footer[1].time_last, events.header.time_last);
}

}  // namespace
}  // namespace scope
