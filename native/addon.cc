// The door to Node: checks, converts, delegates, decides nothing. Its JavaScript face is
// lib/binding.ts. Each environment (main thread, workers) has its own instance data; the recording
// is one per process and lives until the process ends.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include <napi.h>

#include <atomic>
#include <limits>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "block.h"
#include "clock.h"
#include "crc32c.h"
#include "exit.h"
#include "faults.h"
#include "guise.h"
#include "recording.h"
#include "secrets.h"
#include "tuning.h"

namespace scope {
namespace {

// Set once and never deleted: threads may still emit while static objects are destroyed.
std::atomic<Recording*> recording{nullptr};
std::mutex start_mutex;

struct Environment {
  Producer* producer = nullptr;
  bool is_owner = false;  // it started the recording, and its end ends it
  TuningFile tuning;

  static Environment& Of(napi_env env) {
    void* data = nullptr;
    napi_get_instance_data(env, &data);
    return *static_cast<Environment*>(data);
  }
};

void OnEnvironmentEnd(void* data) {
  Environment* environment = static_cast<Environment*>(data);
  if (environment->producer != nullptr) environment->producer->Detach();
  environment->producer = nullptr;
  if (environment->is_owner) recording.load()->Close("exit");
}

Napi::Value Throw(Napi::Env env, const std::string& sentence) {
  Napi::Error::New(env, sentence).ThrowAsJavaScriptException();
  return env.Undefined();
}

Recording* Running(Napi::Env env) {
  Recording* running = recording.load();
  if (running == nullptr) Throw(env, "no recording has been started");
  return running;
}

std::string TextField(const Napi::Object& object, const char* name) {
  return object.Get(name).ToString().Utf8Value();
}

bool IsBytes(const Napi::Value& value) {
  return value.IsTypedArray() && value.As<Napi::TypedArray>().TypedArrayType() == napi_uint8_array;
}

Bytes ToBytes(const Napi::Value& value) {
  Napi::Uint8Array array = value.As<Napi::Uint8Array>();
  return Bytes(array.Data(), array.ByteLength());
}

Napi::Value Start(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsObject()) return Throw(env, "start() expects its options as an object");
  Napi::Object given = info[0].As<Napi::Object>();
  std::lock_guard lock(start_mutex);
  if (recording.load() != nullptr) return Throw(env, "this process has a recording already");
  Result<Backpressure> backpressure = ParseBackpressure(TextField(given, "backpressure"));
  if (!backpressure.ok()) return Throw(env, backpressure.status().sentence());
  RecordingOptions options;
  options.directory = TextField(given, "recording");
  options.manifest = TextField(given, "manifest");
  options.backpressure = backpressure.value();
  options.exact_clock = given.Get("exactClock").ToBoolean();
  options.keep.bytes = static_cast<uint64_t>(given.Get("keepBytes").ToNumber().Int64Value());
  options.keep.ns =
      static_cast<uint64_t>(given.Get("keepMs").ToNumber().Int64Value()) * kNsPerMillisecond;
  if (!options.directory.starts_with('/')) {
    return Throw(env, "the recording's path must be absolute: '" + options.directory + "'");
  }
  Result<std::unique_ptr<Recording>> started = Recording::Start(options);
  if (!started.ok()) return Throw(env, started.status().sentence());
  Recording* running = started.value().release();
  recording.store(running);
  Environment::Of(env).is_owner = true;
  CloseAtExit(running);
  return env.Undefined();
}

Napi::Value Secrets(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  // One a process, for good: threads of the guest may outlive whoever asked first.
  static const std::span<uint8_t> memory = OpenSecrets(info[0].ToString().Utf8Value());
  Napi::Value buffer =
      Napi::ArrayBuffer::New(env, memory.data(), memory.size(), [](Napi::Env, void*) {});
  if (!env.IsExceptionPending() && FailPoint("external") == 0) return buffer;
  if (env.IsExceptionPending()) env.GetAndClearPendingException();
  return Throw(env,
               "this build of Node refuses array buffers over memory that is not its own (a "
               "sandboxed or pointer-compressed V8); the recorder needs them: use a stock Node");
}

Napi::Value Attach(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  Environment& environment = Environment::Of(env);
  if (environment.producer != nullptr) return Throw(env, "this thread is attached already");
  Arena& arena = running->arena();
  // The mapping is never undone, so there is nothing to do when the ArrayBuffer is collected.
  Napi::ArrayBuffer buffer =
      Napi::ArrayBuffer::New(env, arena.data(), arena.bytes(), [](Napi::Env, void*) {});
  if (env.IsExceptionPending()) return env.Undefined();
  Result<Producer*> attached =
      running->Attach(info[0].ToString().Utf8Value(), info[1].ToString().Utf8Value());
  if (!attached.ok()) return Throw(env, attached.status().sentence());
  environment.producer = attached.value();
  Napi::Object result = Napi::Object::New(env);
  result["arena"] = buffer;
  result["control"] =
      Napi::Number::New(env, arena.ControlWord(environment.producer->control_index()));
  result["thread"] = Napi::Number::New(env, environment.producer->thread());
  return result;
}

// Turn and Stamp are called often: they use the plain C interface.
napi_value Turn(napi_env env, napi_callback_info) {
  Producer* producer = Environment::Of(env).producer;
  if (producer != nullptr) producer->Turn();
  return nullptr;
}

napi_value Stamp(napi_env env, napi_callback_info) {
  Producer* producer = Environment::Of(env).producer;
  if (producer != nullptr) producer->Stamp();
  return nullptr;
}

Napi::Value AllocateSites(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  int64_t count = info[0].ToNumber().Int64Value();
  if (count < 0 || count >= kMaxSites) return Napi::Number::New(env, 0);
  uint32_t preferred = info[1].ToNumber().Uint32Value();
  return Napi::Number::New(env, running->sites().Allocate(static_cast<uint32_t>(count), preferred));
}

Napi::Value FindModule(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  return Napi::Number::New(env, running->sites().Find(info[0].ToString().Utf8Value()));
}

Napi::Value PackModule(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsBytes(info[0])) return Throw(env, "packModule() expects its JSON as Uint8Array");
  std::vector<uint8_t> frame = Compress(ToBytes(info[0]));
  if (frame.empty()) return Throw(env, "not enough memory to compress a module's record");
  return Napi::Buffer<uint8_t>::Copy(env, frame.data(), frame.size());
}

