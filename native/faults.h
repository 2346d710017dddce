// Trouble on order, for tests: the process dies at a named place, or a system call fails there.
// Only builds with SCOPE_FAULTS know these orders; in all others every call here is nothing at all.
//
//   SCOPE_KILL_AT='seal, marked:3'   SIGKILL when that place is reached for the third time
//   SCOPE_FAIL=pwrite:28:10          the tenth and every later pwrite fails with errno 28
//   SCOPE_FAIL=pwrite:short:1        writes are cut in two from the first on
#pragma once

#include <cstddef>

namespace scope {

#ifdef SCOPE_FAULTS
void KillPoint(const char* place);
// The errno value that `call` must fail with now; 0 where it may go on.
int FailPoint(const char* call);
// How many of `size` bytes the next write may take: all, or less where a write is to be cut.
size_t WritablePart(size_t size);
#else
inline void KillPoint(const char*) {}
inline constexpr int FailPoint(const char*) { return 0; }
inline constexpr size_t WritablePart(size_t size) { return size; }
#endif

}  // namespace scope
