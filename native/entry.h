// Entries of the cache of instrumented modules: one file for each, found by a hash of everything
// that it depends on (loader/module-key.ts). It holds what a warm start needs as it needs it: the
// module's record compressed for the segment, and the code for the site ids that the key prefers.
//
//   <folder>/5f3a...   head (magic, checksum of all behind it, counts, sizes), data, frame, code
//
// The code runs in the guest: only files are read that this user or root owns and nobody else can
// write, in a folder of which the same is true (lib/cache-folder.ts). Entries are written beside
// their place and renamed into it, so that concurrent processes see whole files. Any thread may
// call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "block.h"
#include "status.h"

namespace scope {

enum EntryFlag : uint32_t {
  kWideCode = 1,   // code is UTF-16, else Latin-1
  kLacksText = 2,  // the module's text holds secrets: code is without it (loader/textless.ts)
};

struct EntryHead {
  uint32_t magic;
  uint32_t crc;
  uint32_t site_count;
  uint32_t first_site;   // that the code is rendered for
  uint32_t frame_bytes;  // 0: nothing is to be recorded of the module
  uint32_t code_bytes;   // 0: the module runs as it is
  uint32_t flags;        // EntryFlag
  uint32_t data_bytes;   // what V8 made of the code (compiled.h); 0: nothing is kept of it
};

class Entry {
 public:
  static std::vector<uint8_t> Encode(EntryHead head, Bytes frame, Bytes code, Bytes data = {});
  // Nothing where the bytes are not, whole and unchanged, what Encode returned.
  static std::optional<Entry> Decode(Bytes bytes);

  static std::optional<Entry> Read(const std::string& path);
  static Status Write(const std::string& folder, const std::string& key, Bytes entry);
  // Whether a folder holds any.
  static bool AreIn(const std::string& folder);

  const EntryHead& head() const { return *reinterpret_cast<const EntryHead*>(bytes_.get()); }
  // Aligned as V8 wants it.
  Bytes data() const { return bytes().subspan(sizeof(EntryHead), head().data_bytes); }
  Bytes frame() const {
    return bytes().subspan(sizeof(EntryHead) + head().data_bytes, head().frame_bytes);
  }
  Bytes code() const {
    return bytes().subspan(sizeof(EntryHead) + head().data_bytes + head().frame_bytes);
  }

 private:
  // Not set to zero, as a vector would be: all of it is read from the file.
  using Buffer = std::unique_ptr<uint8_t[]>;

  Entry(Buffer bytes, size_t size) : bytes_(std::move(bytes)), size_(size) {}
  static std::optional<Entry> Checked(Buffer bytes, size_t size);
  Bytes bytes() const { return Bytes(bytes_.get(), size_); }

  Buffer bytes_;
  size_t size_;
};

}  // namespace scope
