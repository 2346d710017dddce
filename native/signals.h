// While one of these lives, the signals that end the process wait. The handler that closes the
// recording (exit.cc) waits for the drain: on a thread that holds a lock which the drain wants it
// would wait in vain. So every lock that the guest's threads share with the drain is taken behind
// one of these. Two system calls; none of them on a probe's path.
#pragma once

#include <signal.h>

namespace scope {

inline constexpr int kExitSignals[] = {SIGINT, SIGTERM, SIGHUP};

class ExitSignalBlock {
 public:
  ExitSignalBlock() { Block(); }
  ~ExitSignalBlock() { Restore(); }
  ExitSignalBlock(const ExitSignalBlock&) = delete;
  ExitSignalBlock& operator=(const ExitSignalBlock&) = delete;

  // Lets those that wait come now. No lock may be held.
  void Deliver() {
    Restore();
    Block();
  }

 private:
  void Block() {
    sigset_t signals;
    sigemptyset(&signals);
    for (int signal : kExitSignals) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, &before_);
  }
  void Restore() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  sigset_t before_;
};

}  // namespace scope
