// The way from producers to segments: nothing is lost, nothing changes its order.
#include "ring.h"

#include <thread>

#include "clock.h"
#include "fixture.h"

namespace scope {
namespace {

TEST(FreeStack, GivesEachChunkToOneThreadAtATime) {
  constexpr uint32_t kChunks = 8;
  FreeStack stack(kChunks);
  std::atomic<int> holders[kChunks] = {};
  for (uint32_t index = 0; index < kChunks; ++index) stack.Push(index);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) {
        std::optional<uint32_t> index = stack.Pop();
        if (!index) continue;
        EXPECT_EQ(holders[*index].fetch_add(1), 0);
        holders[*index].fetch_sub(1);
        stack.Push(*index);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  uint32_t left = 0;
  while (stack.Pop()) ++left;
  EXPECT_EQ(left, kChunks);
}

TEST(SealedQueue, KeepsTheOrderAndTellsWhenItIsEmpty) {
  SealedQueue queue(3);
  EXPECT_FALSE(queue.Pop());
  for (uint32_t round = 0; round < 10; ++round) {
    for (uint32_t index = 0; index < 3; ++index) queue.Push(index);
    for (uint32_t index = 0; index < 3; ++index) EXPECT_EQ(queue.Pop(), index);
    EXPECT_FALSE(queue.Pop());
  }
}

TEST(Recording, LosesNothingUnderEightThreads) {
  Folder folder;
  constexpr uint32_t kEvents = 300'000;
  constexpr int kThreads = 8;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      Producer* producer = MustAttach(recording.get());
      EmitEvents(producer, kEvents);
      producer->Detach();
    });
  }
  for (std::thread& thread : threads) thread.join();
  recording->Close("exit");
  auto histories = ReadHistories(ReadSegments(recording->directory()));
  EXPECT_EQ(histories.size(), static_cast<size_t>(kThreads));
  for (const auto& [thread, history] : histories) {
    ASSERT_EQ(history.sites.size(), kEvents) << thread;
    EXPECT_EQ(history.Lost(), 0u);
    for (uint32_t i = 0; i < kEvents; ++i) ASSERT_EQ(history.sites[i], i + 1);
  }
}

TEST(Recording, ServesAThousandShortThreads) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  for (int round = 0; round < 250; ++round) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        Producer* producer = MustAttach(recording.get());
        EmitEvents(producer, 10);
        producer->Detach();
      });
    }
    for (std::thread& thread : threads) thread.join();
    // Control blocks and chunks come back when the drain has seen the ends.
    recording->Flush();
  }
  recording->Close("exit");
  std::vector<Segment> segments = ReadSegments(recording->directory());
  EXPECT_EQ(segments[0].Metas("threadStart").size(), 1000u);
  EXPECT_EQ(segments[0].Metas("threadEnd").size(), 1000u);
  auto histories = ReadHistories(segments);
  EXPECT_EQ(histories.size(), 1000u);
  for (const auto& [thread, history] : histories) EXPECT_EQ(history.sites.size(), 10u);
}

TEST(Recording, RefusesMoreThreadsThanTheRingCanTurn) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));  // 16 chunks
  std::vector<Producer*> producers;
  for (int t = 0; t < 8; ++t) producers.push_back(MustAttach(recording.get()));
  Result<Producer*> ninth = recording->Attach("native", "ninth");
  EXPECT_EQ(ninth.status().sentence(), "cannot record more than 8 threads at the same time");
  for (Producer* producer : producers) producer->Detach();
  recording->Flush();
  EXPECT_TRUE(recording->Attach("native", "again").ok());
}

TEST(Recording, WritesWhatAnIdleThreadEmittedWithoutBeingAsked) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  Producer* producer = MustAttach(recording.get());
  for (uint32_t round = 1; round <= 3; ++round) {
    EmitEvent(producer, round);
    size_t written = 0;
    for (int waits = 0; written < round && waits < 200; ++waits) {
      std::this_thread::sleep_for(std::chrono::milliseconds(round == 2 ? 300 : 100));
      written = ReadHistories(ReadSegments(recording->directory()))[1].sites.size();
    }
    EXPECT_EQ(written, round);
  }
  producer->Detach();
}

TEST(Recording, StampsAThreadThatMovesManyTimesAMillisecond) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  Producer* producer = MustAttach(recording.get());
  uint64_t begin = NowNs();
  // Of its own time: a thread that does not get the processor moves on by jumps.
  uint64_t own_begin = ReadClock(CLOCK_THREAD_CPUTIME_ID);
  for (uint32_t site = 1; ReadClock(CLOCK_THREAD_CPUTIME_ID) - own_begin < 200 * kNsPerMillisecond;
       ++site) {
    EmitEvent(producer, site & 0xFFFF);
  }
  producer->Detach();
  recording->Close("exit");
  uint32_t stamps = 0;
  uint64_t last = 0;
  std::vector<Segment> segments = ReadSegments(recording->directory());
  for (const Block& block : segments[0].blocks) {
    if (block.header.type != kEventsBlock) continue;
    ForEachRecord(block.Words(), [&](Words record) {
      uint64_t time = last;
      if (KindOf(record[0]) == kTimeDelta) time += ArgumentOf(record[0]);
      if (KindOf(record[0]) == kTime) time = Join(record[1], record[2]);
      EXPECT_GE(time, last);
      stamps += time != last;
      last = time;
    });
    EXPECT_EQ(block.header.time_last, last);
  }
  EXPECT_GE(stamps, 1000u);
  EXPECT_GE(last, begin);
}

