// Creates and lays out arena.ring. See arena.h and FORMAT.md, "Arena".
#include "arena.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "clock.h"
#include "faults.h"

namespace scope {
namespace {

constexpr uint32_t kPageBytes = 4096;

// Most programs that start need no more chunks than this. Read-ahead, which would fill megabytes
// with zeros at the first touch (3 ms where the disk's is 8 MB), begins behind them.
constexpr size_t kSmallChunks = 4;

uint32_t RoundToPage(uint32_t bytes) { return (bytes + kPageBytes - 1) / kPageBytes * kPageBytes; }

ArenaHeader Layout(uint32_t chunk_count, uint32_t thread_count) {
  ArenaHeader header{};
  header.magic = kArenaMagic;
  header.version = kFormatVersion;
  header.chunk_bytes = kChunkBytes;
  header.chunk_count = chunk_count;
  header.thread_count = thread_count;
  header.controls_offset = kPageBytes;
  header.chunk_table_offset = header.controls_offset + thread_count * sizeof(ThreadControl);
  uint32_t table_end = header.chunk_table_offset + chunk_count * sizeof(ChunkEntry);
  header.chunks_offset = RoundToPage(table_end);
  return header;
}

// Never sparse: a store into a hole would end the guest by SIGBUS when the disk is full.
int Reserve(const File& file, size_t bytes) {
  if (int error = FailPoint("fallocate")) return error;
  int error;
  do {
    error = posix_fallocate(file.descriptor(), 0, static_cast<off_t>(bytes));
  } while (error == EINTR);
  return error;
}

// Field 22 of /proc/self/stat; the name in field 2 may hold spaces and parentheses.
uint64_t ProcessStart() {
  std::ifstream file("/proc/self/stat");
  std::string text;
  std::getline(file, text);
  size_t at = text.rfind(')');
  if (at == std::string::npos) return 0;
  constexpr int kSpacesBeforeStart = 20;
  for (int space = 0; space < kSpacesBeforeStart && at != std::string::npos; ++space) {
    at = text.find(' ', at + 1);
  }
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at, nullptr, 10);
}

}  // namespace

Result<std::unique_ptr<Arena>> Arena::Create(const File& directory, uint32_t chunk_count) {
  Result<File> created = CreateFile(directory, kArenaName);
  if (!created.ok()) return created.status();
  File file = std::move(created.value());
  auto fail = [&](int error, const char* what) {
    unlinkat(directory.descriptor(), kArenaName, 0);
    return Status::Errno(error, what + file.path());
  };
  if (int error = FailPoint("flock")) return fail(error, "cannot lock ");
  if (flock(file.descriptor(), LOCK_EX | LOCK_NB) != 0) return fail(errno, "cannot lock ");
  ArenaHeader header = Layout(chunk_count, kMaxThreads);
  size_t bytes = header.chunks_offset + static_cast<size_t>(chunk_count) * kChunkBytes;
  if (int error = Reserve(file, bytes)) return fail(error, "cannot reserve disk space for ");
  KillPoint("arena");
  if (int error = FailPoint("mmap")) return fail(error, "cannot map ");
  void* data = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor(), 0);
  if (data == MAP_FAILED) return fail(errno, "cannot map ");
  madvise(data, std::min(bytes, header.chunks_offset + kSmallChunks * kChunkBytes), MADV_RANDOM);
  header.pid = static_cast<uint32_t>(getpid());
  header.process_start = ProcessStart();
  header.start_time = NowNs();
  std::memcpy(data, &header, sizeof header);
  KillPoint("arena, headed");
  return std::unique_ptr<Arena>(new Arena(std::move(file), data, bytes));
}

ArenaHeader Arena::SpillHeader(uint32_t chunk_count) const {
  ArenaHeader spill = Layout(chunk_count, 0);
  spill.pid = header().pid;
  spill.process_start = header().process_start;
  spill.start_time = header().start_time;
  return spill;
}

Arena::~Arena() { munmap(data_, bytes_); }

ThreadControl& Arena::control(uint32_t index) const {
  return *reinterpret_cast<ThreadControl*>(words() + ControlWord(index));
}

ChunkEntry& Arena::chunk(uint32_t index) const {
  char* table = static_cast<char*>(data_) + header().chunk_table_offset;
  return reinterpret_cast<ChunkEntry*>(table)[index];
}

uint32_t Arena::ControlWord(uint32_t index) const {
  uint32_t bytes = header().controls_offset + index * static_cast<uint32_t>(sizeof(ThreadControl));
  return bytes / sizeof(uint32_t);
}

uint32_t Arena::ChunkWord(uint32_t index) const {
  return header().chunks_offset / sizeof(uint32_t) + index * kChunkWords;
}

}  // namespace scope
