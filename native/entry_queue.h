// Entries on their way into the cache: a module does not wait for its file before it runs. A thread
// of low priority writes them, in order and many at once; it starts with the first one. Whoever
// wants one of them back writes what is before it, and the process's end all; after SIGKILL those
// that wait are lost, and the next start makes them again. Any thread may call.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "entry.h"

namespace scope {

class EntryQueue {
 public:
  // The process's, which is never destroyed: threads may still be there when static objects are.
  static EntryQueue& Of();

  // False: an entry could not be written into that folder, so this one is not tried.
  bool Add(const std::string& folder, const std::string& key, EntryHead head,
           std::vector<uint8_t> frame, std::vector<uint8_t> code);
  void WaitFor(const std::string& key);
  // Whether nobody need look for the entry: soon behind the first question, where the folder had
  // none at all then. To look up a name waits for whoever writes into the folder.
  bool SurelyLacks(const std::string& folder, const std::string& key);
  void Flush();

 private:
  struct Waiting {
    std::string folder;
    std::string key;
    EntryHead head;
    std::vector<uint8_t> frame;
    std::vector<uint8_t> code;
  };

  void Start();
  void Loop();
  template <typename Condition>
  void WriteWhile(std::unique_lock<std::mutex>& lock, Condition is_needed);
  void WriteFirst(std::unique_lock<std::mutex>& lock);
  static bool Write(const Waiting& entry);
  static size_t BytesOf(const Waiting& entry);

  std::mutex mutex_;
  std::condition_variable added_;
  std::condition_variable written_;
  std::deque<Waiting> waiting_;
  bool is_writing_ = false;  // the first one
  size_t bytes_ = 0;
  std::set<std::string> failed_;  // folders
  // The first folder that was asked for, where it had no entry, until others may have added some.
  struct Fresh {
    std::string folder;
    std::chrono::steady_clock::time_point end;
    std::unordered_set<std::string> added;
    bool Holds(const std::string& asked) const;
  };
  std::optional<Fresh> fresh_;
  enum { kIdle, kRunning, kWithoutThread } state_ = kIdle;
};

}  // namespace scope
