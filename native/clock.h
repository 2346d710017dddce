// The one clock of a recording: CLOCK_MONOTONIC in nanoseconds, which all processes and threads of
// a machine share. Any thread may call.
#pragma once

#include <time.h>

#include <cstdint>

namespace scope {

inline constexpr uint64_t kNsPerSecond = 1'000'000'000;
inline constexpr uint64_t kNsPerMillisecond = 1'000'000;

inline uint64_t ReadClock(clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  return static_cast<uint64_t>(now.tv_sec) * kNsPerSecond + static_cast<uint64_t>(now.tv_nsec);
}

inline uint64_t NowNs() { return ReadClock(CLOCK_MONOTONIC); }

// Wall-clock time, only to tell a person when a recording began.
inline uint64_t WallNs() { return ReadClock(CLOCK_REALTIME); }

// CPU time of the calling thread.
inline uint64_t ThreadCpuNs() { return ReadClock(CLOCK_THREAD_CPUTIME_ID); }

// CPU time of the whole process, the drain included.
inline uint64_t CpuNs() { return ReadClock(CLOCK_PROCESS_CPUTIME_ID); }

}  // namespace scope
