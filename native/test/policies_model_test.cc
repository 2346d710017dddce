// Every interleaving, and a kill at every step, of what the policies other than `block` do beside
// the passing on of chunks (model_test.cc). The steps of ring.cc, producer.cc, drain.cc and
// spill.cc are restated here; queues are one step, since model_test.cc takes them apart. In every
// state that can be reached, for each thread, a reader that comes after a kill there finds:
//
//   overwrite   recorded + lost = committed, where lost is what segments tell and what the counts
//   in
//               the arena have above that; chunks and notes in the thread's order
//   drop        recorded + lost = committed, also in the middle of a rewind; no torn count
//   spill       each committed event, and none twice, though a chunk may stand in two places
//
// Each mutation is a mistake that these properties must notice.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

namespace scope {
namespace {

// Visits all states that `Model::Steps` leads to; the first property that does not hold, or
// nothing.
template <typename Model>
std::string Explore(const Model& model, size_t* state_count = nullptr) {
  using State = typename Model::State;
  static_assert(alignof(State) == 1);  // no padding: states compare as bytes
  std::vector<State> open{State{}};
  std::unordered_set<std::string> seen;
  std::string problem;
  while (!open.empty() && problem.empty()) {
    State state = open.back();
    open.pop_back();
    if (!seen.emplace(reinterpret_cast<const char*>(&state), sizeof state).second) continue;
    problem = model.Check(state);
    model.Steps(state, [&](const State& next) { open.push_back(next); });
  }
  if (state_count != nullptr) *state_count = seen.size();
  return problem;
}

enum Life : uint8_t { kFree, kOpen, kSealed, kDraining };

// Two threads and two chunks of one event each.
class OverwriteModel {
 public:
  enum Mutation { kNone, kCountBehindFree, kCountBeforeFree, kNoteBehindLock };
  static constexpr uint8_t kChunks = 2, kThreads = 2, kEvents = 3, kNobody = 9, kNotes = 2;

  struct Chunk {
    uint8_t life = kFree, thread = 0, seq = 0, drained = 0, event = 0, overwritten = 0;
  };
  struct Agent {
    uint8_t step = 0, chunk = 0, seq = 0;
  };
  struct State {
    Chunk chunks[kChunks];
    uint8_t free = (1 << kChunks) - 1, queue[kChunks] = {}, queued = 0, mutex = kNobody;
    uint8_t notes[kNotes] = {}, noted = 0;  // threads whose chunk was taken
    uint8_t committed[kThreads] = {}, counted[kThreads] = {};
    uint8_t recorded[kThreads] = {}, lost[kThreads] = {}, next[kThreads] = {}, is_wrong = 0;
    uint8_t pending[kNotes] = {}, pendings = 0;  // notes that the drain has, not yet written
    Agent agents[kThreads + 1];
  };
  explicit OverwriteModel(Mutation mutation) : mutation_(mutation) {}

  const char* Check(const State& s) const {
    if (s.is_wrong) return "a thread's chunks change their order";
    for (uint8_t thread = 0; thread < kThreads; ++thread) {
      int found = s.recorded[thread], overwritten = s.counted[thread];
      for (const Chunk& chunk : s.chunks) {
        if (chunk.thread != thread) continue;
        bool is_new = chunk.drained == 0 && chunk.seq >= s.next[thread];
        if (chunk.life != kFree) found += is_new && chunk.event != 0;
        if (chunk.life == kFree) overwritten = std::max<int>(overwritten, chunk.overwritten);
      }
      int lost = std::max<int>(s.lost[thread], overwritten);
      if (found + lost != s.committed[thread]) return "recorded + lost is not what was committed";
    }
    return "";
  }

  template <typename Keep>
  void Steps(const State& from, Keep keep) const {
    for (uint8_t who = 0; who <= kThreads; ++who) {
      State s = from;
      if (who == kThreads ? Drain(s) : Produce(s, who)) keep(s);
    }
  }

