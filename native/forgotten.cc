// See forgotten.h.
#include "forgotten.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <mutex>
#include <string_view>
#include <vector>

namespace scope {
namespace {

// CommonJS, ES module, and three kinds of text that was TypeScript.
constexpr uint8_t kContents = 5;

std::mutex mutex;
std::string code_folder;
// Lives on: threads may still be there when static objects are destroyed.
std::vector<std::string>& forgotten = *new std::vector<std::string>;

uint32_t Crc32(uint8_t content, std::string_view name) {
  uint32_t crc = ~0u;
  auto add = [&crc](uint8_t byte) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
  };
  add(content);
  for (char unit : name) add(static_cast<uint8_t>(unit));
  return ~crc;
}

std::string CodeFile(uint8_t content, const std::string& module_name) {
  char name[9];
  std::snprintf(name, sizeof name, "%08x", Crc32(content, module_name));
  return code_folder + "/" + name;
}

bool IsLater(const timespec& a, const timespec& b) {
  return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

}  // namespace

void SetCodeFolder(const std::string& folder) {
  std::lock_guard lock(mutex);
  code_folder = folder;
}

void ForgetCode(const std::string& module_name) {
  std::lock_guard lock(mutex);
  if (code_folder.empty()) return;
  for (uint8_t content = 0; content < kContents; ++content) {
    forgotten.push_back(CodeFile(content, module_name));
    unlink(forgotten.back().c_str());
  }
}

bool HasCode(const std::string& module_name, const std::string& module_file) {
  std::lock_guard lock(mutex);
  struct stat source, code;
  if (code_folder.empty() || stat(module_file.c_str(), &source) != 0) return false;
  for (uint8_t content = 0; content < kContents; ++content) {
    if (stat(CodeFile(content, module_name).c_str(), &code) != 0) continue;
    if (IsLater(code.st_mtim, source.st_mtim) && IsLater(code.st_mtim, source.st_ctim)) return true;
  }
  return false;
}

void RemoveForgotten() {
  std::lock_guard lock(mutex);
  for (const std::string& path : forgotten) unlink(path.c_str());
}

}  // namespace scope
