// See keep.h and FORMAT.md, "Retention".
#include "keep.h"

#include <algorithm>

#include "json.h"

namespace scope {
namespace {

// One removal takes about an eighth of what is kept.
constexpr uint64_t kParts = 8;
// Smaller segments would hold little more than what each repeats at its beginning.
constexpr uint64_t kLeastSegmentBytes = 64 * 1024;

}  // namespace

uint64_t KeepLimits::SegmentBytes(uint64_t otherwise) const {
  return bytes == 0 ? otherwise : std::min(otherwise, std::max(bytes / kParts, kLeastSegmentBytes));
}

uint64_t KeepLimits::SegmentNs() const { return ns / kParts; }

void Keep::Counts::Add(const Counts& other) {
  recorded += other.recorded;
  for (uint32_t cause = 0; cause < kLossCauses; ++cause) lost[cause] += other.lost[cause];
  chunk_seq = other.chunk_seq;
  chunk_end = other.chunk_end;
}

uint64_t Keep::Counts::Sum() const {
  uint64_t sum = recorded;
  for (uint64_t count : lost) sum += count;
  return sum;
}

void Keep::Count(const BlockHeader& block, const uint64_t (&lost)[kLossCauses]) {
  if (!limits_.any()) return;
  Counts& counts = present_.threads[block.thread];
  counts.recorded += block.event_count;
  counts.chunk_seq = block.chunk_seq;
  counts.chunk_end = block.chunk_offset + block.raw_bytes / sizeof(uint32_t);
  for (uint32_t cause = 0; cause < kLossCauses; ++cause) counts.lost[cause] += lost[cause];
}

void Keep::EndThread(uint32_t thread) {
  if (limits_.any()) present_.ended.insert(thread);
}

void Keep::FinishSegment(uint32_t number, uint64_t bytes, uint64_t now) {
  if (!limits_.any()) return;
  present_.number = number;
  present_.bytes = bytes;
  present_.end_time = now;
  kept_bytes_ += bytes;
  kept_.push_back(std::move(present_));
  present_ = Segment();
}

std::vector<uint32_t> Keep::Expire(uint64_t present_bytes, uint64_t now) {
  std::vector<uint32_t> gone;
  while (!kept_.empty()) {
    const Segment& oldest = kept_.front();
    bool is_too_much = limits_.bytes != 0 && kept_bytes_ + present_bytes > limits_.bytes;
    bool is_too_old = limits_.ns != 0 && oldest.end_time + limits_.ns < now;
    if (!is_too_much && !is_too_old) break;
    Fold(oldest);
    gone.push_back(oldest.number);
    kept_bytes_ -= oldest.bytes;
    through_ = oldest.number;
    kept_.pop_front();
  }
  return gone;
}

void Keep::Fold(const Segment& segment) {
  for (const auto& [thread, counts] : segment.threads) expired_[thread].Add(counts);
  for (uint32_t thread : segment.ended) {
    ++ended_threads_;
    ended_events_ += expired_[thread].Sum();
    expired_.erase(thread);
  }
}

std::string Keep::Json() const {
  std::string threads = "[";
  for (const auto& [thread, counts] : expired_) {
    if (threads.size() > 1) threads += ",";
    threads += JsonObject()
                   .Number("thread", thread)
                   .Long("recorded", counts.recorded)
                   .Long("dropped", counts.lost[kLossDropped])
                   .Long("overwritten", counts.lost[kLossOverwritten])
                   .Long("chunkSeq", counts.chunk_seq)
                   .Number("chunkEnd", counts.chunk_end)
                   .Done();
  }
  return JsonObject()
      .Text("type", "expired")
      .Number("through", through_)
      .Raw("threads", threads + "]")
      .Number("endedThreads", ended_threads_)
      .Long("endedEvents", ended_events_)
      .Done();
}

}  // namespace scope
