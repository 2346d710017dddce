// See entry_queue.h.
#include "entry_queue.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <system_error>
#include <thread>
#include <utility>

namespace scope {
namespace {

// More than that does not wait: who adds it waits instead.
constexpr size_t kMostBytes = size_t{64} << 20;

}  // namespace

EntryQueue& EntryQueue::Of() {
  static EntryQueue& queue = *new EntryQueue;
  return queue;
}

bool EntryQueue::Add(const std::string& folder, const std::string& key, EntryHead head,
                     std::vector<uint8_t> frame, std::vector<uint8_t> code) {
  std::unique_lock lock(mutex_);
  if (failed_.contains(folder)) return false;
  Waiting entry{folder, key, head, std::move(frame), std::move(code)};
  if (state_ == kIdle) Start();
  if (state_ == kWithoutThread) {
    bool is_written = Write(entry);
    if (!is_written) failed_.insert(folder);
    return is_written;
  }
  written_.wait(lock, [this] { return bytes_ < kMostBytes; });
  bytes_ += BytesOf(entry);
  waiting_.push_back(std::move(entry));
  added_.notify_one();
  return true;
}

void EntryQueue::WaitFor(const std::string& key) {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this, &key] {
    return std::none_of(waiting_.begin(), waiting_.end(),
                        [&key](const Waiting& entry) { return entry.key == key; });
  });
}

void EntryQueue::Flush() {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [this] { return waiting_.empty(); });
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
  std::unique_lock lock(mutex_);
  while (true) {
    added_.wait(lock, [this] { return !waiting_.empty(); });
    const Waiting& entry = waiting_.front();  // others only add behind it
    lock.unlock();
    bool is_written = Write(entry);
    lock.lock();
    if (!is_written) failed_.insert(entry.folder);
    bytes_ -= BytesOf(entry);
    waiting_.pop_front();
    written_.notify_all();
  }
}

}  // namespace scope
