// The manifest: `incomplete` while the recording's first process runs, `manifest.json` after a
// clean end. Used at the start by the thread that starts, at the end by the drain thread.
#pragma once

#include <string>

#include "file.h"

namespace scope {

inline constexpr const char* kIncompleteName = "incomplete";
inline constexpr const char* kManifestName = "manifest.json";

class Manifest {
 public:
  // Makes this process the recording's owner if it is the first there; else `is_owner` is false.
  // `text` is a JSON object.
  static Result<Manifest> Claim(const File& recording, const std::string& text);

  bool is_owner() const { return file_.is_open(); }
  // Adds JSON fields ("a":1,"b":2) and turns `incomplete` into `manifest.json`. Owner only.
  Status Complete(const File& recording, const std::string& fields);
  // Takes the claim back, when the start failed after it.
  void Withdraw(const File& recording);

 private:
  File file_;  // keeps the lock that says "running"
  std::string text_;
};

}  // namespace scope
