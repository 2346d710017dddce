// A producer of known events over the core, without Node: for kills, faults and measurements.
//
//   scope_driver directory=/tmp/rec mirror=/tmp/mirror threads=4 level=values events=0 chunks=32
//
// Event i of a thread (from 0) is an enter where i is even, else a leave, of site 1; at `values` it
// carries i, or every 32nd time the new string "text i". Behind each event the thread says in the
// mirror, a shared mapping of one cache line a thread, how many it has emitted: what is written
// there is committed, whatever happens next. `events=0` goes on for ever; `pause=N` rests
// behind every N events.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "clock.h"
#include "recording.h"

namespace scope {
namespace {

constexpr uint32_t kMirrorStride = 8;  // 64 bytes
constexpr uint64_t kStringEvery = 32;
constexpr uint32_t kStringsInGeneration = 5000;
constexpr uint32_t kSmallMask = 0x1FFF'FFFF;

[[noreturn]] void Fail(const std::string& sentence) {
  std::fprintf(stderr, "scope_driver: %s\n", sentence.c_str());
  std::exit(1);
}

struct Orders {
  std::map<std::string, std::string> values;

  std::string Text(const char* name, const char* otherwise) const {
    auto found = values.find(name);
    return found == values.end() ? otherwise : found->second;
  }
  uint64_t Number(const char* name, uint64_t otherwise) const {
    auto found = values.find(name);
    return found == values.end() ? otherwise : std::strtoull(found->second.c_str(), nullptr, 10);
  }
};

class Mirror {
 public:
  explicit Mirror(const std::string& path) {
    constexpr size_t kBytes = 64 * 64;
    int descriptor = path.empty() ? -1 : open(path.c_str(), O_RDWR | O_CREAT, 0600);
    int flags = descriptor < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED;
    if (descriptor >= 0 && ftruncate(descriptor, kBytes) != 0) Fail("cannot size the mirror");
    void* data = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, flags, descriptor, 0);
    if (data == MAP_FAILED) Fail("cannot map the mirror");
    counts_ = static_cast<uint64_t*>(data);
  }
  uint64_t& Of(uint32_t thread) const { return counts_[(thread - 1) % 64 * kMirrorStride]; }

 private:
  uint64_t* counts_;
};

class Emitter {
 public:
  Emitter(Producer* producer, bool values, const Mirror& mirror)
      : producer_(producer), values_(values), committed_(mirror.Of(producer->thread())) {}

  void Emit(uint64_t i) {
    bool is_enter = i % 2 == 0;
    if (!values_) {
      uint32_t record[] = {Header(is_enter ? kEnter : kLeave, 1)};
      producer_->Emit(record);
    } else {
      uint32_t record[] = {Header(is_enter ? kEnter1 : kLeaveValue, 1), Value(i)};
      producer_->Emit(record);
    }
    Atomic(committed_).store(i + 1, std::memory_order_release);
  }

 private:
  uint32_t Value(uint64_t i) {
    if (i % kStringEvery != 0) return static_cast<uint32_t>(i & kSmallMask) << 1 | 1;
    if (strings_ == kStringsInGeneration) {
      uint32_t generation[] = {Header(kGeneration, 0)};
      producer_->Emit(generation);
      strings_ = 0;
    }
    std::string text = "text " + std::to_string(i);
    uint32_t units = static_cast<uint32_t>(text.size());
    uint32_t record[4 + 8] = {Header(kString, units << 1), ++strings_, units, 0};
    std::memcpy(record + 4, text.data(), text.size());
    producer_->Emit(Words(record, 4 + (units + 3) / 4));
    return strings_ << 3 | 0b010;
  }

