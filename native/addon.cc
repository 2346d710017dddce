// The door to Node: checks, converts, delegates, decides nothing. Its JavaScript face is
// lib/binding.ts. Each environment (main thread, workers) has its own instance data; the recording
// is one per process and lives until the process ends.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include <napi.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "blake2b.h"
#include "block.h"
#include "clock.h"
#include "codec.h"
#include "compiled.h"
#include "entry.h"
#include "entry_queue.h"
#include "exit.h"
#include "faults.h"
#include "forgotten.h"
#include "guise.h"
#include "imports.h"
#include "json.h"
#include "lasting.h"
#include "loop_watch.h"
#include "order.h"
#include "outer_text.h"
#include "proxies.h"
#include "pulse.h"
#include "recording.h"
#include "secrets.h"
#include "stacks.h"
#include "tally.h"
#include "tuning.h"
#include "values.h"

namespace scope {
namespace {

// Set once and never deleted: threads may still emit while static objects are destroyed.
std::atomic<Recording*> recording{nullptr};
std::mutex start_mutex;

struct Environment {
  Producer* producer = nullptr;
  LoopWatch* loop = nullptr;
  bool is_owner = false;  // it started the recording, and its end ends it
  TuningFile tuning;
  Tally tally;

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

Recording* Running(Napi::Env env) {
  Recording* running = recording.load();
  if (running == nullptr) Throw(env, "no recording has been started");
  return running;
}

std::string TextField(const Napi::Object& object, const char* name) {
  return object.Get(name).ToString().Utf8Value();
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
  options.is_tunable = given.Get("isTunable").ToBoolean();
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
  if (TakesForeignMemory(env) && FailPoint("external") == 0) {
    return LastingBuffer(env, memory.data(), memory.size());
  }
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
  Napi::Value buffer = LastingBuffer(env, arena.data(), arena.bytes());
  if (env.IsExceptionPending()) return env.Undefined();
  Result<Producer*> attached =
      running->Attach(info[0].ToString().Utf8Value(), info[1].ToString().Utf8Value());
  if (!attached.ok()) return Throw(env, attached.status().sentence());
  environment.producer = attached.value();
  environment.loop = LoopWatch::Start(env);
  if (environment.loop != nullptr) {
    environment.loop->BeforeWait([producer = environment.producer] { producer->Rest(); });
  }
  Napi::Object result = Napi::Object::New(env);
  result["arena"] = buffer;
  result["control"] =
      Napi::Number::New(env, arena.ControlWord(environment.producer->control_index()));
  result["thread"] = Napi::Number::New(env, environment.producer->thread());
  return result;
}

Napi::Value CountTurns(const Napi::CallbackInfo& info) {
  return WatchTurns(info.Env(), Environment::Of(info.Env()).loop);
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

// The units of a JavaScript string, one byte each where that is enough.
struct Text {
  std::vector<uint8_t> bytes;
  bool is_wide = false;
};

Text ToText(const Napi::Value& value) {
  const std::u16string units = value.ToString().Utf16Value();
  char16_t all = 0;
  for (char16_t unit : units) all |= unit;
  Text text;
  text.is_wide = all > 0xff;
  if (text.is_wide) {
    const uint8_t* bytes = reinterpret_cast<const uint8_t*>(units.data());
    text.bytes.assign(bytes, bytes + units.size() * sizeof(char16_t));
  } else {
    text.bytes.assign(units.begin(), units.end());
  }
  return text;
}

Napi::Value FromText(Napi::Env env, Bytes bytes, bool is_wide) {
  if (!is_wide) return OuterLatin1(env, bytes);
  napi_value value = nullptr;
  std::vector<char16_t> units(bytes.size() / sizeof(char16_t));
  std::memcpy(units.data(), bytes.data(), units.size() * sizeof(char16_t));
  napi_create_string_utf16(env, units.data(), units.size(), &value);
  return Napi::Value(env, value);
}

Napi::Value Hash(const Napi::CallbackInfo& info) {
  Blake2b hash;
  for (size_t index = 0; index < 2; ++index) {
    Text text = ToText(info[index]);
    uint64_t head = uint64_t{text.bytes.size()} << 1 | uint64_t{text.is_wide};
    hash.Update(&head, sizeof head);
    hash.Update(text.bytes.data(), text.bytes.size());
  }
  std::string digits;
  for (uint8_t byte : hash.Finish()) {
    for (int shift : {4, 0}) digits += "0123456789abcdef"[byte >> shift & 15];
  }
  return Napi::String::New(info.Env(), digits);
}

// Site ids for a module and its record in the segment; the first id, 0 when there are none left.
uint32_t EnlistModule(Recording* running, const std::string& key, const EntryHead& head,
                      Bytes frame) {
  if (frame.empty()) return 0;
  Sites& sites = running->sites();
  uint32_t known = sites.Find(key);
  if (known != 0) return known;
  uint32_t first = sites.Allocate(head.site_count, head.first_site);
  if (first == 0) return 0;
  running->AddModule(first, head.site_count, frame);
  sites.Publish(key, first);
  return first;
}

Napi::Value EnlistCached(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  std::string folder = info[0].ToString().Utf8Value();
  std::string key = info[1].ToString().Utf8Value();
  if (EntryQueue::Of().SurelyLacks(folder, key)) return env.Undefined();
  EntryQueue::Of().WaitFor(key);
  std::optional<Entry> entry = Entry::Read(folder + "/" + key);
  if (!entry || entry->head().site_count >= kMaxSites) return env.Undefined();
  const EntryHead& head = entry->head();
  Napi::Object result = Napi::Object::New(env);
  result["siteCount"] = Napi::Number::New(env, head.site_count);
  result["firstSite"] = Napi::Number::New(env, head.first_site);
  result["isRecorded"] = Napi::Boolean::New(env, head.frame_bytes > 0);
  bool lacks_text = (head.flags & kLacksText) != 0;
  result["lacksText"] = Napi::Boolean::New(env, lacks_text);
  Napi::Value code = FromText(env, entry->code(), (head.flags & kWideCode) != 0);
  result["code"] = code;
  uint32_t site = EnlistModule(running, key, head, entry->frame());
  result["site"] = Napi::Number::New(env, site);
  if (info[3].IsSymbol() && site == head.first_site && head.code_bytes > 0 && !lacks_text) {
    ModuleText text{info[2], code, info[3], info[4].ToBoolean()};
    Bytes data = entry->data();
    bool is_used = false;
    if (text.is_module) {
      Napi::Uint8Array room = info[5].As<Napi::Uint8Array>();
      if (data.size() > room.ByteLength()) data = Bytes();
      std::copy(data.begin(), data.end(), room.Data());
      is_used = !data.empty();
    } else {
      napi_value function = CompileFunction(env, text, data, &is_used);
      if (function != nullptr) result["compiled"] = Napi::Value(env, function);
    }
    if (is_used) ForgetsAsker(env, info[2].ToString().Utf8Value(), text.is_module, text.symbol);
    result["dataBytes"] = Napi::Number::New(env, is_used ? static_cast<double>(data.size()) : 0);
  }
  return result;
}

// Keeps what V8 made of a module's code with its entry.
Napi::Value KeepData(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::string folder = info[0].ToString().Utf8Value();
  std::string key = info[1].ToString().Utf8Value();
  ModuleText text{info[2], info[5], info[3], info[4].ToBoolean()};
  std::vector<uint8_t> data = CompiledData(text, info[6]);
  EntryQueue::Of().WaitFor(key);
  std::optional<Entry> entry = Entry::Read(folder + "/" + key);
  if (data.empty() || !entry) return Napi::Boolean::New(env, false);
  std::vector<uint8_t> whole = Entry::Encode(entry->head(), entry->frame(), entry->code(), data);
  return Napi::Boolean::New(env, Entry::Write(folder, key, whole).ok());
}

void CodeFolder(const Napi::CallbackInfo& info) { SetCodeFolder(info[0].ToString().Utf8Value()); }

void ForgetCodeOf(const Napi::CallbackInfo& info) { ForgetCode(info[0].ToString().Utf8Value()); }

Napi::Value HasCodeOf(const Napi::CallbackInfo& info) {
  bool has = HasCode(info[0].ToString().Utf8Value(), info[1].ToString().Utf8Value());
  return Napi::Boolean::New(info.Env(), has);
}

Napi::Value KnowsCompilerOf(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), KnowsCompiler(info.Env()));
}

Napi::Value Enlist(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  std::string key = info[1].ToString().Utf8Value();
  EntryHead head{};
  head.site_count = info[2].ToNumber().Uint32Value();
  head.first_site = info[3].ToNumber().Uint32Value();
  if (head.site_count >= kMaxSites) return Throw(env, "no site ids left");
  std::string record = info[4].ToString().Utf8Value();
  std::vector<uint8_t> frame;
  if (!record.empty()) {
    record.pop_back();  // its last brace
    record += ",\"source\":" + JsonText(info[5].ToString().Utf16Value()) + "}";
    frame = Compress(Bytes(reinterpret_cast<const uint8_t*>(record.data()), record.size()));
    if (frame.empty()) return Throw(env, "not enough memory to compress a module's record");
  }
  Napi::Object result = Napi::Object::New(env);
  result["site"] = Napi::Number::New(env, EnlistModule(running, key, head, frame));
  std::string folder = info[0].ToString().Utf8Value();
  bool is_kept = false;
  if (!folder.empty()) {
    Text code = ToText(info[6]);
    if (code.is_wide) head.flags |= kWideCode;
    if (info[7].ToBoolean()) head.flags |= kLacksText;
    is_kept = EntryQueue::Of().Add(folder, key, head, std::move(frame), std::move(code.bytes));
  }
  result["isKept"] = Napi::Boolean::New(env, is_kept);
  return result;
}

// What V8 made of a script of ours: an entry without sites whose frame is V8's data.
Napi::Value ReadCode(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::string path = info[0].ToString().Utf8Value() + "/" + info[1].ToString().Utf8Value();
  std::optional<Entry> entry = Entry::Read(path);
  if (!entry) return env.Undefined();
  Napi::Object result = Napi::Object::New(env);
  Bytes data = entry->frame();
  result["data"] = Napi::Buffer<uint8_t>::Copy(env, data.data(), data.size());
  result["stage"] = Napi::Number::New(env, entry->head().first_site);
  return result;
}

Napi::Value WriteCode(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!IsBytes(info[2])) return Throw(env, "writeCode() expects its data as Uint8Array");
  EntryHead head{};
  head.first_site = info[3].ToNumber().Uint32Value();
  std::vector<uint8_t> entry = Entry::Encode(head, ToBytes(info[2]), Bytes());
  std::string folder = info[0].ToString().Utf8Value();
  bool is_kept = Entry::Write(folder, info[1].ToString().Utf8Value(), entry).ok();
  return Napi::Boolean::New(env, is_kept);
}

Napi::Value AddMeta(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Recording* running = Running(env);
  if (running == nullptr) return env.Undefined();
  std::string json = info[0].ToString().Utf8Value();
  running->AddMeta(Bytes(reinterpret_cast<const uint8_t*>(json.data()), json.size()));
  return env.Undefined();
}

Napi::Value IsTerminal(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), isatty(info[0].ToNumber().Int32Value()) == 1);
}

