// Starts and closes a process's recording. See recording.h and FORMAT.md, "States".
#include "recording.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "clock.h"
#include "faults.h"
#include "json.h"
#include "signals.h"

namespace scope {
namespace {

// A drain that does not end within this time hangs in a write; the guest must be able to exit.
constexpr int kCloseTimeoutMs = 60'000;

// Makes p<pid>-<n> with the first free n: a pid may come again within a recording.
Result<File> MakeProcessDirectory(const File& recording) {
  for (int number = 1;; ++number) {
    std::string name = "p" + std::to_string(getpid()) + "-" + std::to_string(number);
    std::string path = recording.path() + "/" + name;
    if (int error = FailPoint("mkdir")) return Status::Errno(error, "cannot create folder " + path);
    if (mkdirat(recording.descriptor(), name.c_str(), 0700) == 0) return OpenDirectory(path);
    if (errno != EEXIST) return Status::Errno(errno, "cannot create folder " + path);
  }
}

void RemoveProcessDirectory(const File& recording, const File& process) {
  unlinkat(process.descriptor(), kArenaName, 0);
  unlinkat(process.descriptor(), SegmentName(1).c_str(), 0);
  std::string name = process.path().substr(process.path().rfind('/') + 1);
  unlinkat(recording.descriptor(), name.c_str(), AT_REMOVEDIR);
}

}  // namespace

Result<Backpressure> ParseBackpressure(std::string_view name) {
  if (name == "block") return Backpressure::kBlock;
  if (name == "overwrite") return Backpressure::kOverwrite;
  if (name == "drop") return Backpressure::kDrop;
  if (name == "spill") return Backpressure::kSpill;
  std::string quoted = "backpressure '" + std::string(name) + "'";
  return Status(Status::kNotAvailable, quoted + " is none of block, spill, overwrite, drop");
}

Result<std::unique_ptr<Recording>> Recording::Start(const RecordingOptions& options) {
  FileSizeSignalBlock signal_block;
  ExitSignalBlock exit_signals;
  Status status = MakeDirectories(options.directory);
  if (!status.ok()) return status;
  Result<File> recording = OpenDirectory(options.directory);
  if (!recording.ok()) return recording.status();
  // First of all, so that a kill from here on leaves a recording that says what it is.
  Result<Manifest> manifest = Manifest::Claim(recording.value(), options.manifest);
  if (!manifest.ok()) return manifest.status();
  std::unique_ptr<Recording> self(new Recording());
  self->recording_ = std::move(recording.value());
  self->manifest_ = std::move(manifest.value());
  status = self->StartProcess(options);
  if (status.ok()) return self;
  if (self->journal_) RemoveProcessDirectory(self->recording_, self->journal_->directory());
  if (self->manifest_.is_owner()) self->manifest_.Withdraw(self->recording_);
  return status;
}

Status Recording::StartProcess(const RecordingOptions& options) {
  Result<File> process = MakeProcessDirectory(recording_);
  if (!process.ok()) return process.status();
  Result<std::unique_ptr<Arena>> arena = Arena::Create(process.value(), options.chunk_count);
  journal_ = std::make_unique<Journal>(
      std::move(process.value()), options.keep.SegmentBytes(options.segment_bytes), options.keep);
  if (!arena.ok()) return arena.status();
  arena_ = std::move(arena.value());
  Status status = journal_->Open();
  if (!status.ok()) return status;
  if (options.backpressure == Backpressure::kSpill) {
    spill_ = std::make_unique<Spill>(&journal_->directory(), *arena_);
  }
  ring_ = std::make_unique<Ring>(arena_.get(), options.backpressure, spill_.get());
  registry_ = std::make_unique<Registry>(ring_.get(), journal_.get(), options.exact_clock);
  auto on_close = [this](const char* reason) { Finish(reason); };
  auto drain = std::make_unique<Drain>(ring_.get(), registry_.get(), journal_.get(),
                                       options.is_tunable, on_close);
  status = drain->Start();
  if (status.ok()) drain_ = std::move(drain);
  return status;
}

Recording::~Recording() {
  if (drain_) Close("exit");
}

Result<Producer*> Recording::Attach(std::string_view kind, std::string_view name) {
  FileSizeSignalBlock signal_block;
  ExitSignalBlock exit_signals;
  return registry_->Attach(kind, name);
}

void Recording::AddModule(uint32_t first_site, uint32_t site_count, Bytes frame) {
  FileSizeSignalBlock signal_block;
  ExitSignalBlock exit_signals;
  journal_->AddModule(first_site, site_count, frame);
}

void Recording::AddMeta(Bytes json) {
  FileSizeSignalBlock signal_block;
  ExitSignalBlock exit_signals;
  journal_->AddMeta(json);
}

void Recording::Close(const char* reason) {
  drain_->RequestClose(reason);
  drain_->WaitClosed(kCloseTimeoutMs);
}

// On the drain thread, behind the last chunk.
void Recording::Finish(const char* reason) {
  // Before the segment is closed, so that threadEnd blocks are counted in.
  std::string accounts = journal_->AccountsJson();
  journal_->Close(reason);
  KillPoint("close");
  unlinkat(journal_->directory().descriptor(), kArenaName, 0);
  KillPoint("close, unlinked");
  unlinkat(journal_->directory().descriptor(), kSpillName, 0);
  if (!manifest_.is_owner()) return;
  std::string stop_reason = journal_->StopReason();
  JsonObject fields;
  fields.Text("state", stop_reason.empty() ? "complete" : "stopped").Long("endTime", NowNs());
  if (!stop_reason.empty()) fields.Text("stopReason", stop_reason).Raw("threads", accounts);
  [[maybe_unused]] Status status = manifest_.Complete(recording_, fields.Fields());
}

}  // namespace scope
