// See forgotten.h.
#include "forgotten.h"

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

}  // namespace

void SetCodeFolder(const std::string& folder) {
  std::lock_guard lock(mutex);
  code_folder = folder;
}

void ForgetCode(const std::string& module_name) {
  std::lock_guard lock(mutex);
  if (code_folder.empty()) return;
  for (uint8_t content = 0; content < kContents; ++content) {
    char name[9];
    std::snprintf(name, sizeof name, "%08x", Crc32(content, module_name));
    forgotten.push_back(code_folder + "/" + name);
    unlink(forgotten.back().c_str());
  }
}

void RemoveForgotten() {
  std::lock_guard lock(mutex);
  for (const std::string& path : forgotten) unlink(path.c_str());
}

}  // namespace scope
