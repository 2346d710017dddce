// See entry.h.
#include "entry.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "crc32c.h"
#include "file.h"

namespace scope {
namespace {

constexpr uint32_t kEntryMagic = 0x34534353;  // "SCS4"
constexpr size_t kCheckedFrom = offsetof(EntryHead, site_count);
// An entry that is read gets a new date once a week, so that pruning knows what is in use.
constexpr time_t kFreshSeconds = 7 * 24 * 3600;
constexpr size_t kKeyDigits = 40;

uint32_t Checksum(Bytes bytes) {
  return Crc32c(bytes.data() + kCheckedFrom, bytes.size() - kCheckedFrom);
}

// The superuser's, too: scope may have been installed by root, with V8's data of its scripts.
bool IsOursAlone(const struct stat& info) {
  bool is_trusted = info.st_uid == geteuid() || info.st_uid == 0;
  return S_ISREG(info.st_mode) && is_trusted && (info.st_mode & 022) == 0;
}

}  // namespace

std::vector<uint8_t> Entry::Encode(EntryHead head, Bytes frame, Bytes code, Bytes data) {
  head.magic = kEntryMagic;
  head.frame_bytes = static_cast<uint32_t>(frame.size());
  head.code_bytes = static_cast<uint32_t>(code.size());
  head.data_bytes = static_cast<uint32_t>(data.size());
  std::vector<uint8_t> bytes(sizeof head);
  bytes.reserve(sizeof head + data.size() + frame.size() + code.size());
  std::memcpy(bytes.data(), &head, sizeof head);
  for (Bytes part : {data, frame, code}) bytes.insert(bytes.end(), part.begin(), part.end());
  uint32_t crc = Checksum(bytes);
  std::memcpy(bytes.data() + offsetof(EntryHead, crc), &crc, sizeof crc);
  return bytes;
}

std::optional<Entry> Entry::Decode(Bytes bytes) {
  Buffer copy = std::make_unique_for_overwrite<uint8_t[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.get());
  return Checked(std::move(copy), bytes.size());
}

std::optional<Entry> Entry::Checked(Buffer bytes, size_t size) {
  if (size < sizeof(EntryHead)) return std::nullopt;
  EntryHead head;
  std::memcpy(&head, bytes.get(), sizeof head);
  uint64_t stated = sizeof head + uint64_t{head.data_bytes} + head.frame_bytes + head.code_bytes;
  if (head.magic != kEntryMagic || stated != size) return std::nullopt;
  if (head.crc != Checksum(Bytes(bytes.get(), size))) return std::nullopt;
  return Entry(std::move(bytes), size);
}

std::optional<Entry> Entry::Read(const std::string& path) {
  File file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK), path);
  struct stat info;
  if (!file.is_open() || fstat(file.descriptor(), &info) != 0) return std::nullopt;
  if (!IsOursAlone(info) || info.st_size < 0) return std::nullopt;
  size_t size = static_cast<size_t>(info.st_size);
  Buffer bytes = std::make_unique_for_overwrite<uint8_t[]>(size);
  if (!file.ReadAt(0, bytes.get(), size).ok()) return std::nullopt;
  if (time(nullptr) - info.st_mtime > kFreshSeconds) futimens(file.descriptor(), nullptr);
  return Checked(std::move(bytes), size);
}

Status Entry::Write(const std::string& folder, const std::string& key, Bytes entry) {
  static std::atomic<uint32_t> writes{0};
  std::string place = folder + "/" + key;
  std::string fresh = folder + "/." + key + "." + std::to_string(getpid()) + "." +
                      std::to_string(writes.fetch_add(1));
  FileSizeSignalBlock signal_block;
  int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  File file(open(fresh.c_str(), flags, 0600), fresh);
  if (!file.is_open()) return Status::Errno(errno, "cannot create " + fresh);
  Status status = file.WriteAt(0, entry.data(), entry.size());
  if (status.ok() && rename(fresh.c_str(), place.c_str()) != 0) {
    status = Status::Errno(errno, "cannot rename " + fresh);
  }
  if (!status.ok()) unlink(fresh.c_str());
  return status;
}

bool Entry::AreIn(const std::string& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    std::string name = at->path().filename().string();
    if (name.size() == kKeyDigits && name.find_first_not_of("0123456789abcdef") == name.npos) {
      return true;
    }
  }
  return false;
}

}  // namespace scope
