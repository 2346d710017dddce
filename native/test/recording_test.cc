// States of a recording on disk, rotation, and what a kill leaves.
#include "recording.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <thread>

#include "fixture.h"

namespace scope {
namespace {

bool IsLocked(const std::string& path) {
  int descriptor = open(path.c_str(), O_RDONLY);
  bool locked = flock(descriptor, LOCK_EX | LOCK_NB) != 0;
  close(descriptor);
  return locked;
}

mode_t ModeOf(const std::string& path) {
  struct stat info;
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 0777;
}

Bytes AsBytes(const std::string& text) {
  return Bytes(reinterpret_cast<const uint8_t*>(text.data()), text.size());
}

TEST(Recording, IsIncompleteAndLockedWhileItRuns) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  EXPECT_EQ(folder.Names("recording").front(), "incomplete");
  EXPECT_TRUE(IsLocked(folder / "recording/incomplete"));
  EXPECT_TRUE(IsLocked(recording->directory() + "/arena.ring"));
  EXPECT_EQ(ModeOf(folder / "recording"), 0700u);
  EXPECT_EQ(ModeOf(recording->directory()), 0700u);
  EXPECT_EQ(ModeOf(recording->directory() + "/arena.ring"), 0600u);
  EXPECT_EQ(ModeOf(recording->directory() + "/000001.seg"), 0600u);
  struct stat info;
  stat((recording->directory() + "/arena.ring").c_str(), &info);
  EXPECT_GE(info.st_blocks * 512, info.st_size) << "the arena must not be sparse";
}

TEST(Recording, EndsWithAManifestAndWithoutArena) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  MustAttach(recording.get())->Detach();
  recording->Close("exit");
  recording->Close("exit");
  EXPECT_EQ(folder.Names("recording").front(), "manifest.json");
  std::vector<uint8_t> bytes = ReadBytes(folder / "recording/manifest.json");
  std::string manifest(bytes.begin(), bytes.end());
  EXPECT_EQ(manifest.find("{\"version\":1,\"state\":\"complete\",\"endTime\":\""), 0u) << manifest;
  EXPECT_FALSE(std::filesystem::exists(recording->directory() + "/arena.ring"));
  Segment segment = ReadSegments(recording->directory())[0];
  EXPECT_TRUE(segment.complete);
  EXPECT_NE(segment.blocks.front().Text().find("\"type\":\"process\""), std::string::npos);
  EXPECT_NE(segment.blocks.back().Text().find("\"reason\":\"exit\""), std::string::npos);
  EXPECT_FALSE(recording->Attach("native", "late").ok());
}

TEST(Recording, WritesOpenChunksOfThreadsThatStillRun) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  Producer* producer = MustAttach(recording.get());
  EmitEvents(producer, 100);
  recording->Close("exit");
  EmitEvents(producer, 1'000'000);  // nobody listens, nothing breaks
  producer->Stamp();
  std::vector<Segment> segments = ReadSegments(recording->directory());
  EXPECT_EQ(ReadHistories(segments)[1].sites.size(), 100u);
  EXPECT_EQ(Field(segments[0].Metas("threadEnd")[0], "recorded"), 100u);
}

TEST(Recording, LeavesTheManifestToItsFirstProcess) {
  Folder folder;
  std::unique_ptr<Recording> first = MustStart(Options(folder));
  std::unique_ptr<Recording> second = MustStart(Options(folder));
  EXPECT_NE(first->directory(), second->directory());
  second->Close("exit");
  EXPECT_EQ(folder.Names("recording").front(), "incomplete");
  first->Close("exit");
  EXPECT_EQ(folder.Names("recording").front(), "manifest.json");
}

TEST(Recording, PutsAModuleOnDiskBeforeTheCallReturns) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  recording->AddModule(8, 2, Compress(AsBytes("{\"type\":\"module\"}")));
  Segment segment = ReadSegments(recording->directory())[0];
  EXPECT_EQ(segment.blocks.back().header.type, kModuleBlock);
  EXPECT_EQ(segment.blocks.back().header.first_seq, 8u);
  EXPECT_EQ(segment.blocks.back().header.event_count, 2u);
}

TEST(Recording, SaysWhyItCannotStart) {
  Folder folder;
  RecordingOptions options = Options(folder);
  WriteBytes(folder / "file", {1});
  options.directory = folder / "file/recording";
  EXPECT_EQ(Recording::Start(options).status().sentence(),
            "cannot create folder " + options.directory + ": Not a directory");
  std::filesystem::create_directory_symlink(folder.path(), folder / "link");
  options.directory = folder / "link";
  EXPECT_NE(Recording::Start(options).status().sentence().find("cannot open folder"),
            std::string::npos);
  EXPECT_EQ(ParseBackpressure("sink").status().sentence(),
            "backpressure 'sink' is none of block, spill, overwrite, drop");
}

