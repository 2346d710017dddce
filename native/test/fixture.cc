// See fixture.h.
#include "fixture.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include "crc32c.h"

namespace scope {

Folder::Folder() {
  std::string path = std::filesystem::temp_directory_path() / "scope-test-XXXXXX";
  path_ = mkdtemp(path.data());
}

Folder::~Folder() { std::filesystem::remove_all(path_); }

std::vector<std::string> Folder::Names(const std::string& below) const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_ + "/" + below)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<uint32_t> Block::Words() const {
  std::vector<uint32_t> words(payload.size() / sizeof(uint32_t));
  if (!words.empty()) std::memcpy(words.data(), payload.data(), words.size() * sizeof(uint32_t));
  return words;
}

std::vector<std::string> Segment::Metas(const std::string& type) const {
  std::vector<std::string> metas;
  for (const Block& block : blocks) {
    bool is_meta = block.header.type == kMetaBlock;
    std::string text = block.Text();
    if (is_meta && text.find("\"type\":\"" + type + "\"") != std::string::npos) {
      metas.push_back(text);
    }
  }
  return metas;
}

std::vector<uint8_t> ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteBytes(const std::string& path, const std::vector<uint8_t>& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

namespace {

bool ParseFooter(const std::vector<uint8_t>& bytes, size_t at, Segment* segment) {
  FooterTail tail;
  if (bytes.size() < at + 8 + sizeof tail) return false;
  std::memcpy(&tail, bytes.data() + bytes.size() - sizeof tail, sizeof tail);
  size_t size = tail.entry_count * sizeof(FooterEntry);
  if (tail.magic != kFooterMagic || tail.footer_offset != at) return false;
  if (bytes.size() != at + 8 + size + sizeof tail) return false;
  if (Crc32c(bytes.data() + at + 8, size) != tail.crc) return false;
  segment->footer.resize(tail.entry_count);
  if (size > 0) std::memcpy(segment->footer.data(), bytes.data() + at + 8, size);
  return true;
}

}  // namespace

Segment ParseSegment(const std::vector<uint8_t>& bytes) {
  Segment segment;
  if (bytes.size() < sizeof segment.header) return segment;
  std::memcpy(&segment.header, bytes.data(), sizeof segment.header);
  EXPECT_EQ(segment.header.frame_magic, kSegmentFrameMagic);
  EXPECT_EQ(segment.header.magic, kSegmentMagic);
  EXPECT_EQ(segment.header.crc, Crc32c(bytes.data(), offsetof(SegmentHeader, crc)));
  BlockDecoder decoder;
  size_t at = sizeof segment.header;
  for (;;) {
    Block block;
    Result<Bytes> payload =
        decoder.Decode(Bytes(bytes.data() + at, bytes.size() - at), &block.header);
    if (!payload.ok()) break;
    block.payload.assign(payload.value().begin(), payload.value().end());
    at += sizeof(BlockHeader) + block.header.compressed_bytes;
    segment.blocks.push_back(std::move(block));
  }
  segment.complete = ParseFooter(bytes, at, &segment);
  return segment;
}

std::vector<Segment> ReadSegments(const std::string& process_directory) {
  std::vector<Segment> segments;
  for (uint32_t number = 1;; ++number) {
    std::string path = process_directory + "/" + SegmentName(number);
    if (!std::filesystem::exists(path)) return segments;
    segments.push_back(ParseSegment(ReadBytes(path)));
    EXPECT_EQ(segments.back().header.number, number);
  }
}

std::map<uint32_t, ThreadHistory> ReadHistories(const std::vector<Segment>& segments) {
  std::map<uint32_t, ThreadHistory> histories;
  for (const Segment& segment : segments) {
    for (const Block& block : segment.blocks) {
      if (block.header.type != kEventsBlock) continue;
      ThreadHistory& history = histories[block.header.thread];
      EXPECT_EQ(block.header.first_seq, history.sites.size() + history.Lost());
      EXPECT_EQ(block.header.lost_before, history.Lost());
      size_t before = history.sites.size();
      ForEachRecord(block.Words(), [&](Words record) {
        if (KindOf(record[0]) < kFirstAuxiliaryKind) {
          history.sites.push_back(ArgumentOf(record[0]));
        } else if (KindOf(record[0]) == kLoss) {
          history.lost[ArgumentOf(record[0])] += Join(record[1], record[2]);
        }
      });
      EXPECT_EQ(block.header.event_count, history.sites.size() - before);
    }
  }
  return histories;
}

uint64_t Field(const std::string& json, const std::string& name) {
  size_t at = json.find("\"" + name + "\":");
  if (at == std::string::npos) return ~0ull;
  at += name.size() + 3;
  if (json[at] == '"') ++at;
  return std::strtoull(json.c_str() + at, nullptr, 10);
}

RecordingOptions Options(const Folder& folder) {
  RecordingOptions options;
  options.directory = folder / "recording";
  options.manifest = "{\"version\":1}";
  options.chunk_count = 16;
  return options;
}

std::unique_ptr<Recording> MustStart(const RecordingOptions& options) {
  Result<std::unique_ptr<Recording>> recording = Recording::Start(options);
  EXPECT_TRUE(recording.ok()) << recording.status().sentence();
  return recording.ok() ? std::move(recording.value()) : nullptr;
}

Producer* MustAttach(Recording* recording, const char* name) {
  Result<Producer*> producer = recording->Attach("native", name);
  EXPECT_TRUE(producer.ok()) << producer.status().sentence();
  return producer.ok() ? producer.value() : nullptr;
}

void EmitEvent(Producer* producer, uint32_t site) {
  uint32_t record[] = {Header(kEnter, site)};
  producer->Emit(record);
}

void EmitEvents(Producer* producer, uint32_t count) {
  for (uint32_t site = 1; site <= count; ++site) EmitEvent(producer, site);
}

std::vector<uint32_t> StringRecord(uint32_t id, const std::string& text) {
  uint32_t units = static_cast<uint32_t>(text.size());
  std::vector<uint32_t> record = {Header(kString, units << 1), id, units, 0};
  record.resize(record.size() + (text.size() + 3) / 4);
  if (!text.empty()) std::memcpy(record.data() + 4, text.data(), text.size());
  return record;
}

}  // namespace scope