 private:
  enum { kTake, kPop, kMark, kGo, kCount, kClear, kUnlock, kName, kEvent, kSeal, kPush };
  enum { kLock, kNotes_, kWrite, kNote, kWipe, kRelease };

  bool Produce(State& s, uint8_t who) const {
    Agent& me = s.agents[who];
    Chunk& chunk = s.chunks[me.chunk];
    switch (me.step) {
      case kTake:
        if (me.seq == kEvents) return false;
        for (uint8_t index = 0; index < kChunks; ++index) {
          if ((s.free >> index & 1) == 0) continue;
          s.free &= static_cast<uint8_t>(~(1 << index));
          me.chunk = index, me.step = kName;
          return true;
        }
        if (s.mutex != kNobody || s.queued == 0) return false;
        return s.mutex = who, me.step = kPop, true;
      case kPop:
        if (s.queued == 0) return s.mutex = kNobody, me.step = kTake, true;
        me.chunk = Shift(s.queue, s.queued);
        if (mutation_ == kNoteBehindLock) s.mutex = kNobody;
        return me.step = kMark, true;
      case kMark:
        if (s.noted == kNotes) return false;
        s.notes[s.noted++] = chunk.thread;
        chunk.overwritten = mutation_ == kCountBehindFree ? 0 : s.counted[chunk.thread] + 1;
        if (mutation_ == kCountBeforeFree) s.counted[chunk.thread] = chunk.overwritten;
        return me.step = kGo, true;
      case kGo:
        return chunk.life = kFree, me.step = kCount, true;
      case kCount:
        if (mutation_ != kCountBeforeFree) ++s.counted[chunk.thread];
        return me.step = kClear, true;
      case kClear:
        return chunk.event = 0, me.step = kUnlock, true;
      case kUnlock:
        if (s.mutex == who) s.mutex = kNobody;
        return me.step = kName, true;
      case kName:
        chunk.thread = who, chunk.seq = me.seq, chunk.drained = 0, chunk.overwritten = 0;
        chunk.life = kOpen;
        return me.step = kEvent, true;
      case kEvent:
        chunk.event = 1, ++s.committed[who];
        return me.step = kSeal, true;
      case kSeal:
        return chunk.life = kSealed, me.step = kPush, true;
      case kPush:
        s.queue[s.queued++] = me.chunk;
        ++me.seq;
        return me.step = kTake, true;
    }
    return false;
  }

  bool Drain(State& s) const {
    Agent& me = s.agents[kThreads];
    Chunk& chunk = s.chunks[me.chunk == kNobody ? 0 : me.chunk];
    switch (me.step) {
      case kLock:
        if (s.mutex != kNobody || (s.queued == 0 && s.noted == 0)) return false;
        std::copy(s.notes, s.notes + s.noted, s.pending);
        s.pendings = s.noted, s.noted = 0;
        me.chunk = kNobody;
        if (s.queued > 0) {
          me.chunk = Shift(s.queue, s.queued);
          s.chunks[me.chunk].life = kDraining;
        }
        return me.step = kNotes_, true;
      case kNotes_:
        if (s.pendings == 0) return me.step = me.chunk == kNobody ? kLock : kWrite, true;
        {
          uint8_t thread = Shift(s.pending, s.pendings);
          ++s.lost[thread], ++s.next[thread];
        }
        return true;
      case kWrite:
        s.is_wrong |= chunk.seq != s.next[chunk.thread];
        ++s.recorded[chunk.thread], s.next[chunk.thread] = chunk.seq + 1;
        return me.step = kNote, true;
      case kNote:
        return chunk.drained = 1, me.step = kWipe, true;
      case kWipe:
        return chunk.event = 0, me.step = kRelease, true;
      case kRelease:
        chunk.life = kFree, s.free |= static_cast<uint8_t>(1 << me.chunk);
        return me.step = kLock, true;
    }
    return false;
  }

  static uint8_t Shift(uint8_t* list, uint8_t& count) {
    uint8_t first = list[0];
    std::copy(list + 1, list + count, list);
    list[--count] = 0;
    return first;
  }

