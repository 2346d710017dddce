// Finds or makes the memory that holds the recording's key. See secrets.h.
#include "secrets.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

namespace scope {
namespace {

// Whoever has more open files than this is searched no further: start-up must not take long.
constexpr int kMaxSearched = 4096;

// Calls `visit` with each name in a folder until it returns true.
bool AnyEntry(const std::string& folder, const std::function<bool(const char*)>& visit) {
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return false;
  bool found = false;
  for (int count = 0; !found && count < kMaxSearched; ++count) {
    dirent* entry = readdir(directory);
    if (entry == nullptr) break;
    if (entry->d_name[0] != '.') found = visit(entry->d_name);
  }
  closedir(directory);
  return found;
}

std::string MemoryName(const std::string& recording) {
  return "scope-" + std::to_string(std::hash<std::string>{}(recording));
}

bool IsWhole(int descriptor) {
  struct stat info;
  return fstat(descriptor, &info) == 0 && info.st_uid == geteuid() &&
         info.st_size == static_cast<off_t>(kSecretBytes);
}

// A descriptor of the memory called `name` in the process `pid`, or -1.
int FindIn(int pid, const std::string& name) {
  std::string folder = "/proc/" + std::to_string(pid) + "/fd";
  std::string wanted = "/memfd:" + name + " (deleted)";
  int found = -1;
  AnyEntry(folder, [&](const char* entry) {
    std::string path = folder + "/" + entry;
    char target[128];
    ssize_t length = readlink(path.c_str(), target, sizeof(target));
    if (length < 0 || wanted != std::string(target, static_cast<size_t>(length))) return false;
    int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return false;
    if (IsWhole(descriptor)) {
      found = descriptor;
    } else {
      close(descriptor);
    }
    return found >= 0;
  });
  return found;
}

// Process folders are called p<pid>-<n>.
int FindShared(const std::string& recording, const std::string& name) {
  int found = -1;
  AnyEntry(recording, [&](const char* entry) {
    int pid = entry[0] == 'p' ? std::atoi(entry + 1) : 0;
    if (pid > 0 && pid != getpid()) found = FindIn(pid, name);
    return found >= 0;
  });
  return found;
}

void FillRandom(uint8_t* data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t count = getrandom(data + done, size - done, 0);
    if (count > 0) done += static_cast<size_t>(count);
  }
}

}  // namespace

std::span<uint8_t> OpenSecrets(const std::string& recording) {
  std::string name = MemoryName(recording);
  int descriptor = FindShared(recording, name);
  bool is_new = descriptor < 0;
  if (is_new) {
    descriptor = memfd_create(name.c_str(), MFD_CLOEXEC);
    if (descriptor >= 0 && ftruncate(descriptor, kSecretBytes) != 0) {
      close(descriptor);
      descriptor = -1;
    }
  }
  // The descriptor stays open: it is what other processes find.
  int flags = descriptor >= 0 ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS;
  void* memory = mmap(nullptr, kSecretBytes, PROT_READ | PROT_WRITE, flags, descriptor, 0);
  if (memory == MAP_FAILED) {
    memory = std::calloc(kSecretBytes, 1);
    if (memory == nullptr) return {};
    is_new = true;
  } else {
    madvise(memory, kSecretBytes, MADV_DONTDUMP);
  }
  uint8_t* bytes = static_cast<uint8_t*>(memory);
  if (is_new) FillRandom(bytes, kSecretSeedBytes);
  return {bytes, kSecretBytes};
}

}  // namespace scope