struct Rested {
  std::vector<uint32_t> kinds;  // of the thread's records
  std::vector<uint64_t> times;  // that they state
};

// A thread that rests for 5 ms behind its second event; `definitions` come before the third.
Rested RestOnce(const std::vector<std::vector<uint32_t>>& definitions) {
  Folder folder;
  std::unique_ptr<Recording> recording = MustStart(Options(folder));
  Producer* producer = MustAttach(recording.get());
  EmitEvents(producer, 2);
  producer->Rest();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  for (const std::vector<uint32_t>& record : definitions) producer->Emit(record);
  EmitEvent(producer, 3);
  producer->Detach();
  recording->Close("exit");
  Rested rested;
  uint64_t time = 0;
  std::vector<Segment> segments = ReadSegments(recording->directory());
  for (const Block& block : segments[0].blocks) {
    if (block.header.type != kEventsBlock) continue;
    ForEachRecord(block.Words(), [&](Words record) {
      uint32_t kind = KindOf(record[0]);
      rested.kinds.push_back(kind);
      if (kind == kTimeDelta) rested.times.push_back(time += ArgumentOf(record[0]));
      if (kind == kTime) rested.times.push_back(time = Join(record[1], record[2]));
      if (kind == kIdle) rested.times.push_back(Join(record[1], record[2]));
    });
  }
  return rested;
}

TEST(Recording, TellsWhenAThreadBeganToRestAndWhenItWentOn) {
  Rested rested = RestOnce({});
  std::vector<uint32_t> expected = {kEnter, kIdle, kTimeDelta};
  EXPECT_EQ(std::vector(rested.kinds.end() - 3, rested.kinds.end()), expected);
  EXPECT_GE(rested.times.end()[-1] - rested.times.end()[-2], 5 * kNsPerMillisecond);
}

TEST(Recording, TellsTheTimeOfAnEventWhoseDefinitionsCameBehindARest) {
  Rested rested = RestOnce({StringRecord(1, "a"), StringRecord(2, "b")});
  std::vector<uint32_t> expected = {kString, kTimeDelta, kString, kEnter, kTimeDelta};
  EXPECT_EQ(std::vector(rested.kinds.end() - 5, rested.kinds.end()), expected);
  EXPECT_GE(rested.times.end()[-1] - rested.times.end()[-2], 5 * kNsPerMillisecond);
}

TEST(Recording, StampsNoDefinitionUnderTheExactClock) {
  Folder folder;
  RecordingOptions options = Options(folder);
  options.exact_clock = true;
  std::unique_ptr<Recording> recording = MustStart(options);
  Producer* producer = MustAttach(recording.get());
  EmitEvent(producer, 1);
  producer->Emit(StringRecord(1, "a definition"));
  producer->Turn();
  EmitEvent(producer, 2);
  producer->Detach();
  recording->Close("exit");
  std::vector<Segment> segments = ReadSegments(recording->directory());
  std::vector<uint32_t> kinds;
  for (const Block& block : segments[0].blocks) {
    if (block.header.type != kEventsBlock) continue;
    ForEachRecord(block.Words(), [&](Words record) { kinds.push_back(KindOf(record[0])); });
  }
  std::vector<uint32_t> expected = {kTime, kEnter, kTimeDelta, kString, kEnter, kTimeDelta};
  EXPECT_EQ(kinds, expected);
}

TEST(Recording, StampsEveryEventUnderTheExactClock) {
  Folder folder;
  RecordingOptions options = Options(folder);
  options.exact_clock = true;
  std::unique_ptr<Recording> recording = MustStart(options);
  Producer* producer = MustAttach(recording.get());
  constexpr uint32_t kEvents = 200'000;
  uint64_t begin = NowNs();
  EmitEvents(producer, kEvents);
  uint64_t end = NowNs();
  producer->Detach();
  recording->Close("exit");
  uint64_t time = 0;
  uint32_t events = 0, stamped = 0;
  // A block may end between an event and its stamp, where the drain met the thread standing there.
  bool after_event = false;
  std::vector<Segment> segments = ReadSegments(recording->directory());
  for (const Block& block : segments[0].blocks) {
    if (block.header.type != kEventsBlock) continue;
    ForEachRecord(block.Words(), [&](Words record) {
      bool is_event = KindOf(record[0]) < kFirstAuxiliaryKind;
      events += is_event;
      stamped += after_event && !is_event;
      if (KindOf(record[0]) == kTime) time = Join(record[1], record[2]);
      if (KindOf(record[0]) == kTimeDelta) time += ArgumentOf(record[0]);
      after_event = is_event;
    });
  }
  EXPECT_EQ(events, kEvents);
  EXPECT_EQ(stamped, kEvents);
  EXPECT_GE(time, begin);
  EXPECT_LE(time, end);
}

}  // namespace
}  // namespace scope
