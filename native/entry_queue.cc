// See entry_queue.h.
#include "entry_queue.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace scope {
namespace {

using Clock = std::chrono::steady_clock;

// More than that does not wait: who adds it writes instead.
constexpr size_t kMostBytes = size_t{64} << 20;
// The thread wakes up for so much, or so long behind the first: each time costs a switch.
constexpr size_t kBatchBytes = size_t{1} << 20;
constexpr std::chrono::milliseconds kPause{20};
constexpr int kNice = 10;
// Processes that start together have each other's entries behind that.
constexpr std::chrono::seconds kFreshTime{2};

}  // namespace

EntryQueue& EntryQueue::Of() {
  static EntryQueue& queue = *new EntryQueue;
  return queue;
}

bool EntryQueue::Add(const std::string& folder, const std::string& key, EntryHead head,
                     std::vector<uint8_t> frame, std::vector<uint8_t> code) {
  std::unique_lock lock(mutex_);
  if (failed_.contains(folder)) return false;
  if (!fresh_) fresh_ = Fresh{folder, Clock::now(), {}};  // nobody asked before
  if (fresh_->Holds(folder)) fresh_->added.insert(key);
  Waiting entry{folder, key, head, std::move(frame), std::move(code)};
  if (state_ == kIdle) Start();
  if (state_ == kWithoutThread) {
    bool is_written = Write(entry);
    if (!is_written) failed_.insert(folder);
    return is_written;
  }
  WriteWhile(lock, [this] { return bytes_ >= kMostBytes; });
  size_t before = bytes_;
  bytes_ += BytesOf(entry);
  waiting_.push_back(std::move(entry));
  bool is_batch = before < kBatchBytes && bytes_ >= kBatchBytes;
  if (waiting_.size() == 1 || is_batch) added_.notify_one();
  return true;
}

void EntryQueue::WaitFor(const std::string& key) {
  std::unique_lock lock(mutex_);
  WriteWhile(lock, [this, &key] {
    return std::any_of(waiting_.begin(), waiting_.end(),
                       [&key](const Waiting& entry) { return entry.key == key; });
  });
}

bool EntryQueue::SurelyLacks(const std::string& folder, const std::string& key) {
  std::lock_guard lock(mutex_);
  if (!fresh_) {
    bool has_entries = Entry::AreIn(folder);
    Clock::time_point now = Clock::now();
    fresh_ = Fresh{folder, has_entries ? now : now + kFreshTime, {}};
  }
  return fresh_->Holds(folder) && !fresh_->added.contains(key);
}

bool EntryQueue::Fresh::Holds(const std::string& asked) const {
  return asked == folder && Clock::now() < end;
}

void EntryQueue::Flush() {
  std::unique_lock lock(mutex_);
  WriteWhile(lock, [this] { return !waiting_.empty(); });
}

// The writer may be far from its next turn.
template <typename Condition>
void EntryQueue::WriteWhile(std::unique_lock<std::mutex>& lock, Condition is_needed) {
  while (is_needed()) {
    if (is_writing_) {
      written_.wait(lock);
    } else {
      WriteFirst(lock);
    }
  }
}

bool EntryQueue::Write(const Waiting& entry) {
  std::vector<uint8_t> bytes = Entry::Encode(entry.head, entry.frame, entry.code);
  return Entry::Write(entry.folder, entry.key, bytes).ok();
}

size_t EntryQueue::BytesOf(const Waiting& entry) { return entry.frame.size() + entry.code.size(); }

// The guest's signals stay with the guest's threads.
void EntryQueue::Start() {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    std::thread thread([this] { Loop(); });
    pthread_setname_np(thread.native_handle(), "scope-cache");
    thread.detach();
    state_ = kRunning;
  } catch (const std::system_error&) {
    state_ = kWithoutThread;
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void EntryQueue::Loop() {
  // Of this thread alone: it shall not take a core from those that run the program.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
  std::unique_lock lock(mutex_);
  while (true) {
    added_.wait(lock, [this] { return !waiting_.empty(); });
    added_.wait_for(lock, kPause, [this] { return bytes_ >= kBatchBytes; });
    while (!waiting_.empty() && !is_writing_) WriteFirst(lock);
    written_.wait(lock, [this] { return !is_writing_; });
  }
}

// One thread at a time: the last entry with a key is the one that stays.
void EntryQueue::WriteFirst(std::unique_lock<std::mutex>& lock) {
  is_writing_ = true;
  const Waiting& entry = waiting_.front();  // others only add behind it
  lock.unlock();
  bool is_written = Write(entry);
  lock.lock();
  is_writing_ = false;
  if (!is_written) failed_.insert(entry.folder);
  bytes_ -= BytesOf(entry);
  waiting_.pop_front();
  written_.notify_all();
}

}  // namespace scope
