// The arena: one preallocated, shared mapping per process that holds all chunks, and that a reader
// can recover after a kill. This file lays it out; who owns which chunk when is ring.h's matter.
//
//   header page | control blocks, one a living thread | chunk table | chunks, 256 KiB each
//
// The accessors may be called by any thread; what they return follows the rules of ring.h.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "file.h"
#include "format.h"
#include "status.h"

namespace scope {

inline constexpr const char* kArenaName = "arena.ring";

class Arena {
 public:
  // Creates `arena.ring` in `directory`, locks it and maps it.
  static Result<std::unique_ptr<Arena>> Create(const File& directory, uint32_t chunk_count);
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* data() const { return data_; }
  size_t bytes() const { return bytes_; }
  uint32_t* words() const { return static_cast<uint32_t*>(data_); }
  uint32_t chunk_count() const { return header().chunk_count; }
  // Of a file of chunks beside the arena, of the same process, without control blocks.
  ArenaHeader SpillHeader(uint32_t chunk_count) const;
  const ArenaHeader& header() const { return *static_cast<const ArenaHeader*>(data_); }

  ThreadControl& control(uint32_t index) const;
  ChunkEntry& chunk(uint32_t index) const;
  // Index of a control block's or a chunk's first word within the arena.
  uint32_t ControlWord(uint32_t index) const;
  uint32_t ChunkWord(uint32_t index) const;

 private:
  Arena(File file, void* data, size_t bytes) : file_(std::move(file)), data_(data), bytes_(bytes) {}

  File file_;  // kept open: it holds the lock that says that this process is alive
  void* data_;
  size_t bytes_;
};

inline constexpr uint32_t kChunkWords = kChunkBytes / sizeof(uint32_t);

// What several threads touch in control blocks and chunk entries is touched through this.
template <typename T>
std::atomic_ref<T> Atomic(T& shared) {
  return std::atomic_ref<T>(shared);
}

}  // namespace scope