  Producer* producer_;
  bool values_;
  uint64_t& committed_;
  uint32_t strings_ = 0;
};

RecordingOptions OptionsOf(const Orders& orders) {
  RecordingOptions options;
  options.directory = orders.Text("directory", "");
  options.manifest = "{\"format\":1,\"name\":\"driver\"}";
  Result<Backpressure> policy = ParseBackpressure(orders.Text("backpressure", "block"));
  if (!policy.ok()) Fail(policy.status().sentence());
  options.backpressure = policy.value();
  options.chunk_count = static_cast<uint32_t>(orders.Number("chunks", kDefaultChunks));
  options.segment_bytes = orders.Number("segment", kSegmentBytes);
  options.keep.bytes = orders.Number("keep", 0);
  return options;
}

void Run(const Orders& orders) {
  Mirror mirror(orders.Text("mirror", ""));
  Result<std::unique_ptr<Recording>> started = Recording::Start(OptionsOf(orders));
  if (!started.ok()) Fail(started.status().sentence());
  std::unique_ptr<Recording> recording = std::move(started.value());
  bool values = orders.Text("level", "calls") == "values";
  uint64_t events = orders.Number("events", 0);
  uint64_t pause = orders.Number("pause", 0);
  uint64_t begin = NowNs();
  std::vector<std::thread> threads;
  for (uint64_t t = 0; t < orders.Number("threads", 1); ++t) {
    threads.emplace_back([&] {
      Result<Producer*> producer = recording->Attach("native", "driver");
      if (!producer.ok()) Fail(producer.status().sentence());
      Emitter emitter(producer.value(), values, mirror);
      for (uint64_t i = 0; events == 0 || i < events; ++i) {
        // Long enough for the drain to write what an idle thread left in its open chunk.
        if (pause != 0 && i % pause == pause - 1) usleep(60'000);
        emitter.Emit(i);
      }
      producer.value()->Detach();
    });
  }
  for (std::thread& thread : threads) thread.join();
  uint64_t emitted_ns = NowNs() - begin;
  recording->Close("exit");
  std::string reason = recording->journal().StopReason();
  std::printf("{\"emittedNs\":%llu,\"closedNs\":%llu,\"stopReason\":\"%s\"}\n",
              static_cast<unsigned long long>(emitted_ns),
              static_cast<unsigned long long>(NowNs() - begin), reason.c_str());
}

// Fills the arena with no drain to empty it, and dies: the most that a reader may have to recover.
void FillAndDie(const Orders& orders) {
  RecordingOptions options = OptionsOf(orders);
  std::string directory = options.directory + "/p" + std::to_string(getpid()) + "-1";
  if (Status status = MakeDirectories(directory); !status.ok()) Fail(status.sentence());
  Result<File> recording = OpenDirectory(options.directory);
  Result<File> process = OpenDirectory(directory);
  if (!recording.ok() || !process.ok()) Fail("cannot open " + directory);
  Result<Manifest> manifest = Manifest::Claim(recording.value(), options.manifest);
  if (!manifest.ok()) Fail(manifest.status().sentence());
  Result<std::unique_ptr<Arena>> arena = Arena::Create(process.value(), options.chunk_count);
  if (!arena.ok()) Fail(arena.status().sentence());
  Journal journal(std::move(process.value()), options.segment_bytes);
  if (Status status = journal.Open(); !status.ok()) Fail(status.sentence());
  Ring ring(arena.value().get(), Backpressure::kBlock);
  Registry registry(&ring, &journal, false);
  Producer* producer = registry.Attach("native", "driver").value();
  Emitter emitter(producer, orders.Text("level", "calls") == "values",
                  Mirror(orders.Text("mirror", "")));
  // The last chunk but one: the next swap would wait for ever.
  for (uint64_t i = 0; producer->control().chunk_seq + 2 < options.chunk_count; ++i) {
    emitter.Emit(i);
  }
  kill(getpid(), SIGKILL);
}

}  // namespace
}  // namespace scope

int main(int count, char** arguments) {
  scope::Orders orders;
  for (int at = 1; at < count; ++at) {
    std::string argument = arguments[at];
    size_t equals = argument.find('=');
    if (equals == std::string::npos) scope::Fail("expected name=value, got " + argument);
    orders.values[argument.substr(0, equals)] = argument.substr(equals + 1);
  }
  if (orders.Text("drain", "yes") == "no") {
    scope::FillAndDie(orders);
  } else {
    scope::Run(orders);
  }
  return 0;
}