Napi::Value AddModule(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  if (!IsBytes(info[3])) return Throw(env, "addModule() expects its frame as Uint8Array");
  uint32_t first_site = info[1].ToNumber().Uint32Value();
  running->AddModule(first_site, info[2].ToNumber().Uint32Value(), ToBytes(info[3]));
  running->sites().Publish(info[0].ToString().Utf8Value(), first_site);
  return env.Undefined();
}

Napi::Value AddMeta(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  if (!IsBytes(info[0])) return Throw(env, "addMeta() expects its JSON as Uint8Array");
  running->AddMeta(ToBytes(info[0]));
  return env.Undefined();
}

Napi::Value Status(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = recording.load();
  Napi::Object result = Napi::Object::New(env);
  std::string reason = running == nullptr ? "" : running->journal().StopReason();
  const char* state = running == nullptr  ? "idle"
                      : running->closed() ? "closed"
                      : !reason.empty()   ? "stopped"
                                          : "recording";
  result["state"] = Napi::String::New(env, state);
  result["reason"] = Napi::String::New(env, reason);
  result["directory"] = Napi::String::New(env, running == nullptr ? "" : running->directory());
  uint64_t bytes = running == nullptr ? 0 : running->journal().bytes();
  result["bytes"] = Napi::Number::New(env, static_cast<double>(bytes));
  return result;
}

Napi::Value ReadTuning(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = recording.load();
  if (running == nullptr) return env.Undefined();
  std::optional<Result<std::string>> change =
      Environment::Of(env).tuning.ReadChange(running->folder());
  if (!change) return env.Undefined();
  if (!change->ok()) return Throw(env, change->status().sentence());
  return Napi::String::New(env, change->value());
}

Napi::Value ThreadCpu(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(ThreadCpuNs()));
}

Napi::Value Flush(const Napi::CallbackInfo& info) {
  Recording* running = Running(info.Env());
  if (running != nullptr) running->Flush();
  return info.Env().Undefined();
}

Napi::Value ZstdDecompress(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsBytes(info[0])) return Throw(env, "zstdDecompress() expects its data as Uint8Array");
  double raw_bytes = info[1].ToNumber().DoubleValue();
  if (!(raw_bytes >= 0 && raw_bytes <= std::numeric_limits<uint32_t>::max())) {
    return Throw(env, "zstdDecompress() expects the length of the decompressed data");
  }
  Napi::Uint8Array raw = Napi::Uint8Array::New(env, static_cast<size_t>(raw_bytes));
  if (env.IsExceptionPending()) return env.Undefined();
  scope::Status status = Decompress(ToBytes(info[0]), {raw.Data(), raw.ByteLength()});
  if (!status.ok()) return Throw(env, status.sentence());
  return raw;
}

Napi::Value Checksum(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsBytes(info[0])) return Throw(env, "crc32c() expects its data as Uint8Array");
  Bytes data = ToBytes(info[0]);
  return Napi::Number::New(env, Crc32c(data.data(), data.size()));
}

void ExportPlain(Napi::Env env, Napi::Object exports, const char* name, napi_callback function) {
  napi_value value = nullptr;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, function, nullptr, &value);
  exports.Set(name, Napi::Value(env, value));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  auto environment = std::make_unique<Environment>();
  napi_add_env_cleanup_hook(env, OnEnvironmentEnd, environment.get());
  napi_finalize discard = [](napi_env, void* data, void*) {
    delete static_cast<Environment*>(data);
  };
  napi_set_instance_data(env, environment.release(), discard, nullptr);
  exports["start"] = Napi::Function::New<Start>(env, "start");
  exports["secrets"] = Napi::Function::New<Secrets>(env, "secrets");
  exports["attach"] = Napi::Function::New<Attach>(env, "attach");
  ExportPlain(env, exports, "turn", Turn);
  ExportPlain(env, exports, "stamp", Stamp);
  ExportPlain(env, exports, "interpose", Interpose);
  ExportPlain(env, exports, "rewriteStderr", RewriteStderr);
  exports["allocateSites"] = Napi::Function::New<AllocateSites>(env, "allocateSites");
  exports["findModule"] = Napi::Function::New<FindModule>(env, "findModule");
  exports["packModule"] = Napi::Function::New<PackModule>(env, "packModule");
  exports["addModule"] = Napi::Function::New<AddModule>(env, "addModule");
  exports["addMeta"] = Napi::Function::New<AddMeta>(env, "addMeta");
  exports["status"] = Napi::Function::New<Status>(env, "status");
  exports["readTuning"] = Napi::Function::New<ReadTuning>(env, "readTuning");
  exports["threadCpu"] = Napi::Function::New<ThreadCpu>(env, "threadCpu");
  exports["flush"] = Napi::Function::New<Flush>(env, "flush");
  exports["zstdDecompress"] = Napi::Function::New<ZstdDecompress>(env, "zstdDecompress");
  exports["crc32c"] = Napi::Function::New<Checksum>(env, "crc32c");
  return exports;
}

NODE_API_MODULE(scope, Init)

}  // namespace
}  // namespace scope