  Mutation mutation_;
};

TEST(PoliciesModel, OverwriteCountsEachEventThatItTakes) {
  size_t states = 0;
  EXPECT_EQ(Explore(OverwriteModel(OverwriteModel::kNone), &states), "");
  EXPECT_GT(states, 1000u);
}

TEST(PoliciesModel, NoticesMistakesOfOverwrite) {
  EXPECT_NE(Explore(OverwriteModel(OverwriteModel::kCountBehindFree)), "");
  EXPECT_NE(Explore(OverwriteModel(OverwriteModel::kCountBeforeFree)), "");
  EXPECT_NE(Explore(OverwriteModel(OverwriteModel::kNoteBehindLock)), "");
}

// One chunk of five words. An event is a word; a loss record two: the header, and how many.
class DropModel {
 public:
  enum Mutation { kNone, kNoCount, kHeaderFirst, kClearLast, kDoneEarly, kNoLock };
  static constexpr uint8_t kWords = 5, kEvents = 8, kEvent = 1, kLoss = 2, kUnset = 7;
  enum : uint8_t { kNobody, kProducer, kDrain };

  struct State {
    uint8_t words[kWords] = {}, position = 0, claimed = 0, drained = 0, mutex = kNobody;
    uint8_t is_rewinding = 0, rewound = 0, carried = 0;  // losses among what a rewind takes
    uint8_t committed = 0, recorded = 0, lost = 0, is_wrong = 0;
    uint8_t step = 0, at = 0, watching = 0, part = 0;
  };
  explicit DropModel(Mutation mutation) : mutation_(mutation) {}

  const char* Check(const State& s) const {
    if (s.is_wrong) return "a block holds what is no record";
    Totals rest = Read(s, s.drained, kWords);
    int lost = s.lost + rest.lost;
    bool has_loss = s.claimed == kWords || s.words[s.claimed] != 0;
    if (s.is_rewinding != 0 && !has_loss) lost += s.rewound;
    if (s.recorded + rest.events + lost != s.committed) return "the books do not balance";
    return "";
  }

  template <typename Keep>
  void Steps(const State& from, Keep keep) const {
    State s = from;
    if (Produce(s)) keep(s);
    s = from;
    if (Watch(s)) keep(s);
  }

 private:
  struct Totals {
    int events = 0, lost = 0, words = 0;
  };
  enum { kStore, kBegin, kZero, kClear, kPayload, kHeader, kDone };

  // To the first word that is none.
  static Totals Read(const State& s, uint8_t from, uint8_t to) {
    Totals totals;
    for (uint8_t at = from; at < to && s.words[at] != 0;) {
      if (s.words[at] == kEvent) {
        ++totals.events, ++at;
      } else {
        totals.lost += at + 1 < kWords ? s.words[at + 1] : 0;
        at += 2;
      }
      totals.words = at - from;
    }
    return totals;
  }

  bool Produce(State& s) const {
    uint8_t* region = s.words + s.claimed;
    switch (s.step) {
      case kStore:
        if (s.committed == kEvents) return false;
        if (s.position == kWords) {
          // No room for a count: it waits for another chunk, which is not this model's matter.
          if (s.claimed > kWords - 3 || s.mutex != kNobody) return false;
          if (mutation_ != kNoLock) s.mutex = kProducer;
          return s.step = kBegin, true;
        }
        s.words[s.position++] = kEvent, ++s.committed;
        return true;
      case kBegin: {
        Totals taken = Read(s, s.claimed, kWords);
        s.rewound = static_cast<uint8_t>(taken.events + taken.lost);
        s.is_rewinding = mutation_ != kNoCount;
        return s.step = kZero, true;
      }
      case kZero:
        region[0] = 0;
        s.at = 1;
        return s.step = mutation_ == kClearLast ? kPayload : kClear, true;
      case kClear:
        if (s.claimed + s.at < kWords) return region[s.at++] = 0, true;
        return s.step = mutation_ == kClearLast ? kDone : kPayload, true;
      case kPayload:
        if (mutation_ == kHeaderFirst) region[0] = kLoss;
        if (mutation_ == kDoneEarly) s.is_rewinding = 0;
        if (mutation_ != kHeaderFirst) region[1] = s.rewound;
        return s.step = kHeader, true;
      case kHeader:
        region[0] = kLoss, region[1] = s.rewound;
        s.at = 2;
        return s.step = mutation_ == kClearLast ? kClear : kDone, true;
      case kDone:
        s.is_rewinding = 0, s.rewound = 0, s.at = 0;
        s.position = s.claimed + 2;
        if (s.mutex == kProducer) s.mutex = kNobody;
        return s.step = kStore, true;
    }
    return false;
  }

