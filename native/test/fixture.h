// What the tests share: a temporary folder, a small reader of segments (it stops at a torn tail, as
// readers must), and the records that tests emit.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "block.h"
#include "recording.h"
#include "walk.h"

namespace scope {

// A folder that is gone with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::vector<std::string> Names(const std::string& below = "") const;

 private:
  std::string path_;
};

struct Block {
  BlockHeader header;
  std::vector<uint8_t> payload;

  std::vector<uint32_t> Words() const;
  std::string Text() const { return std::string(payload.begin(), payload.end()); }
};

struct Segment {
  SegmentHeader header{};
  std::vector<Block> blocks;
  std::vector<FooterEntry> footer;
  bool complete = false;  // it has a valid footer

  std::vector<std::string> Metas(const std::string& type) const;
};

std::vector<uint8_t> ReadBytes(const std::string& path);
void WriteBytes(const std::string& path, const std::vector<uint8_t>& bytes);
Segment ParseSegment(const std::vector<uint8_t>& bytes);
std::vector<Segment> ReadSegments(const std::string& process_directory);

// What all segments say about one thread; fails the test when sequences have holes.
struct ThreadHistory {
  std::vector<uint32_t> sites;  // of its events, in order
  uint64_t lost[kLossCauses] = {};
  uint64_t Lost() const { return lost[1] + lost[2] + lost[3]; }
};
std::map<uint32_t, ThreadHistory> ReadHistories(const std::vector<Segment>& segments);

// A number field of a meta block's JSON, written as "name":"12" or "name":12.
uint64_t Field(const std::string& json, const std::string& name);

RecordingOptions Options(const Folder& folder);
std::unique_ptr<Recording> MustStart(const RecordingOptions& options);
Producer* MustAttach(Recording* recording, const char* name = "t");
void EmitEvent(Producer* producer, uint32_t site);
// Emits events with sites 1, 2, 3, ...
void EmitEvents(Producer* producer, uint32_t count);
// [kString id length hash data], Latin-1.
std::vector<uint32_t> StringRecord(uint32_t id, const std::string& text);

}  // namespace scope
