// Node-API's external ArrayBuffers count as memory that a collection could free: 50 MB of arena, or
// 8 MB of secrets, make the engine mark the guest's heap earlier and more often than it would
// without scope (25 ms of CPU in a start of 500 modules). V8 does not count memory whose deleter is
// its own empty one, but that way leads through V8's functions, whose shape Node-API does not
// promise. So it is taken where it was tried (engine.h).
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "lasting.h"

#include <memory>

#include "engine.h"

namespace scope {
namespace {

// v8::BackingStore::EmptyDeleter, v8::ArrayBuffer::NewBackingStore and New. A std::unique_ptr comes
// back, as any class with a destructor, in memory of the caller.
struct Owned {
  void* store;
  ~Owned() {}
};
using Deleter = void (*)(void*, size_t, void*);
using NewStore = Owned (*)(void*, size_t, Deleter, void*);
using NewBuffer = napi_value (*)(void* isolate, std::shared_ptr<void>);

napi_value Uncounted(Napi::Env env, void* data, size_t bytes) {
  static const auto empty = FindInNode<Deleter>("_ZN2v812BackingStore12EmptyDeleterEPvmS1_");
  static const auto store =
      FindInNode<NewStore>("_ZN2v811ArrayBuffer15NewBackingStoreEPvmPFvS1_mS1_ES1_");
  static const auto buffer = FindInNode<NewBuffer>(
      "_ZN2v811ArrayBuffer3NewEPNS_7IsolateESt10shared_ptrINS_12BackingStoreEE");
  static const auto current = FindCurrentIsolate();
  if (!empty || !store || !buffer || !current || !IsTried(env)) return nullptr;
  Owned owned = store(data, bytes, empty, nullptr);
  return buffer(current(), std::shared_ptr<void>(owned.store, [](void*) {}));
}

}  // namespace

bool TakesForeignMemory(Napi::Env env) {
  static uint64_t word = 0;
  Napi::ArrayBuffer::New(env, &word, sizeof word, [](Napi::Env, void*) {});
  if (!env.IsExceptionPending()) return true;
  env.GetAndClearPendingException();
  return false;
}

Napi::Value LastingBuffer(Napi::Env env, void* data, size_t bytes) {
  if (napi_value value = Uncounted(env, data, bytes)) return Napi::Value(env, value);
  return Napi::ArrayBuffer::New(env, data, bytes, [](Napi::Env, void*) {});
}

}  // namespace scope
