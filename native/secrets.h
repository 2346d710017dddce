// Memory for what all threads and processes of a recording must know about secrets and no disk may
// see: the key of the hashes that stand in their place, and the table of known ones
// (loader/redaction). It is a memfd, left out of core dumps and not inherited; a child process
// finds it among the descriptors of the processes that have a folder in the recording.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace scope {

inline constexpr size_t kSecretBytes =
    (64 + 8192) * 4 + (size_t{1} << 19) * 16;   // as loader/redaction/known.ts
inline constexpr size_t kSecretSeedBytes = 64;  // random bytes at the start

// The memory of the recording in the folder `recording`: that of a process which has it already,
// else new. Never fails: at worst the process has a memory of its own. Call once a process.
std::span<uint8_t> OpenSecrets(const std::string& recording);

}  // namespace scope