TEST(Recording, RotatesIntoSegmentsThatCanBeReadAlone) {
  Folder folder;
  RecordingOptions options = Options(folder);
  options.segment_bytes = 20'000;
  std::unique_ptr<Recording> recording = MustStart(options);
  recording->AddModule(1, 5, Compress(AsBytes("{\"type\":\"module\",\"url\":\"file:///a.js\"}")));
  Producer* producer = MustAttach(recording.get(), "\"quoted\"");
  uint32_t generation[] = {Header(kGeneration, 0)};
  producer->Emit(StringRecord(1, "of the first generation"));
  producer->Emit(generation);
  producer->Emit(StringRecord(1, "of the second generation"));
  uint32_t site = 0;
  std::vector<Segment> segments;
  while (segments.size() < 4 && site < 5'000'000) {
    for (int i = 0; i < 100'000; ++i) EmitEvent(producer, ++site * 7919 % kMaxSites);
    recording->Flush();
    segments = ReadSegments(recording->directory());
  }
  producer->Detach();
  recording->Close("exit");
  segments = ReadSegments(recording->directory());
  ASSERT_GE(segments.size(), 4u);
  EXPECT_EQ(ReadHistories(segments)[1].sites.size(), site);
  for (const Segment& segment : segments) {
    EXPECT_TRUE(segment.complete);
    EXPECT_EQ(segment.Metas("process").size(), 1u);
    EXPECT_EQ(segment.Metas("threadStart").size(), 1u);
    std::vector<uint32_t> carried;
    int modules = 0;
    for (const Block& block : segment.blocks) {
      modules += block.header.type == kModuleBlock;
      if (block.header.type == kCarryBlock) carried = block.Words();
    }
    EXPECT_EQ(modules, 1);
    if (segment.header.number == 1) continue;
    EXPECT_EQ(carried, StringRecord(1, "of the second generation"));
  }
}

// What a reader does after a kill: blocks first, then what chunks hold behind their drained words.
uint64_t CountAfterKill(const std::string& process_directory) {
  std::vector<Segment> segments = ReadSegments(process_directory);
  uint64_t events = ReadHistories(segments)[1].sites.size();
  std::map<std::pair<uint64_t, uint32_t>, bool> on_disk;
  for (const Segment& segment : segments) {
    for (const Block& block : segment.blocks) {
      if (block.header.type != kEventsBlock) continue;
      on_disk[{block.header.chunk_seq, block.header.chunk_offset}] = true;
    }
  }
  std::vector<uint8_t> bytes = ReadBytes(process_directory + "/arena.ring");
  ArenaHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  EXPECT_EQ(header.magic, kArenaMagic);
  for (uint32_t index = 0; index < header.chunk_count; ++index) {
    ChunkEntry entry;
    std::memcpy(&entry, bytes.data() + header.chunk_table_offset + index * sizeof entry,
                sizeof entry);
    if (entry.state == kFree || on_disk.contains({entry.chunk_seq, entry.drained_words})) continue;
    uint32_t end = entry.state == kOpen ? kChunkWords : entry.sealed_words;
    std::vector<uint32_t> words(end - entry.drained_words);
    std::memcpy(words.data(),
                bytes.data() + header.chunks_offset + index * header.chunk_bytes +
                    entry.drained_words * sizeof(uint32_t),
                words.size() * sizeof(uint32_t));
    events += Walk(words, 0).events;
  }
  return events;
}

TEST(Recording, KilledAtAnyMomentLosesNothingThatWasEmitted) {
  for (int round = 0; round < 10; ++round) {
    Folder folder;
    int pipes[2];
    ASSERT_EQ(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
      std::unique_ptr<Recording> recording = MustStart(Options(folder));
      Producer* producer = MustAttach(recording.get());
      for (uint64_t count = 1;; ++count) {
        EmitEvent(producer, 1);
        // The parent learns a lower bound of what was emitted.
        if (count % 1000 == 0 && write(pipes[1], &count, sizeof count) < 0) _exit(1);
      }
    }
    close(pipes[1]);
    uint64_t told = 0;
    for (int i = 0; i < 300 + round * 37; ++i) {
      ASSERT_EQ(read(pipes[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(pipes[0], &told, sizeof told) > 0) {
    }
    close(pipes[0]);
    std::vector<std::string> names = folder.Names("recording");
    ASSERT_EQ(names.size(), 2u);
    EXPECT_EQ(names[0], "incomplete");
    EXPECT_FALSE(IsLocked(folder / "recording/incomplete"));
    uint64_t found = CountAfterKill(folder / ("recording/" + names[1]));
    EXPECT_GE(found, told);
    EXPECT_LE(found, told + 1000);
  }
}

}  // namespace
}  // namespace scope