  // Claims under the lock, writes outside of it.
  bool Watch(State& s) const {
    if (s.watching == 0) {
      if (s.mutex != kNobody || s.position <= s.claimed) return false;
      s.part = s.claimed;
      s.claimed = s.position;
      return s.watching = 1, true;
    }
    if (s.watching == 1) {
      Totals part = Read(s, s.part, s.claimed);
      s.is_wrong |= part.words != s.claimed - s.part;
      // Written and noted in one step: that a block is found twice is model_test.cc's matter.
      s.recorded += static_cast<uint8_t>(part.events), s.lost += static_cast<uint8_t>(part.lost);
      s.drained = s.claimed, s.part = 0;
      return s.watching = 0, true;
    }
    return false;
  }

  Mutation mutation_;
};

TEST(PoliciesModel, DropCountsEachEventThatItRewinds) {
  size_t states = 0;
  EXPECT_EQ(Explore(DropModel(DropModel::kNone), &states), "");
  EXPECT_GT(states, 100u);
}

TEST(PoliciesModel, NoticesMistakesOfDrop) {
  EXPECT_NE(Explore(DropModel(DropModel::kNoCount)), "");
  EXPECT_NE(Explore(DropModel(DropModel::kHeaderFirst)), "");
  EXPECT_NE(Explore(DropModel(DropModel::kClearLast)), "");
  EXPECT_NE(Explore(DropModel(DropModel::kDoneEarly)), "");
  EXPECT_NE(Explore(DropModel(DropModel::kNoLock)), "");
}

// One thread, one chunk of two events, two slots. Places are chunk * 2 + event.
class SpillModel {
 public:
  enum Mutation { kNone, kFreeFirst, kWordsLast, kNoLook, kClearLate };
  static constexpr uint8_t kEvents = 8, kSlots = 2;
  enum : uint8_t { kNobody, kProducer, kDrain };

  struct Copy {
    uint8_t is_sealed = 0, seq = 0, drained = 0, words = 0, has_words = 0;
  };
  struct State {
    uint8_t life = kOpen, seq = 0, words = 0, drained = 0, claimed = 0, mutex = kNobody;
    Copy slots[kSlots];
    uint8_t used = 0, queue[kSlots] = {}, queued = 0;
    uint8_t committed = 0, written = 0, is_wrong = 0;
    uint8_t step = 0, slot = 0, watching = 0, part_end = 0, popped = 0;
  };
  explicit SpillModel(Mutation mutation) : mutation_(mutation) {}

  const char* Check(const State& s) const {
    if (s.is_wrong) return "a thread's chunks change their order";
    bool found[kEvents] = {};
    for (uint8_t place = 0; place < s.written; ++place) found[place] = true;
    auto add = [&](uint8_t seq, uint8_t from, uint8_t to) {
      for (uint8_t at = from; at < to; ++at) found[seq * 2 + at] = true;
    };
    if (s.life != kFree) add(s.seq, s.drained, s.words);
    for (const Copy& copy : s.slots) {
      if (copy.is_sealed && copy.has_words) add(copy.seq, copy.drained, copy.words);
    }
    for (uint8_t place = 0; place < kEvents; ++place) {
      if (found[place] != (place < s.committed)) return "an event is lost, or invented";
    }
    return "";
  }

