// The process's ways out. See exit.h. OnSignal runs in a signal context: descriptors, atomics and
// sigaction only.
#include "exit.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iterator>

#include "entry_queue.h"
#include "forgotten.h"

namespace scope {
namespace {

struct Door {
  int signal;
  const char* name;
  struct sigaction before;
};

Door doors[] = {{SIGINT, "SIGINT", {}}, {SIGTERM, "SIGTERM", {}}, {SIGHUP, "SIGHUP", {}}};

// The guest shall die soon after it was told to, but not before a backlog that is on its way to the
// disk; what is not written when nothing moves any more the reader recovers.
constexpr int kSignalTimeoutMs = 2000;

Recording* recording = nullptr;
pid_t owner = 0;

// A child between fork and exec has our memory but no drain thread.
bool IsOwner() { return getpid() == owner; }

void OnSignal(int signal) {
  int saved = errno;
  for (Door& door : doors) {
    if (door.signal != signal) continue;
    if (IsOwner()) {
      recording->drain().RequestClose(door.name);
      uint64_t before;
      do {
        before = recording->journal().bytes();
      } while (!recording->drain().WaitClosed(kSignalTimeoutMs) &&
               recording->journal().bytes() != before);
    }
    // Comes again as soon as this returns, and then finds what would have happened without us.
    sigaction(signal, &door.before, nullptr);
    raise(signal);
  }
  errno = saved;
}

void OnExit() {
  if (!IsOwner()) return;
  recording->Close("exit");
  EntryQueue::Of().Flush();
  RemoveForgotten();
}

}  // namespace

void CloseAtExit(Recording* started) {
  recording = started;
  owner = getpid();
  std::atexit(OnExit);
  for (Door& door : doors) {
    if (sigaction(door.signal, nullptr, &door.before) != 0) continue;
    bool is_ignored = !(door.before.sa_flags & SA_SIGINFO) && door.before.sa_handler == SIG_IGN;
    if (is_ignored) continue;
    struct sigaction action = {};
    action.sa_handler = OnSignal;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    sigaction(door.signal, &action, nullptr);
  }
}

}  // namespace scope
