// Every interleaving of the atomic steps by which two producers and the drain pass three chunks on
// (ring.cc, queues.cc; backpressure `block`). The steps are restated here, sequentially consistent:
// what weaker orders may do is ThreadSanitizer's matter. In every state that can be reached:
//
//   - a chunk has one owner, and is free and empty when it is taken (so no ABA);
//   - the drain writes each chunk once, whole, in the order of its thread;
//   - a kill here loses no committed event and invents none: a reader finds it in the segments or
//     in a chunk that is not FREE;
//   - all can still come to their end, whenever the drain closes the ring (no deadlock).
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scope {
namespace {

enum class Mutation { kNone, kNoTag, kFreeBeforeWrite, kTurnBeforeCell, kForgetToWake };
enum Life : uint8_t { kFree, kOpen, kSealed, kDraining };
enum Step : uint8_t {
  kTryHead,
  kTryNext,
  kTrySwap,
  kLock,
  kHead,
  kNext,
  kSwap,
  kAsleep,
  kAwake,
  kOpenIt,
  kSealIt,
  kTail,
  kCell,
  kTurn,
  kPop,
  kPopTurn,
  kMark,
  kWrite,
  kNote,
  kClear,
  kRelease,
  kPushHead,
  kPushNext,
  kPushSwap,
  kNotify,
  kClose,
  kDone,
};

constexpr uint8_t kChunks = 3, kCells = 4, kProducers = 2, kDrain = 2, kEvents = 2, kNobody = 9;

struct Head {
  uint8_t tag = 0, top = 0;  // index + 1
  bool operator==(const Head&) const = default;
};
struct Chunk {
  uint8_t life = kFree, thread = 0, seq = 0, drained = 0, event = 0, owner = kNobody, next = 0;
};
struct Agent {
  uint8_t step = kTryHead, chunk = 0, seq = 0, next = 0, at = 0;
  Head head;
};
struct State {
  Head head;
  Chunk chunks[kChunks];
  struct {
    uint8_t turn, index;
  } cells[kCells];
  uint8_t tail = 0, front = 0, mutex = kNobody, waiters = 0, closed = 0;
  uint8_t committed[kProducers] = {}, written[kProducers] = {};
  Agent agents[kProducers + 1];
};
static_assert(alignof(State) == 1);  // no padding: states compare as bytes

class Model {
 public:
  explicit Model(Mutation mutation) : mutation_(mutation) {}

  // The first property that does not hold, or nothing.
  std::string Explore() {
    State first;
    for (uint8_t at = 0; at < kCells; ++at) first.cells[at] = {at, 0};
    for (uint8_t index = kChunks; index-- > 0;) {
      first.chunks[index].next = first.head.top;
      first.head.top = index + 1;
    }
    first.agents[kDrain].step = kPop;
    Reach(first);
    for (size_t id = 0; id < states_.size() && problem_.empty(); ++id) {
      CheckKill(states_[id]);
      for (uint8_t who = 0; who <= kDrain; ++who) Advance(states_[id], id, who);
    }
    if (problem_.empty()) CheckEnds();
    return problem_;
  }
  size_t state_count() const { return states_.size(); }

 private:
  size_t Reach(const State& state) {
    std::string key(reinterpret_cast<const char*>(&state), sizeof state);
    auto [found, is_new] = ids_.try_emplace(std::move(key), states_.size());
    if (is_new) {
      states_.push_back(state);
      before_.emplace_back();
    }
    return found->second;
  }

  void Fail(const char* what) {
    if (problem_.empty()) problem_ = what;
  }

  void Advance(State state, size_t from, uint8_t who) {
    auto keep = [&](const State& after) {
      size_t to = Reach(after);
      before_[to].push_back(static_cast<uint32_t>(from));
    };
    Agent& me = state.agents[who];
    if (me.step == kPop && state.cells[state.front % kCells].turn != state.front + 1) {
      me.step = kClose;  // the drain may be asked to end whenever there is nothing to do
      return keep(state);
    }
    if (me.step == kNotify) return Notify(state, keep);
    if (who == kDrain ? DrainStep(state, me) : ProducerStep(state, me, who)) keep(state);
  }

  // False where the step has to wait.
  bool ProducerStep(State& s, Agent& me, uint8_t who) {
    Chunk& chunk = s.chunks[me.chunk];
    switch (me.step) {
      case kTryHead:
        me.head = s.head;
        me.step = s.closed ? kDone : me.head.top == 0 ? kLock : kTryNext;
        return true;
      case kLock:
      case kAwake:
        if (s.mutex != kNobody) return false;
        s.mutex = who;
        if (me.step == kLock) ++s.waiters;
        me.step = kHead;
        return true;
      case kHead:
        me.head = s.head;
        if (!s.closed && me.head.top != 0) return me.step = kNext, true;
        s.mutex = kNobody;
        if (s.closed) --s.waiters;
        me.step = s.closed ? kDone : kAsleep;
        return true;
      case kTryNext:
      case kNext:
        me.next = s.chunks[me.head.top - 1].next;
        me.step = me.step == kNext ? kSwap : kTrySwap;
        return true;
      case kTrySwap:
      case kSwap:
        return Take(s, me, who), true;
      case kOpenIt:
        chunk.life = kOpen, chunk.thread = who, chunk.seq = me.seq, chunk.drained = 0;
        chunk.event = me.seq + 1;
        s.committed[who] = me.seq + 1;
        me.step = kSealIt;
        return true;
      case kSealIt:
        chunk.life = kSealed;
        me.step = kTail;
        return true;
      case kTail:
        me.at = s.tail++;
        me.step = kCell;
        return true;
      case kCell:
      case kTurn:
        return Publish(s, me);
    }
    return false;
  }

  void Take(State& s, Agent& me, uint8_t who) {
    bool is_locked = me.step == kSwap;
    if (!(s.head == me.head)) {
      me.step = is_locked ? kHead : kTryHead;
      return;
    }
    me.chunk = me.head.top - 1;
    s.head = {Tag(me.head), me.next};
    Chunk& chunk = s.chunks[me.chunk];
    if (chunk.owner != kNobody) Fail("a chunk has two owners");
    if (chunk.life != kFree || chunk.event != 0) Fail("a chunk was taken that is not free");
    chunk.owner = who;
    if (is_locked) s.mutex = kNobody, --s.waiters;
    me.step = kOpenIt;
  }

  bool Publish(State& s, Agent& me) {
    auto& cell = s.cells[me.at % kCells];
    bool is_first = me.step == kCell;
    if (is_first && cell.turn != me.at) return false;
    bool is_index = is_first != (mutation_ == Mutation::kTurnBeforeCell);
    if (is_index) cell.index = me.chunk;
    if (!is_index) cell.turn = me.at + 1;
    me.step = is_first ? kTurn : ++me.seq == kEvents ? kDone : kTryHead;
    return true;
  }

  bool DrainStep(State& s, Agent& me) {
    Chunk& chunk = s.chunks[me.chunk];
    bool is_early = mutation_ == Mutation::kFreeBeforeWrite;
    switch (me.step) {
      case kPop:
        me.at = s.front++;
        me.chunk = s.cells[me.at % kCells].index;
        if (s.chunks[me.chunk].life != kSealed) Fail("the drain got a chunk that is not sealed");
        return me.step = kPopTurn, true;
      case kPopTurn:
        s.cells[me.at % kCells].turn = me.at + kCells;
        return me.step = kMark, true;
      case kMark:
        chunk.life = is_early ? kFree : kDraining;
        return me.step = kWrite, true;
      case kWrite:
        if (chunk.seq != s.written[chunk.thread]++) Fail("a thread's chunks change their order");
        if (chunk.event != chunk.seq + 1) Fail("a chunk is written that is not whole");
        return me.step = kNote, true;
      case kNote:
        chunk.drained = 1;
        return me.step = kClear, true;
      case kClear:
        chunk.event = 0;
        return me.step = kRelease, true;
      case kRelease:
        chunk.life = kFree, chunk.owner = kNobody;
        return me.step = kPushHead, true;
      case kPushHead:
        me.head = s.head;
        return me.step = kPushNext, true;
      case kPushNext:
        chunk.next = me.head.top;
        return me.step = kPushSwap, true;
      case kPushSwap:
        if (!(s.head == me.head)) return me.step = kPushHead, true;
        s.head = {Tag(me.head), static_cast<uint8_t>(me.chunk + 1)};
        me.step = kNotify;
        return true;
      case kClose:
        if (s.mutex != kNobody) return false;
        s.closed = 1;
        for (Agent& agent : s.agents) {
          if (agent.step == kAsleep && mutation_ != Mutation::kForgetToWake) agent.step = kAwake;
        }
        return me.step = kDone, true;
    }
    return false;
  }

  // Wakes any one of those that sleep; nobody decides which.
  template <typename Keep>
  void Notify(State state, Keep keep) {
    if (state.waiters != 0 && state.mutex != kNobody) return;
    state.agents[kDrain].step = kPop;
    bool anybody = false;
    for (uint8_t who = 0; who < kProducers; ++who) {
      if (state.waiters == 0 || state.agents[who].step != kAsleep) continue;
      State after = state;
      after.agents[who].step = kAwake;
      anybody = true;
      keep(after);
    }
    if (!anybody) keep(state);
  }

  uint8_t Tag(Head head) const {
    return mutation_ == Mutation::kNoTag ? 0 : static_cast<uint8_t>(head.tag + 1);
  }

  void CheckKill(const State& s) {
    for (uint8_t thread = 0; thread < kProducers; ++thread) {
      for (uint8_t seq = s.written[thread]; seq < s.committed[thread]; ++seq) {
        int found = 0;
        for (const Chunk& chunk : s.chunks) {
          bool is_read = chunk.life != kFree && chunk.drained == 0 && chunk.event == seq + 1;
          found += is_read && chunk.thread == thread && chunk.seq == seq;
        }
        if (found != 1) Fail("a kill loses a committed event, or doubles it");
      }
    }
  }

  // Backwards from where all are done: what is not met on the way can never end.
  void CheckEnds() {
    std::vector<bool> can_end(states_.size());
    std::vector<size_t> open;
    for (size_t id = 0; id < states_.size(); ++id) {
      bool is_done = true;
      for (const Agent& agent : states_[id].agents) is_done &= agent.step == kDone;
      if (is_done) can_end[id] = true, open.push_back(id);
    }
    while (!open.empty()) {
      size_t id = open.back();
      open.pop_back();
      for (uint32_t from : before_[id]) {
        if (!can_end[from]) can_end[from] = true, open.push_back(from);
      }
    }
    for (bool can : can_end) {
      if (!can) return Fail("somebody waits for ever");
    }
  }

  Mutation mutation_;
  std::string problem_;
  std::vector<State> states_;
  std::vector<std::vector<uint32_t>> before_;
  std::unordered_map<std::string, size_t> ids_;
};

TEST(Model, HoldsInEveryInterleavingAndAtEveryKill) {
  Model model(Mutation::kNone);
  EXPECT_EQ(model.Explore(), "");
  EXPECT_GT(model.state_count(), 1000u);
  RecordProperty("states", static_cast<int>(model.state_count()));
}

TEST(Model, NoticesEachMistake) {
  EXPECT_NE(Model(Mutation::kNoTag).Explore(), "");
  EXPECT_NE(Model(Mutation::kFreeBeforeWrite).Explore(), "");
  EXPECT_NE(Model(Mutation::kTurnBeforeCell).Explore(), "");
  EXPECT_EQ(Model(Mutation::kForgetToWake).Explore(), "somebody waits for ever");
}

}  // namespace
}  // namespace scope
