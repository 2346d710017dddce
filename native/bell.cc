// A Bell is an eventfd: the one wake-up that works from a signal as well. See bell.h.
#include "bell.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace scope {

Bell::Bell() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Bell::~Bell() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Bell::Strike() {
  int saved = errno;
  uint64_t one = 1;
  // Fails only when the counter is full, that is, when the bell has been struck already.
  [[maybe_unused]] ssize_t written = write(descriptor_, &one, sizeof one);
  errno = saved;
}

bool Bell::Watch(int timeout_ms) {
  pollfd entry{descriptor_, POLLIN, 0};
  return poll(&entry, 1, timeout_ms) > 0;
}

bool Bell::Wait(int timeout_ms) {
  if (!Watch(timeout_ms)) return false;
  uint64_t count;
  return read(descriptor_, &count, sizeof count) == sizeof count;
}

}  // namespace scope
