// The drain thread. See drain.h.
#include "drain.h"

#include <pthread.h>
#include <signal.h>

#include <cerrno>
#include <limits>
#include <system_error>

#include "clock.h"
#include "faults.h"

namespace scope {
namespace {

constexpr int kTickMs = 1;  // precision of times where a producer does not move for long
constexpr int kSlowTickMs = 4;
// A program that may be governed pays with precision: 250 ticks a second are one percent of it.
constexpr int kTunableTickMs = 20;
// So long after such a standstill the next one is expected.
constexpr uint64_t kFastNs = 100 * kNsPerMillisecond;
// A prefix is written when its thread has stood still for this long: a few ticks, so that stores on
// their way between processors have long arrived, and well below the 100 ms that readers may
// expect.
constexpr uint64_t kIdleNs = 20 * kNsPerMillisecond;
constexpr int kParkCheckMs = 50;
constexpr int kTunableParkMs = 50;
constexpr uint32_t kAll = std::numeric_limits<uint32_t>::max();

}  // namespace

Drain::Drain(Ring* ring, Registry* registry, Journal* journal, bool is_tunable,
             std::function<void(const char*)> on_close)
    : ring_(ring),
      registry_(registry),
      journal_(journal),
      is_tunable_(is_tunable),
      on_close_(std::move(on_close)) {}

Drain::~Drain() {
  if (!thread_.joinable()) return;
  RequestClose("exit");
  thread_.join();
}

Status Drain::Start() {
  int error = FailPoint("eventfd");
  if (error != 0 || !closed_.is_open() || !ring_->bell().is_open()) {
    return Status::Errno(error != 0 ? error : EMFILE, "cannot make an event descriptor");
  }
  // The guest's signals stay with the guest's threads.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  Status status;
  try {
    if (int error = FailPoint("thread")) throw std::system_error(error, std::generic_category());
    thread_ = std::thread([this] { Loop(); });
    pthread_setname_np(thread_.native_handle(), "scope-drain");
  } catch (const std::system_error& error) {
    status = Status::Errno(error.code().value(), "cannot start the drain thread");
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return status;
}

void Drain::Flush() {
  std::unique_lock lock(flush_mutex_);
  uint64_t ticket = ++flush_wanted_;
  ring_->bell().Strike();
  flushed_.wait(lock, [&] { return finished_ || flush_done_ >= ticket; });
}

void Drain::RequestClose(const char* reason) {
  const char* none = nullptr;
  close_reason_.compare_exchange_strong(none, reason);
  ring_->bell().Strike();
}

bool Drain::WaitClosed(int timeout_ms) { return closed_.Watch(timeout_ms); }

void Drain::Loop() {
  while (close_reason_.load() == nullptr) {
    TakeArrivals();
    WriteSealed(kAll);
    Pace pace = WatchProducers(NowNs());
    EndThreads();
    ServeFlush();
    ShareCpu();
    if (pace == Pace::kFast || pace == Pace::kSlow) {
      ring_->bell().Wait(pace == Pace::kFast ? kTickMs
                         : is_tunable_       ? kTunableTickMs
                                             : kSlowTickMs);
    } else {
      Park(pace);
    }
  }
  Finish();
}

void Drain::ShareCpu() {
  if (!is_tunable_ || watches_.empty()) return;
  uint64_t now = ThreadCpuNs();
  uint64_t share = (now - shared_cpu_) / watches_.size();
  for (auto& [thread, watch] : watches_) watch.producer->AddDrainCpu(share);
  shared_cpu_ = now;
}

void Drain::TakeArrivals() {
  for (std::unique_ptr<Producer>& producer : registry_->TakeArrivals()) {
    uint32_t thread = producer->thread();
    watches_[thread].producer = std::move(producer);
  }
}

Drain::Watch* Drain::Find(uint32_t thread) {
  auto found = watches_.find(thread);
  if (found != watches_.end()) return &found->second;
  TakeArrivals();
  found = watches_.find(thread);
  return found == watches_.end() ? nullptr : &found->second;
}

bool Drain::WriteSealed(uint32_t most) {
  bool any = false;
  for (uint32_t count = 0; count < most; ++count) {
    overwritten_.clear();
    std::optional<uint32_t> index = ring_->NextSealed(&overwritten_);
    for (const OverwrittenChunk& chunk : overwritten_) {
      journal_->WriteWords(chunk.thread, chunk.words, chunk.chunk_seq, chunk.chunk_offset);
      if (Watch* watch = Find(chunk.thread)) watch->next_chunk = chunk.chunk_seq + 1;
    }
    if (!index) break;
    if (std::optional<uint32_t> slot = ring_->SpillSlot(*index)) {
      WriteSpilled(*slot);
    } else {
      WriteChunk(*index);
    }
    any = true;
  }
  return any;
}

void Drain::WriteChunk(uint32_t index) {
  Arena& arena = ring_->arena();
  ChunkEntry& entry = arena.chunk(index);
  uint32_t drained = Atomic(entry.drained_words).load(std::memory_order_relaxed);
  uint32_t sealed = entry.sealed_words;
  if (sealed > drained) {
    Words words(arena.words() + arena.ChunkWord(index) + drained, sealed - drained);
    journal_->SetHaste(ring_->IsBehind());
    journal_->WriteWords(entry.thread, words, entry.chunk_seq, drained);
    KillPoint("drain, written");
    // Behind the write: after a kill in between, the reader finds the block twice, never not at
    // all.
    Atomic(entry.drained_words).store(sealed, std::memory_order_release);
    KillPoint("drain, noted");
  }
  if (Watch* watch = Find(entry.thread)) watch->next_chunk = entry.chunk_seq + 1;
  ring_->Release(index, sealed);
}

void Drain::WriteSpilled(uint32_t slot) {
  Spill& spill = ring_->spill();
  const ChunkEntry& entry = spill.entry(slot);
  Result<Words> words = spill.Read(slot);
  if (words.ok()) {
    journal_->WriteWords(entry.thread, words.value(), entry.chunk_seq, entry.drained_words);
  } else {
    journal_->LoseWords(entry.thread, spill.event_count(slot), words.status());
  }
  KillPoint("spill, drained");
  if (Watch* watch = Find(entry.thread)) watch->next_chunk = entry.chunk_seq + 1;
  spill.Free(slot);
}

Drain::Pace Drain::WatchProducers(uint64_t now) {
  Pace pace = Pace::kIdle;
  for (auto& [thread, watch] : watches_) {
    if (watch.producer->TookLong()) fast_until_ = now + kFastNs;
    int32_t position = watch.producer->position();
    if (position != watch.position) {
      watch.position = position;
      watch.moved_at = now;
      watch.is_marked = false;
      Atomic(watch.producer->control().limit).store(0, std::memory_order_relaxed);
      pace = std::min(pace, now < fast_until_ ? Pace::kFast : Pace::kSlow);
    } else {
      if (!watch.is_marked) watch.producer->MarkIdle(position, watch.moved_at);
      watch.is_marked = true;
      if (now - watch.moved_at < kIdleNs) {
        pace = std::min(pace, Pace::kStill);
      } else {
        WritePrefix(&watch, position);
      }
    }
  }
  return pace;
}

void Drain::WritePrefix(Watch* watch, std::optional<int32_t> still_at) {
  ring_->SetFlushing(true);
  if (auto part = watch->producer->Claim(watch->next_chunk, still_at)) WritePart(*watch, *part);
  ring_->SetFlushing(false);
}

void Drain::WritePart(const Watch& watch, const Producer::Part& part) {
  journal_->WriteWords(watch.producer->thread(), part.words, part.chunk_seq, part.offset);
  KillPoint("prefix, written");
  uint32_t drained = part.offset + static_cast<uint32_t>(part.words.size());
  Atomic(ring_->arena().chunk(part.chunk).drained_words).store(drained, std::memory_order_release);
}

void Drain::EndThreads() {
  for (auto at = watches_.begin(); at != watches_.end();) {
    Watch& watch = at->second;
    std::optional<uint64_t> last = watch.producer->LastChunk();
    if (!last || watch.next_chunk <= *last) {
      ++at;
      continue;
    }
    journal_->EndThread(at->first);
    registry_->Return(*watch.producer);
    at = watches_.erase(at);
  }
}

void Drain::ServeFlush() {
  uint64_t wanted;
  {
    std::lock_guard lock(flush_mutex_);
    if (flush_wanted_ == flush_done_) return;
    wanted = flush_wanted_;
  }
  TakeArrivals();
  WriteSealed(kAll);
  for (auto& [thread, watch] : watches_) WritePrefix(&watch, std::nullopt);
  std::lock_guard lock(flush_mutex_);
  flush_done_ = wanted;
  flushed_.notify_all();
}

// Asks every probe for a Turn and sleeps: until a prefix is due, or, after a while for stores that
// were on their way, for good (or a while more, where levels may change).
void Drain::Park(Pace pace) {
  ring_->SetParked(true);
  for (auto& [thread, watch] : watches_) {
    Atomic(watch.producer->control().limit).store(0, std::memory_order_seq_cst);
  }
  if (pace == Pace::kStill) {
    ring_->bell().Wait(static_cast<int>(kIdleNs / kNsPerMillisecond));
  } else if (!ring_->bell().Wait(kParkCheckMs) && !SomethingHappened()) {
    ring_->bell().Wait(is_tunable_ ? kTunableParkMs : Bell::kForever);
  }
  ring_->SetParked(false);
}

bool Drain::SomethingHappened() {
  if (registry_->HasArrivals()) return true;
  for (auto& [thread, watch] : watches_) {
    if (watch.producer->position() != watch.position || watch.producer->LastChunk()) return true;
  }
  return false;
}

// Writes what there is. Threads that still run lose what they emit from now on: they are retired
// first, because a chunk that one seals behind the last look at the queue would be lost with all
// that it holds, and not be counted.
void Drain::Finish() {
  TakeArrivals();
  std::vector<std::pair<const Watch*, Producer::Part>> rests;
  for (auto& [thread, watch] : watches_) {
    if (auto rest = watch.producer->Retire()) rests.emplace_back(&watch, *rest);
  }
  KillPoint("retired");
  WriteSealed(ring_->most_sealed());
  for (const auto& [watch, rest] : rests) WritePart(*watch, rest);
  for (auto& [thread, watch] : watches_) journal_->EndThread(thread);
  ring_->Close();
  on_close_(close_reason_.load());
  {
    std::lock_guard lock(flush_mutex_);
    finished_ = true;
    flushed_.notify_all();
  }
  closed_.Strike();
}

}  // namespace scope
