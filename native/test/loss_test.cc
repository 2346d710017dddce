// Losses: recorded + lost = emitted, whatever happens, and the guest never waits for a broken disk.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "fixture.h"

namespace scope {
namespace {

// Checks one thread's books: what segments hold against what its threadEnd block says.
void ExpectBalance(const ThreadHistory& history, const std::string& end, uint64_t emitted) {
  EXPECT_EQ(history.sites.size() + history.Lost(), emitted);
  EXPECT_TRUE(std::is_sorted(history.sites.begin(), history.sites.end()));
  EXPECT_EQ(Field(end, "emitted"), emitted);
  EXPECT_EQ(Field(end, "recorded"), history.sites.size());
  EXPECT_EQ(Field(end, "dropped"), history.lost[kLossDropped]);
  EXPECT_EQ(Field(end, "overwritten"), history.lost[kLossOverwritten]);
}

// One thread that does all its work on a ring of four chunks before the drain begins with its own.
struct LateDrain {
  LateDrain(Backpressure backpressure, const std::function<void(Producer*, Ring*)>& work) {
    Result<File> directory = OpenDirectory(folder.path());
    std::unique_ptr<Arena> arena = std::move(Arena::Create(directory.value(), 4).value());
    Journal journal(std::move(directory.value()), kSegmentBytes);
    EXPECT_TRUE(journal.Open().ok());
    Spill spill(&journal.directory(), *arena);
    bool spills = backpressure == Backpressure::kSpill;
    Ring ring(arena.get(), backpressure, spills ? &spill : nullptr);
    Registry registry(&ring, &journal, false);
    Drain drain(&ring, &registry, &journal, false,
                [&](const char* reason) { journal.Close(reason); });
    Producer* producer = registry.Attach("native", "t").value();
    work(producer, &ring);
    overwritten = producer->control().overwritten;
    producer->Detach();
    EXPECT_TRUE(drain.Start().ok());
    drain.RequestClose("exit");
    EXPECT_TRUE(drain.WaitClosed(10'000));
    segments = ReadSegments(folder.path());
    history = ReadHistories(segments)[1];
  }

  Folder folder;
  std::vector<Segment> segments;
  ThreadHistory history;
  uint64_t overwritten;  // as a reader finds it after a kill
};

// Fills the four chunks several times.
constexpr uint32_t kFlood = 1'000'000;
void Flood(Producer* producer, Ring*) { EmitEvents(producer, kFlood); }

TEST(Loss, UnderDropKeepsTheOldestEvents) {
  LateDrain run(Backpressure::kDrop, Flood);
  ExpectBalance(run.history, run.segments[0].Metas("threadEnd")[0], kFlood);
  EXPECT_GT(run.history.lost[kLossDropped], 700'000u);
  EXPECT_EQ(run.history.lost[kLossOverwritten], 0u);
  // Chunks that are filled slowly hold more times.
  for (uint32_t i = 0; i < 3 * 60'000; ++i) ASSERT_EQ(run.history.sites[i], i + 1);
}

TEST(Loss, UnderOverwriteKeepsTheNewestEvents) {
  LateDrain run(Backpressure::kOverwrite, Flood);
  ExpectBalance(run.history, run.segments[0].Metas("threadEnd")[0], kFlood);
  EXPECT_GT(run.history.lost[kLossOverwritten], 700'000u);
  EXPECT_EQ(run.history.lost[kLossDropped], 0u);
  for (uint32_t i = 0; i < 3 * 60'000; ++i) {
    ASSERT_EQ(run.history.sites[run.history.sites.size() - 1 - i], kFlood - i);
  }
}

// While the drain writes a prefix nothing is overwritten, and a full chunk is rewound.
TEST(Loss, OfARewindIsCountedWithTheChunkThatIsOverwritten) {
  LateDrain run(Backpressure::kOverwrite, [](Producer* producer, Ring* ring) {
    ring->SetFlushing(true);
    EmitEvents(producer, kFlood / 2);
    ring->SetFlushing(false);
    EmitEvents(producer, kFlood / 2);
  });
  ExpectBalance(run.history, run.segments[0].Metas("threadEnd")[0], kFlood);
  EXPECT_EQ(run.history.Lost(), run.overwritten);
}

TEST(Loss, IsNoneWhereChunksSpillThatTheDrainWasLateFor) {
  LateDrain run(Backpressure::kSpill, Flood);
  ExpectBalance(run.history, run.segments[0].Metas("threadEnd")[0], kFlood);
  EXPECT_EQ(run.history.sites.size(), kFlood);
}

TEST(Loss, IsNoneWhereTheDiskRefusesToSpillAndTheProducerWaits) {
  Folder folder;
  RecordingOptions options = Options(folder);
  options.chunk_count = 4;
  options.backpressure = Backpressure::kSpill;
  std::unique_ptr<Recording> recording = MustStart(options);
  WriteBytes(recording->directory() + "/" + kSpillName, {1});  // the name is taken
  Producer* producer = MustAttach(recording.get());
  EmitEvents(producer, kFlood);
  producer->Detach();
  recording->Close("exit");
  EXPECT_EQ(ReadHistories(ReadSegments(recording->directory()))[1].sites.size(), kFlood);
}

// Four threads against a small ring; each thread's books must balance.
void EmitUnderPressure(Backpressure backpressure) {
  Folder folder;
  RecordingOptions options = Options(folder);
  options.chunk_count = 8;
  options.backpressure = backpressure;
  std::unique_ptr<Recording> recording = MustStart(options);
  constexpr uint32_t kEvents = 1'500'000;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      Producer* producer = MustAttach(recording.get());
      EmitEvents(producer, kEvents);
      producer->Detach();
    });
  }
  for (std::thread& thread : threads) thread.join();
  recording->Close("exit");
  std::vector<Segment> segments = ReadSegments(recording->directory());
  auto histories = ReadHistories(segments);
  EXPECT_EQ(histories.size(), 4u);
  for (const std::string& end : segments[0].Metas("threadEnd")) {
    const ThreadHistory& history = histories[static_cast<uint32_t>(Field(end, "thread"))];
    ExpectBalance(history, end, kEvents);
    bool may_lose = backpressure == Backpressure::kDrop || backpressure == Backpressure::kOverwrite;
    if (!may_lose) {
      EXPECT_EQ(history.Lost(), 0u);
    }
  }
}

TEST(Loss, IsCountedForEachThreadUnderDrop) { EmitUnderPressure(Backpressure::kDrop); }

TEST(Loss, IsNoneForAnyThreadUnderBlock) { EmitUnderPressure(Backpressure::kBlock); }

TEST(Loss, IsNoneForAnyThreadUnderSpill) { EmitUnderPressure(Backpressure::kSpill); }

TEST(Loss, IsCountedForEachThreadUnderOverwrite) { EmitUnderPressure(Backpressure::kOverwrite); }

// A thread that has emitted little floods the ring when the drain is about to end, so that its
// chunk is sealed behind those that the drain still wants to write.
TEST(Loss, IsNoneOfWhatWasEmittedBeforeTheEndWasAskedFor) {
  for (int round = 0; round < 20; ++round) {
    Folder folder;
    Result<File> directory = OpenDirectory(folder.path());
    std::unique_ptr<Arena> arena = std::move(Arena::Create(directory.value(), 8).value());
    Journal journal(std::move(directory.value()), kSegmentBytes);
    ASSERT_TRUE(journal.Open().ok());
    Ring ring(arena.get(), Backpressure::kBlock);
    Registry registry(&ring, &journal, false);
    Drain drain(&ring, &registry, &journal, false,
                [&](const char* reason) { journal.Close(reason); });
    Producer* quiet = registry.Attach("native", "quiet").value();
    Producer* loud = registry.Attach("native", "loud").value();
    EmitEvents(quiet, 1000);
    std::atomic<bool> is_over{false};
    uint64_t begun = journal.bytes();
    std::thread louder([&] {
      while (!is_over) EmitEvent(loud, 1);
    });
    std::thread late([&] {
      while (journal.bytes() == begun) std::this_thread::yield();
      while (!is_over) EmitEvent(quiet, 2);
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // the ring is full
    drain.RequestClose("exit");
    ASSERT_TRUE(drain.Start().ok());
    ASSERT_TRUE(drain.WaitClosed(10'000));
    is_over = true;
    louder.join();
    late.join();
    auto histories = ReadHistories(ReadSegments(folder.path()));
    ASSERT_GE(histories[quiet->thread()].sites.size(), 1000u) << "round " << round;
    EXPECT_EQ(histories[quiet->thread()].Lost(), 0u);
    EXPECT_EQ(histories[loud->thread()].Lost(), 0u);
  }
}

TEST(Loss, ByRetentionIsCountedAndEarlierSegmentsAreGone) {
  Folder folder;
  RecordingOptions options = Options(folder);
  options.segment_bytes = 20'000;
  options.keep.bytes = 300'000;
  std::unique_ptr<Recording> recording = MustStart(options);
  Producer* producer = MustAttach(recording.get());
  Producer* brief = MustAttach(recording.get());
  EmitEvents(brief, 10);
  brief->Detach();
  uint32_t emitted = 0;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 20'000; ++i) EmitEvent(producer, ++emitted * 7919 % kMaxSites);
    recording->Flush();
  }
  producer->Detach();
  recording->Close("exit");
  EXPECT_FALSE(std::filesystem::exists(recording->directory() + "/000001.seg"));
  uint64_t bytes = 0;
  std::string last;
  std::map<std::string, Segment> kept;
  for (const std::string& name :
       folder.Names(recording->directory().substr(folder.path().size() + 1))) {
    std::vector<uint8_t> file = ReadBytes(recording->directory() + "/" + name);
    bytes += file.size();
    kept[name] = ParseSegment(file);
  }
  EXPECT_LE(bytes, 400'000u);
  uint64_t recorded = 0;
  uint64_t first = ~0ull;
  for (const auto& [name, segment] : kept) {
    for (const Block& block : segment.blocks) {
      if (block.header.type == kExpiredBlock) last = block.Text();
      if (block.header.type != kEventsBlock) continue;
      first = std::min(first, block.header.first_seq);
      recorded += block.header.event_count;
    }
  }
  EXPECT_EQ(Field(last, "recorded"), first);
  EXPECT_EQ(first + recorded, emitted);
  EXPECT_EQ(Field(last, "endedThreads"), 1u);
  EXPECT_EQ(Field(last, "endedEvents"), 10u);
}

TEST(Loss, OfAFullDiskStopsTheRecordingAndNotTheGuest) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  Producer* producer = MustAttach(recording.get());
  EmitEvents(producer, 1000);
  recording->Flush();
  FileSizeSignalBlock signal_block;
  rlimit unlimited, small;
  getrlimit(RLIMIT_FSIZE, &unlimited);
  small = unlimited;
  small.rlim_cur = recording->journal().bytes() + 10'000;
  setrlimit(RLIMIT_FSIZE, &small);
  uint32_t emitted = 1000;
  while (recording->journal().StopReason().empty() && emitted < 100'000'000) {
    for (int i = 0; i < 10'000; ++i) EmitEvent(producer, ++emitted * 7919 % kMaxSites);
  }
  uint64_t bytes = recording->journal().bytes();
  for (int i = 0; i < 2'000'000; ++i) EmitEvent(producer, ++emitted);
  recording->AddMeta({});
  recording->Flush();
  EXPECT_EQ(recording->journal().bytes(), bytes);
  producer->Detach();
  recording->Close("exit");
  setrlimit(RLIMIT_FSIZE, &unlimited);
  std::vector<uint8_t> text = ReadBytes(folder / "recording/manifest.json");
  std::string manifest(text.begin(), text.end());
  EXPECT_NE(manifest.find("\"state\":\"stopped\""), std::string::npos) << manifest;
  EXPECT_NE(manifest.find("000001.seg: File too large"), std::string::npos) << manifest;
  EXPECT_EQ(Field(manifest, "emitted"), emitted);
  uint64_t recorded = Field(manifest, "recorded");
  EXPECT_EQ(recorded + Field(manifest, "stopped"), emitted);
  std::vector<Segment> segments = ReadSegments(recording->directory());
  EXPECT_EQ(ReadHistories(segments)[1].sites.size(), recorded);
}

TEST(Loss, ByARewindTakesNothingAwayThatTheDrainHadInView) {
  Folder folder;
  Result<File> directory = OpenDirectory(folder.path());
  std::unique_ptr<Arena> arena = std::move(Arena::Create(directory.value(), 1).value());
  Ring ring(arena.get(), Backpressure::kDrop);
  Producer producer(&ring, 0, 1, false);
  ASSERT_TRUE(producer.Start());
  EmitEvents(&producer, 1000);
  int32_t seen = producer.position();
  while (producer.position() >= seen) EmitEvent(&producer, 1);  // the only chunk: it is rewound
  EXPECT_FALSE(producer.Claim(0, seen));
  std::optional<Producer::Part> part = producer.Claim(0, std::nullopt);
  ASSERT_TRUE(part);
  EXPECT_EQ(Walk(part->words, 0).words, part->words.size());
  EmitEvents(&producer, 5);
  std::optional<Producer::Part> rest = producer.Claim(0, producer.position());
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->offset, part->words.size());
  EXPECT_EQ(Walk(rest->words, 0).events, 5u);
}

// Probes are tried out before the program begins (loader/tuning/warm-up.ts).
TEST(Loss, IsNotWhatStandsBehindAZeroWordMeanwhile) {
  Folder folder;
  Result<File> directory = OpenDirectory(folder.path());
  std::unique_ptr<Arena> arena = std::move(Arena::Create(directory.value(), 1).value());
  Ring ring(arena.get(), Backpressure::kBlock);
  Producer producer(&ring, 0, 1, false);
  ASSERT_TRUE(producer.Start());
  EmitEvents(&producer, 3);
  int32_t begin = producer.position();
  producer.control().position += 1;
  EmitEvents(&producer, 2);
  std::optional<Producer::Part> part = producer.Claim(0, producer.position());
  ASSERT_TRUE(part);
  EXPECT_EQ(Walk(part->words, 0).words, part->words.size());
  EXPECT_FALSE(producer.Claim(0, producer.position()));
  producer.control().position = begin;
  EmitEvents(&producer, 5);
  part = producer.Claim(0, producer.position());
  ASSERT_TRUE(part);
  EXPECT_EQ(Walk(part->words, 0).events, 5u);
}

TEST(Loss, OfDamagedWordsEndsTheBlockWithANote) {
  LateDrain run(Backpressure::kBlock, [](Producer* producer, Ring*) {
    EmitEvents(producer, 10);
    uint32_t nonsense[] = {63, 1, 2};
    producer->Emit(nonsense);
    EmitEvents(producer, 10);
  });
  EXPECT_EQ(run.history.sites.size(), 10u);
  ASSERT_EQ(run.segments[0].Metas("damage").size(), 1u);
  EXPECT_EQ(Field(run.segments[0].Metas("damage")[0], "chunkOffset"), 13u);
  EXPECT_EQ(Field(run.segments[0].Metas("damage")[0], "words"), 13u);
}

TEST(Loss, OfAProbeThatLeftItsChunkStaysInsideIt) {
  for (int32_t wild : {0, -5, 1 << 30}) {
    LateDrain run(Backpressure::kBlock, [&](Producer* producer, Ring*) {
      EmitEvents(producer, 10);
      producer->control().position = wild;
      producer->Turn();
    });
    EXPECT_TRUE(run.segments[0].complete);
    EXPECT_LE(run.history.sites.size(), 10u);
  }
}

}  // namespace
}  // namespace scope