Napi::Value IsMainThread(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), getpid() == gettid());
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

void AddToTally(const Napi::CallbackInfo& info) {
  Environment& own = Environment::Of(info.Env());
  if (own.producer == nullptr) return;  // the environment has ended
  own.tally.Add(own.producer->Stored(info[0].ToNumber(), info[1].ToNumber()));
}

Napi::Value TakeTally(const Napi::CallbackInfo& info) {
  Environment& own = Environment::Of(info.Env());
  uint64_t drain_cpu = own.producer == nullptr ? 0 : own.producer->drain_cpu();
  std::vector<double> taken = own.tally.Take(drain_cpu);
  Napi::Float64Array array = Napi::Float64Array::New(info.Env(), taken.size());
  std::copy(taken.begin(), taken.end(), array.Data());
  return array;
}

void Flush(const Napi::CallbackInfo& info) {
  Recording* running = Running(info.Env());
  if (running != nullptr) running->Flush();
  EntryQueue::Of().Flush();
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
  ExportPlain(env, exports, "correctStacks", CorrectStacks);
  ExportPlain(env, exports, "placeOfError", PlaceOfError);
  exports["hash"] = Napi::Function::New<Hash>(env, "hash");
  exports["enlistCached"] = Napi::Function::New<EnlistCached>(env, "enlistCached");
  exports["keepData"] = Napi::Function::New<KeepData>(env, "keepData");
  exports["codeFolder"] = Napi::Function::New<CodeFolder>(env, "codeFolder");
  exports["forgetCode"] = Napi::Function::New<ForgetCodeOf>(env, "forgetCode");
  exports["hasCode"] = Napi::Function::New<HasCodeOf>(env, "hasCode");
  exports["knowsCompiler"] = Napi::Function::New<KnowsCompilerOf>(env, "knowsCompiler");
  exports["enlist"] = Napi::Function::New<Enlist>(env, "enlist");
  exports["readCode"] = Napi::Function::New<ReadCode>(env, "readCode");
  exports["writeCode"] = Napi::Function::New<WriteCode>(env, "writeCode");
  exports["isTerminal"] = Napi::Function::New<IsTerminal>(env, "isTerminal");
  exports["isMainThread"] = Napi::Function::New<IsMainThread>(env, "isMainThread");
  exports["addMeta"] = Napi::Function::New<AddMeta>(env, "addMeta");
  exports["status"] = Napi::Function::New<Status>(env, "status");
  exports["readTuning"] = Napi::Function::New<ReadTuning>(env, "readTuning");
  exports["watchCollections"] = Napi::Function::New<WatchCollections>(env, "watchCollections");
  exports["holdWeakly"] = Napi::Function::New<HoldWeakly>(env, "holdWeakly");
  exports["proxyTarget"] = Napi::Function::New<ProxyTarget>(env, "proxyTarget");
  exports["watchTurns"] = Napi::Function::New<CountTurns>(env, "watchTurns");
  exports["inOrder"] = Napi::Function::New<InOrder>(env, "inOrder");
  exports["loopIdle"] = Napi::Function::New<LoopIdle>(env, "loopIdle");
  exports["threadCpu"] = Napi::Function::New<ThreadCpu>(env, "threadCpu");
  exports["addToTally"] = Napi::Function::New<AddToTally>(env, "addToTally");
  exports["takeTally"] = Napi::Function::New<TakeTally>(env, "takeTally");
  exports["flush"] = Napi::Function::New<Flush>(env, "flush");
  exports["zstdDecompress"] = Napi::Function::New<ZstdDecompress>(env, "zstdDecompress");
  exports["crc32c"] = Napi::Function::New<Checksum>(env, "crc32c");
  return exports;
}

NODE_API_MODULE(scope, Init)

}  // namespace
}  // namespace scope
