// Who has which site ids. An id belongs to one module of the process, in all of its threads: a
// module that is loaded again (in a worker, or once more) finds its ids by its key and is not
// written twice. Any thread may call.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

namespace scope {

class Sites {
 public:
  // First of `count` consecutive ids that nobody has: `preferred` where it fits, else the next gap
  // behind it, else the first one there is. From 1; 0 when there is no such gap.
  uint32_t Allocate(uint32_t count, uint32_t preferred);

  // Says that the module's record is on disk; from now on Find answers for it. The first one stays.
  void Publish(const std::string& key, uint32_t first_site);
  // First id of the module with this key; 0 when there is none on disk.
  uint32_t Find(const std::string& key) const;

 private:
  uint32_t FirstGap(uint32_t count, uint32_t from) const;

  mutable std::mutex mutex_;
  std::map<uint32_t, uint32_t> taken_;  // first id to the one behind the last
  std::unordered_map<std::string, uint32_t> published_;
};

}  // namespace scope
