// The engine calls back around each collection; what it tells is kept for the thread to read.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "pulse.h"

#include <bit>

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

// What the engine offers for that; all null where it is not one that was tried.
struct Hooks {
  void* isolate = nullptr;
  Add add_before = nullptr;
  Add add_behind = nullptr;
  Remove remove_before = nullptr;
  Remove remove_behind = nullptr;
};

Hooks FindHooks(Napi::Env env) {
#define GC_CALLBACK "EPFvPS0_NS_6GCTypeENS_15GCCallbackFlagsEPvES4_"
  const auto current = FindCurrentIsolate();
  const auto add_before =
      FindInNode<Add>("_ZN2v87Isolate21AddGCPrologueCallback" GC_CALLBACK "S2_");
  const auto add_behind =
      FindInNode<Add>("_ZN2v87Isolate21AddGCEpilogueCallback" GC_CALLBACK "S2_");
  const auto no_before = FindInNode<Remove>("_ZN2v87Isolate24RemoveGCPrologueCallback" GC_CALLBACK);
  const auto no_behind = FindInNode<Remove>("_ZN2v87Isolate24RemoveGCEpilogueCallback" GC_CALLBACK);
#undef GC_CALLBACK
  if (!current || !add_before || !add_behind || !no_before || !no_behind || !IsTried(env))
    return {};
  return Hooks{current(), add_before, add_behind, no_before, no_behind};
}

struct Watch {
  Hooks hooks;
  double* words;
  double began = 0;
  napi_ref array = nullptr;
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
  watch->hooks.remove_before(watch->hooks.isolate, Began, watch);
  watch->hooks.remove_behind(watch->hooks.isolate, Ended, watch);
  delete watch;
}

// Collections of the old space and the marking for them: others take references as strong ones.
constexpr int kThatEndReferences = (1 << 2) | (1 << 3);

struct Holder {
  napi_env env;
  Hooks hooks;
  napi_ref array = nullptr;
};

void LetGo(void*, int, int, void* data) {
  const auto* holder = static_cast<Holder*>(data);
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(holder->env, &scope) != napi_ok) return;
  napi_value array = nullptr;
  napi_value undefined = nullptr;
  napi_get_reference_value(holder->env, holder->array, &array);
  napi_get_undefined(holder->env, &undefined);
  napi_set_element(holder->env, array, 0, undefined);
  napi_close_handle_scope(holder->env, scope);
}

void DropHolder(void* data) {
  auto* holder = static_cast<Holder*>(data);
  holder->hooks.remove_before(holder->hooks.isolate, LetGo, holder);
  delete holder;
}

constexpr size_t kTurnHead = 3;
constexpr size_t kTurnBuckets = 12;
constexpr double kMillisecond = 1e6;

using IdleTime = uint64_t (*)(uv_loop_s* loop);

// Turns of one loop, each from one look for events to the next, less the time that it waited there.
struct Turns {
  uv_loop_s* loop;
  double* words;
  IdleTime idle;
  uint64_t began = 0;
  uint64_t idle_before = 0;

  void Begin() {
    const uint64_t now = NowNs();
    const uint64_t waited_before = idle_before;
    idle_before = idle(loop);
    if (began != 0) {
      const uint64_t passed = now - began;
      const uint64_t waited = idle_before - waited_before;
      Count(passed > waited ? static_cast<double>(passed - waited) : 0);
    }
    began = now;
  }

 private:
  void Count(double took) const {
    const auto milliseconds = static_cast<uint64_t>(took / kMillisecond);
    const size_t bucket = static_cast<size_t>(std::bit_width(milliseconds));
    words[0] += 1;
    if (took > words[1]) words[1] = took;
    words[2] += took;
    words[kTurnHead + (bucket < kTurnBuckets ? bucket : kTurnBuckets - 1)] += 1;
  }
};

}  // namespace

Napi::Value WatchCollections(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Hooks hooks = FindHooks(env);
  if (hooks.isolate == nullptr) return env.Undefined();
  auto array = Napi::Float64Array::New(env, kHead + kKept * kWords);
  auto* watch = new Watch{hooks, array.Data()};
  napi_create_reference(env, array, 1, &watch->array);
  hooks.add_before(hooks.isolate, Began, watch, kAllKinds);
  hooks.add_behind(hooks.isolate, Ended, watch, kAllKinds);
  napi_add_env_cleanup_hook(env, Unwatch, watch);
  return array;
}

Napi::Value HoldWeakly(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Hooks hooks = FindHooks(env);
  if (hooks.isolate == nullptr) return Napi::Boolean::New(env, false);
  auto* holder = new Holder{env, hooks};
  napi_create_reference(env, info[0], 1, &holder->array);
  hooks.add_before(hooks.isolate, LetGo, holder, kThatEndReferences);
  napi_add_env_cleanup_hook(env, DropHolder, holder);
  return Napi::Boolean::New(env, true);
}

Napi::Value WatchTurns(Napi::Env env, LoopWatch* watch) {
  const auto idle = FindInNode<IdleTime>("uv_metrics_idle_time");
  uv_loop_s* loop = nullptr;
  if (watch == nullptr || !idle || napi_get_uv_event_loop(env, &loop) != napi_ok) {
    return env.Undefined();
  }
  auto array = Napi::Float64Array::New(env, kTurnHead + kTurnBuckets);
  napi_ref kept;
  napi_create_reference(env, array, 1, &kept);  // as long as the environment
  watch->BeforeWait([turns = Turns{loop, array.Data(), idle}]() mutable { turns.Begin(); });
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