  template <typename Keep>
  void Steps(const State& from, Keep keep) const {
    State s = from;
    if (Produce(s)) keep(s);
    s = from;
    if (Drain(s)) keep(s);
  }

 private:
  enum { kStore, kCopy, kEntry, kGo, kClear, kPush, kReopen };
  enum { kLook, kPrefix, kSpilled, kForget };

  bool Produce(State& s) const {
    switch (s.step) {
      case kStore:
        if (s.committed == kEvents) return false;
        if (s.words < 2) return ++s.words, ++s.committed, true;
        if (s.mutex != kNobody || s.used == (1 << kSlots) - 1) return false;
        // A prefix on its way to the segment: the drain must find the chunk again behind that.
        if (s.drained != s.claimed && mutation_ != kNoLook) return false;
        s.mutex = kProducer;
        s.slot = s.used & 1 ? 1 : 0;
        s.used |= static_cast<uint8_t>(1 << s.slot);
        return s.step = mutation_ == kFreeFirst ? kGo : kCopy, true;
      case kCopy:
        s.slots[s.slot] = {0, s.seq, s.drained, s.words, mutation_ != kWordsLast};
        return s.step = kEntry, true;
      case kEntry:
        s.slots[s.slot].is_sealed = 1;
        return s.step = mutation_ == kFreeFirst ? kClear : kGo, true;
      case kGo:
        s.life = kFree;
        if (mutation_ == kFreeFirst) return s.step = kCopy, true;
        return s.step = mutation_ == kClearLate ? kPush : kClear, true;
      case kClear:
        s.slots[s.slot].has_words = 1;
        s.words = 0;
        return s.step = mutation_ == kClearLate ? kStore : kPush, true;
      case kPush:
        s.queue[s.queued++] = s.slot;
        s.mutex = kNobody;
        return s.step = kReopen, true;
      case kReopen:
        ++s.seq, s.drained = s.claimed = 0, s.life = kOpen;
        return s.step = mutation_ == kClearLate ? kClear : kStore, true;
    }
    return false;
  }

  bool Drain(State& s) const {
    switch (s.watching) {
      case kLook:
        if (s.queued > 0) {
          s.popped = s.queue[0], s.queue[0] = s.queue[1], s.queue[1] = 0, --s.queued;
          return s.watching = kSpilled, true;
        }
        // A prefix of the open chunk, if all before it is written.
        if (s.mutex != kNobody || s.life != kOpen || s.step == kReopen) return false;
        if (s.words <= s.claimed || s.written != s.seq * 2 + s.claimed) return false;
        s.claimed = s.part_end = s.words;
        s.written = s.seq * 2 + s.words;
        return s.watching = kPrefix, true;
      case kPrefix:
        s.drained = s.part_end, s.part_end = 0;
        return s.watching = kLook, true;
      case kSpilled: {
        const Copy& copy = s.slots[s.popped];
        s.is_wrong |= copy.seq * 2 + copy.drained > s.written;
        s.written = std::max<uint8_t>(s.written, copy.seq * 2 + copy.words);
        return s.watching = kForget, true;
      }
      case kForget:
        s.slots[s.popped] = {};
        s.used &= static_cast<uint8_t>(~(1 << s.popped));
        s.popped = 0;
        return s.watching = kLook, true;
    }
    return false;
  }

  Mutation mutation_;
};

TEST(PoliciesModel, SpillLosesNothing) {
  size_t states = 0;
  EXPECT_EQ(Explore(SpillModel(SpillModel::kNone), &states), "");
  EXPECT_GT(states, 100u);
}

TEST(PoliciesModel, NoticesMistakesOfSpill) {
  EXPECT_NE(Explore(SpillModel(SpillModel::kFreeFirst)), "");
  EXPECT_NE(Explore(SpillModel(SpillModel::kWordsLast)), "");
  EXPECT_NE(Explore(SpillModel(SpillModel::kNoLook)), "");
  EXPECT_NE(Explore(SpillModel(SpillModel::kClearLate)), "");
}

}  // namespace
}  // namespace scope
