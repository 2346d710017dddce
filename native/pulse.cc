// The engine calls back around each collection; what it tells is kept for the thread to read.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "pulse.h"

#include <bit>
#include <cstdlib>

#include "clock.h"
#include "engine.h"

namespace scope {
namespace {

constexpr size_t kKept = 256;
constexpr size_t kHead = 2;
constexpr size_t kWords = 3;
// All kinds of collections.
constexpr int kAllKinds = (1 << 5) - 1;

// v8::Isolate::GCCallbackWithData and those who add and remove it.
using Callback = void (*)(void* isolate, int kind, int flags, void* data);
using Add = void (*)(void* isolate, Callback, void* data, int kinds);
using Remove = void (*)(void* isolate, Callback, void* data);

struct Watch {
  void* isolate;
  double* words;
  double began = 0;
  napi_ref array = nullptr;
  Remove remove_before;
  Remove remove_behind;
};

void Began(void*, int, int, void* data) {
  static_cast<Watch*>(data)->began = static_cast<double>(NowNs());
}

void Ended(void*, int kind, int, void* data) {
  auto* watch = static_cast<Watch*>(data);
  if (watch->began == 0) return;
  const double end = static_cast<double>(NowNs());
  double* words = watch->words;
  double* slot = words + kHead + (static_cast<uint64_t>(words[0]) % kKept) * kWords;
  slot[0] = kind;
  slot[1] = watch->began;
  slot[2] = end;
  words[1] += end - watch->began;
  words[0] += 1;
  watch->began = 0;
}

void Unwatch(void* data) {
  auto* watch = static_cast<Watch*>(data);
  watch->remove_before(watch->isolate, Began, watch);
  watch->remove_behind(watch->isolate, Ended, watch);
  delete watch;
}

constexpr size_t kTurnHead = 3;
constexpr size_t kTurnBuckets = 12;
// UV_PREPARE of uv_handle_type.
constexpr int kPrepareHandle = 9;
constexpr double kMillisecond = 1e6;

using IdleTime = uint64_t (*)(uv_loop_s* loop);
using Close = void (*)(void* handle, void (*closed)(void* handle));

// Turns of one loop, each from one look for events to the next, less the time that it waited there.
struct Turns {
  uv_loop_s* loop;
  double* words;
  IdleTime idle;
  Close close;
  void* handle = nullptr;
  napi_ref array = nullptr;
  uint64_t began = 0;
  uint64_t idle_before = 0;
  napi_async_cleanup_hook_handle hook = nullptr;
};

void TurnBegins(void* handle) {
  Turns& turns = **static_cast<Turns**>(handle);
  const uint64_t now = NowNs();
  const uint64_t idle = turns.idle(turns.loop);
  if (turns.began != 0) {
    const uint64_t passed = now - turns.began;
    const uint64_t waited = idle - turns.idle_before;
    const double took = passed > waited ? static_cast<double>(passed - waited) : 0;
    const auto milliseconds = static_cast<uint64_t>(took / kMillisecond);
    const size_t bucket = static_cast<size_t>(std::bit_width(milliseconds));
    turns.words[0] += 1;
    if (took > turns.words[1]) turns.words[1] = took;
    turns.words[2] += took;
    turns.words[kTurnHead + (bucket < kTurnBuckets ? bucket : kTurnBuckets - 1)] += 1;
  }
  turns.began = now;
  turns.idle_before = idle;
}

void TurnsClosed(void* handle) {
  auto* turns = *static_cast<Turns**>(handle);
  napi_remove_async_cleanup_hook(turns->hook);
  std::free(handle);
  delete turns;
}

// The environment waits until the handle is closed.
void EndTurns(napi_async_cleanup_hook_handle hook, void* data) {
  auto* turns = static_cast<Turns*>(data);
  turns->hook = hook;
  turns->close(turns->handle, TurnsClosed);
}

}  // namespace

Napi::Value WatchCollections(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const auto current = FindCurrentIsolate();
#define GC_CALLBACK "EPFvPS0_NS_6GCTypeENS_15GCCallbackFlagsEPvES4_"
  const auto add_before =
      FindInNode<Add>("_ZN2v87Isolate21AddGCPrologueCallback" GC_CALLBACK "S2_");
  const auto add_behind =
      FindInNode<Add>("_ZN2v87Isolate21AddGCEpilogueCallback" GC_CALLBACK "S2_");
  const auto no_before = FindInNode<Remove>("_ZN2v87Isolate24RemoveGCPrologueCallback" GC_CALLBACK);
  const auto no_behind = FindInNode<Remove>("_ZN2v87Isolate24RemoveGCEpilogueCallback" GC_CALLBACK);
#undef GC_CALLBACK
  if (!current || !add_before || !add_behind || !no_before || !no_behind || !IsTried(env)) {
    return env.Undefined();
  }
  auto array = Napi::Float64Array::New(env, kHead + kKept * kWords);
  auto* watch = new Watch{current(), array.Data(), 0, nullptr, no_before, no_behind};
  napi_create_reference(env, array, 1, &watch->array);
  add_before(watch->isolate, Began, watch, kAllKinds);
  add_behind(watch->isolate, Ended, watch, kAllKinds);
  napi_add_env_cleanup_hook(env, Unwatch, watch);
  return array;
}

Napi::Value WatchTurns(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const auto size = FindInNode<size_t (*)(int type)>("uv_handle_size");
  const auto init = FindInNode<int (*)(uv_loop_s*, void*)>("uv_prepare_init");
  const auto start = FindInNode<int (*)(void*, void (*)(void*))>("uv_prepare_start");
  const auto unref = FindInNode<void (*)(void*)>("uv_unref");
  const auto close = FindInNode<Close>("uv_close");
  const auto idle = FindInNode<IdleTime>("uv_metrics_idle_time");
  uv_loop_s* loop = nullptr;
  if (!size || !init || !start || !unref || !close || !idle || !IsTried(env) ||
      napi_get_uv_event_loop(env, &loop) != napi_ok) {
    return env.Undefined();
  }
  auto array = Napi::Float64Array::New(env, kTurnHead + kTurnBuckets);
  auto* turns = new Turns{loop, array.Data(), idle, close};
  turns->handle = std::calloc(1, size(kPrepareHandle));
  napi_create_reference(env, array, 1, &turns->array);
  init(loop, turns->handle);
  *static_cast<Turns**>(turns->handle) = turns;  // the handle's `data`, its first field
  start(turns->handle, TurnBegins);
  unref(turns->handle);
  napi_add_async_cleanup_hook(env, EndTurns, turns, nullptr);
  return array;
}

Napi::Value LoopIdle(const Napi::CallbackInfo& info) {
  static const auto idle = FindInNode<uint64_t (*)(void* loop)>("uv_metrics_idle_time");
  uv_loop_s* loop = nullptr;
  if (!idle || napi_get_uv_event_loop(info.Env(), &loop) != napi_ok) {
    return Napi::Number::New(info.Env(), 0);
  }
  return Napi::Number::New(info.Env(), static_cast<double>(idle(loop)));
}

}  // namespace scope
