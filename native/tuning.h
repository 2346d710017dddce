// The control file of a recording, as one thread of the guest sees it: `tune.json` in the folder of
// the recording, written by `scope tune` and obeyed by loader/tuning. It is believed only where it
// is a plain file of this user's own that nobody else may read or write.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "file.h"
#include "status.h"

namespace scope {

inline constexpr char kTuningName[] = "tune.json";
inline constexpr uint64_t kMaxTuningBytes = 64 << 10;

class TuningFile {
 public:
  // The file's text where it is another file than at the last call, or why it is not believed.
  // Nothing where there is none or it is still the same. One call without news is one stat.
  std::optional<Result<std::string>> ReadChange(const File& recording);

 private:
  // What tells one version of the file from another: it is replaced, never changed in place.
  struct Identity {
    uint64_t inode = 0;
    int64_t seconds = 0;
    int64_t nanoseconds = 0;
    int64_t bytes = 0;
    bool operator==(const Identity&) const = default;
  };

  Identity last_;
};

}  // namespace scope
