// Descriptors, whole writes and private folders. See file.h.
#include "file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>

#include "faults.h"

namespace scope {
namespace {

constexpr mode_t kFileMode = 0600;
constexpr mode_t kDirectoryMode = 0700;

}  // namespace

void File::Close() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

Status File::WriteAt(uint64_t offset, const void* data, size_t size) const {
  const char* bytes = static_cast<const char*>(data);
  while (size > 0) {
    if (int error = FailPoint("pwrite")) return Status::Errno(error, "cannot write " + path_);
    size_t part = WritablePart(size);
    ssize_t written = pwrite(descriptor_, bytes, part, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Status::Errno(errno, "cannot write " + path_);
    if (written == 0) return Status::Errno(EIO, "cannot write " + path_);
    bytes += written;
    offset += static_cast<uint64_t>(written);
    size -= static_cast<size_t>(written);
    KillPoint("write");
  }
  return Status();
}

Status File::ReadAt(uint64_t offset, void* data, size_t size) const {
  char* bytes = static_cast<char*>(data);
  while (size > 0) {
    ssize_t got = pread(descriptor_, bytes, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Status::Errno(errno, "cannot read " + path_);
    if (got == 0) return Status(EIO, "cannot read " + path_ + ": it ends too early");
    bytes += got;
    offset += static_cast<uint64_t>(got);
    size -= static_cast<size_t>(got);
  }
  return Status();
}

Result<File> CreateFile(const File& directory, const std::string& name) {
  std::string path = directory.path() + "/" + name;
  if (int error = FailPoint("open")) return Status::Errno(error, "cannot create " + path);
  int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int descriptor = openat(directory.descriptor(), name.c_str(), flags, kFileMode);
  if (descriptor < 0) return Status::Errno(errno, "cannot create " + path);
  return File(descriptor, path);
}

Result<File> OpenDirectory(const std::string& path) {
  if (int error = FailPoint("open")) return Status::Errno(error, "cannot open folder " + path);
  int descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return Status::Errno(errno, "cannot open folder " + path);
  return File(descriptor, path);
}

Status MakeDirectories(const std::string& path) {
  for (size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    std::string part = path.substr(0, end);
    if (mkdir(part.c_str(), kDirectoryMode) != 0 && errno != EEXIST && errno != EISDIR) {
      // A folder above may be read-only and still exist: only the missing ones matter.
      int error = errno;
      struct stat info;
      if (stat(part.c_str(), &info) != 0)
        return Status::Errno(error, "cannot create folder " + part);
    }
    if (end == std::string::npos) return Status();
  }
}

FileSizeSignalBlock::FileSizeSignalBlock() {
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &block, &before);
  was_blocked_ = sigismember(&before, SIGXFSZ) == 1;
}

FileSizeSignalBlock::~FileSizeSignalBlock() {
  if (was_blocked_) return;
  sigset_t block;
  sigemptyset(&block);
  sigaddset(&block, SIGXFSZ);
  // Takes a signal that our own write left pending, so that unblocking does not deliver it.
  timespec now{};
  while (sigtimedwait(&block, nullptr, &now) < 0 && errno == EINTR) {
  }
  pthread_sigmask(SIG_UNBLOCK, &block, nullptr);
}

}  // namespace scope
