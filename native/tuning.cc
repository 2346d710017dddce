// Reads the control file of a recording. See tuning.h.
#include "tuning.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace scope {
namespace {

Status Check(const struct stat& info) {
  const std::string name = kTuningName;
  auto refuse = [&](const char* why) { return Status(Status::kNotAvailable, name + " is " + why); };
  if (!S_ISREG(info.st_mode)) return refuse("no plain file");
  if (info.st_uid != geteuid()) return refuse("not this user's own");
  if ((info.st_mode & 077) != 0) return refuse("open to others than its owner");
  if (static_cast<uint64_t>(info.st_size) > kMaxTuningBytes) return refuse("too large");
  return Status();
}

}  // namespace

std::optional<Result<std::string>> TuningFile::ReadChange(const File& recording) {
  struct stat info;
  if (fstatat(recording.descriptor(), kTuningName, &info, AT_SYMLINK_NOFOLLOW) != 0) {
    last_ = {};
    return std::nullopt;
  }
  Identity found{info.st_ino, info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size};
  if (found == last_) return std::nullopt;
  last_ = found;
  Status status = Check(info);
  if (!status.ok()) return Result<std::string>(status);
  int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  File file(openat(recording.descriptor(), kTuningName, flags),
            recording.path() + "/" + kTuningName);
  if (!file.is_open()) return Result<std::string>(Status::Errno(errno, "cannot open tune.json"));
  // Another file may stand there by now: what was opened is what counts.
  if (fstat(file.descriptor(), &info) != 0) return std::nullopt;
  status = Check(info);
  if (!status.ok()) return Result<std::string>(status);
  std::string text(static_cast<size_t>(info.st_size), '\0');
  status = file.ReadAt(0, text.data(), text.size());
  if (!status.ok()) return Result<std::string>(status);
  return Result<std::string>(std::move(text));
}

}  // namespace scope
