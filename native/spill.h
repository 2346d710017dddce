// Where full chunks go under backpressure `spill` when no chunk is free: a file laid out like the
// arena, that readers recover like it. It is written and never mapped, so that it may be sparse: a
// full disk is an error value here and no SIGBUS.
//
//   producer: full chunk --Put--> slot     drain: slot --Read--> segment, --Free--> empty slot
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "arena.h"
#include "file.h"
#include "queues.h"
#include "walk.h"

namespace scope {

inline constexpr const char* kSpillName = "spill.ring";
// 4 GiB: a drain that is so far behind will not catch up; then producers wait for it.
inline constexpr uint32_t kSpillChunks = 16 * 1024;

class Spill {
 public:
  // `directory` must outlive the spill. The file is made when it is first needed.
  Spill(const File* directory, const Arena& arena);

  // Any producer. Copies a chunk's words and its entry; nothing where the disk or the slots are
  // full.
  std::optional<uint32_t> Put(const ChunkEntry& entry, Words words);

  // The drain. The words behind `drained_words`; valid until the next call.
  Result<Words> Read(uint32_t slot);
  const ChunkEntry& entry(uint32_t slot) const { return slots_[slot].entry; }
  uint64_t event_count(uint32_t slot) const { return slots_[slot].event_count; }
  void Free(uint32_t slot);

 private:
  struct Slot {
    ChunkEntry entry;
    uint64_t event_count;  // behind drained_words
  };
  bool Open();
  Status WriteEntry(uint32_t slot);

  const File* directory_;
  ArenaHeader header_;
  std::mutex open_mutex_;
  bool is_tried_ = false;
  File file_;
  FreeStack free_;
  std::unique_ptr<Slot[]> slots_;
  std::vector<uint32_t> words_;
};

}  // namespace scope
