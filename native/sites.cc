// Ranges of site ids and the modules that own them. See sites.h.
#include "sites.h"

#include <algorithm>
#include <iterator>

#include "format.h"

namespace scope {

uint32_t Sites::Allocate(uint32_t count, uint32_t preferred) {
  std::lock_guard lock(mutex_);
  uint32_t first = FirstGap(count, std::max(preferred, 1u));
  if (first == 0) first = FirstGap(count, 1);
  if (first == 0 || count == 0) return first;
  // Neighbours grow together, so that modules without a preference stay one entry.
  auto next = taken_.upper_bound(first);
  if (next != taken_.begin() && std::prev(next)->second == first) {
    std::prev(next)->second = first + count;
  } else {
    taken_[first] = first + count;
  }
  return first;
}

uint32_t Sites::FirstGap(uint32_t count, uint32_t from) const {
  auto next = taken_.upper_bound(from);
  if (next != taken_.begin()) from = std::max(from, std::prev(next)->second);
  while (next != taken_.end() && next->first - from < count) {
    from = next->second;
    ++next;
  }
  return from <= kMaxSites && count <= kMaxSites - from ? from : 0;
}

void Sites::Publish(const std::string& key, uint32_t first_site) {
  std::lock_guard lock(mutex_);
  published_.emplace(key, first_site);
}

uint32_t Sites::Find(const std::string& key) const {
  std::lock_guard lock(mutex_);
  auto found = published_.find(key);
  return found == published_.end() ? 0 : found->second;
}

}  // namespace scope
