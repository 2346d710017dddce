// Claims and completes the manifest. See manifest.h and FORMAT.md, "States".
#include "manifest.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "faults.h"

namespace scope {
namespace {

constexpr const char* kTemporaryName = "manifest.json.new";

// Room for the last fields, reserved at the start so that a full disk cannot keep them out.
constexpr off_t kReservedBytes = 64 * 1024;

bool Exists(const File& directory, const char* name) {
  struct stat info;
  return fstatat(directory.descriptor(), name, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

// Gives the file `name` the name `incomplete`, unless there is one; an errno value, or 0.
int Publish(const File& recording, const std::string& name) {
  int directory = recording.descriptor();
  if (linkat(directory, name.c_str(), directory, kIncompleteName, 0) == 0) return 0;
  if (errno != EPERM && errno != EOPNOTSUPP) return errno;
  // A file system without links: two processes that start together may both believe to be first.
  return renameat(directory, name.c_str(), directory, kIncompleteName) == 0 ? 0 : errno;
}

std::string WithFields(const std::string& object, const std::string& fields) {
  size_t end = object.rfind('}');
  if (end == std::string::npos) return "{" + fields + "}\n";
  size_t last = object.find_last_not_of(" \t\r\n", end - 1);
  bool is_empty = last != std::string::npos && object[last] == '{';
  return object.substr(0, end) + (is_empty ? "" : ",") + fields + "}\n";
}

}  // namespace

// Locked and written under a name of its own first: whoever sees `incomplete` sees it whole.
Result<Manifest> Manifest::Claim(const File& recording, const std::string& text) {
  Manifest manifest;
  if (Exists(recording, kManifestName) || Exists(recording, kIncompleteName)) return manifest;
  std::string name = std::string(kIncompleteName) + ".new-" + std::to_string(getpid());
  Result<File> file = CreateFile(recording, name);
  if (!file.ok()) return file.status();
  int descriptor = file.value().descriptor();
  Status status;
  int error = FailPoint("flock");
  if (error != 0 || flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    status = Status::Errno(error != 0 ? error : errno, "cannot lock " + file.value().path());
  }
  if (status.ok()) status = file.value().WriteAt(0, text.data(), text.size());
  // Where the file system cannot reserve, a full disk costs the last fields; nothing else.
  [[maybe_unused]] int ignored = fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, kReservedBytes);
  KillPoint("claim manifest");
  if (status.ok()) error = Publish(recording, name);
  unlinkat(recording.descriptor(), name.c_str(), 0);
  if (!status.ok()) return status;
  if (error == EEXIST) return manifest;  // another process was faster
  if (error != 0) {
    return Status::Errno(error, "cannot create " + recording.path() + "/" + kIncompleteName);
  }
  manifest.file_ = std::move(file.value());
  manifest.text_ = text;
  return manifest;
}

Status Manifest::Complete(const File& recording, const std::string& fields) {
  std::string text = WithFields(text_, fields);
  int directory = recording.descriptor();
  Result<File> created = CreateFile(recording, kTemporaryName);
  Status status = created.status();
  if (status.ok()) status = created.value().WriteAt(0, text.data(), text.size());
  KillPoint("rename");
  if (status.ok() && FailPoint("rename") == 0 &&
      renameat(directory, kTemporaryName, directory, kManifestName) == 0) {
    KillPoint("rename, renamed");
    // A reader that sees both in this moment takes the manifest.
    unlinkat(directory, kIncompleteName, 0);
    file_.Close();
    return Status();
  }
  // No room for another file: use what was reserved.
  unlinkat(directory, kTemporaryName, 0);
  status = file_.WriteAt(0, text.data(), text.size());
  if (!status.ok()) return status;
  KillPoint("rename in place");
  if (renameat(directory, kIncompleteName, directory, kManifestName) != 0) {
    status = Status::Errno(errno, "cannot rename " + file_.path());
  }
  file_.Close();
  return status;
}

void Manifest::Withdraw(const File& recording) {
  unlinkat(recording.descriptor(), kIncompleteName, 0);
  file_.Close();
}

}  // namespace scope
