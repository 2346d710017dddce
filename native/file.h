// Files and folders of a recording: owned descriptors, whole writes, and the modes that keep a
// recording private (0700, 0600, no symbolic links followed, nothing inherited by children).
// Any thread may call; one File belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "status.h"

namespace scope {

class File {
 public:
  File() = default;
  File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  File(File&& other) noexcept { *this = std::move(other); }
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    return *this;
  }
  ~File() { Close(); }

  int descriptor() const { return descriptor_; }
  const std::string& path() const { return path_; }
  bool is_open() const { return descriptor_ >= 0; }
  void Close();

  // Writes all bytes at `offset`, going on after interruptions and short writes.
  Status WriteAt(uint64_t offset, const void* data, size_t size) const;
  Status ReadAt(uint64_t offset, void* data, size_t size) const;

 private:
  int descriptor_ = -1;
  std::string path_;
};

// Creates a file that must not exist yet.
Result<File> CreateFile(const File& directory, const std::string& name);
// Opens a folder; the last part of the path must not be a symbolic link.
Result<File> OpenDirectory(const std::string& path);
// Creates a folder and the missing ones above it.
Status MakeDirectories(const std::string& path);

// While it lives, a write beyond RLIMIT_FSIZE fails with EFBIG instead of ending the process by
// SIGXFSZ. For writes on threads of the guest; the drain thread blocks all signals anyway.
class FileSizeSignalBlock {
 public:
  FileSizeSignalBlock();
  ~FileSizeSignalBlock();
  FileSizeSignalBlock(const FileSizeSignalBlock&) = delete;
  FileSizeSignalBlock& operator=(const FileSizeSignalBlock&) = delete;

 private:
  bool was_blocked_ = false;
};

}  // namespace scope
