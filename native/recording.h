// A process's part of a recording: its directory, arena, drain and segments, from Start to Close.
// This is the whole native room as addon.cc and the tests use it. Any thread may call.
//
//   <recording>/incomplete -> manifest.json     (manifest.h)
//   <recording>/p<pid>-<n>/arena.ring           (arena.h)
//   <recording>/p<pid>-<n>/spill.ring          (spill.h)
//   <recording>/p<pid>-<n>/000001.seg ...       (journal.h, segment.h)
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "drain.h"
#include "journal.h"
#include "manifest.h"
#include "registry.h"
#include "ring.h"
#include "sites.h"

namespace scope {

struct RecordingOptions {
  std::string directory;  // of the whole recording
  std::string manifest;   // JSON object for `incomplete`
  Backpressure backpressure = Backpressure::kBlock;
  bool exact_clock = false;
  bool is_tunable = false;
  uint32_t chunk_count = kDefaultChunks;
  uint64_t segment_bytes = kSegmentBytes;
  KeepLimits keep;
};

// "block", "spill", "overwrite" or "drop"; a sentence for what is not there.
Result<Backpressure> ParseBackpressure(std::string_view name);

class Recording {
 public:
  static Result<std::unique_ptr<Recording>> Start(const RecordingOptions& options);
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  Result<Producer*> Attach(std::string_view kind, std::string_view name);
  // Both are on disk when the call returns. Ignored when the recording is over. `frame`: the
  // module's record as Compress (block.h) makes it.
  void AddModule(uint32_t first_site, uint32_t site_count, Bytes frame);
  void AddMeta(Bytes json);
  void Flush() { drain_->Flush(); }
  // Writes everything and ends the recording cleanly; later calls do nothing.
  void Close(const char* reason);

  Sites& sites() { return sites_; }
  Arena& arena() { return *arena_; }
  Drain& drain() { return *drain_; }
  const Journal& journal() const { return *journal_; }
  bool closed() const { return ring_->closed(); }
  // The folder of the whole recording.
  const File& folder() const { return recording_; }
  const std::string& directory() const { return journal_->directory().path(); }

 private:
  Recording() = default;
  Status StartProcess(const RecordingOptions& options);
  void Finish(const char* reason);

  File recording_;
  Manifest manifest_;
  std::unique_ptr<Arena> arena_;
  std::unique_ptr<Spill> spill_;  // under backpressure `spill`
  std::unique_ptr<Ring> ring_;
  std::unique_ptr<Journal> journal_;
  std::unique_ptr<Registry> registry_;
  std::unique_ptr<Drain> drain_;
  Sites sites_;
};

}  // namespace scope
