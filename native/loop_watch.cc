// A prepare handle of libuv, which runs before each wait. See loop_watch.h.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "loop_watch.h"

#include <cstdlib>

#include "engine.h"

namespace scope {

// libuv's own functions; its numbers of handle types do not change within a major version.
struct LoopWatch::Libuv {
  static constexpr int kPrepare = 9;

  size_t (*handle_size)(int type) = FindInNode<size_t (*)(int)>("uv_handle_size");
  int (*init)(uv_loop_s*, void*) = FindInNode<int (*)(uv_loop_s*, void*)>("uv_prepare_init");
  int (*start)(void*,
               void (*)(void*)) = FindInNode<int (*)(void*, void (*)(void*))>("uv_prepare_start");
  void (*unref)(void*) = FindInNode<void (*)(void*)>("uv_unref");
  void (*close)(void*, void (*)(void*)) = FindInNode<void (*)(void*, void (*)(void*))>("uv_close");
  void (*set_data)(void*, void*) = FindInNode<void (*)(void*, void*)>("uv_handle_set_data");
  void* (*data)(const void*) = FindInNode<void* (*)(const void*)>("uv_handle_get_data");

  bool is_whole() const {
    return handle_size && init && start && unref && close && set_data && data;
  }
  static const Libuv& Found() {
    static const Libuv found;
    return found;
  }
  static LoopWatch& WatchOf(void* handle) { return *static_cast<LoopWatch*>(Found().data(handle)); }

  static void Waits(void* handle) {
    for (const auto& call : WatchOf(handle).calls_) call();
  }

  static void Closed(void* handle) {
    LoopWatch* watch = &WatchOf(handle);
    std::free(handle);
    napi_remove_async_cleanup_hook(watch->cleanup_);
    delete watch;
  }

  // The environment ends: it goes round its loop once more for whoever still closes.
  static void Close(napi_async_cleanup_hook_handle, void* data) {
    Found().close(static_cast<LoopWatch*>(data)->handle_, Closed);
  }
};

LoopWatch* LoopWatch::Start(Napi::Env env) {
  const Libuv& libuv = Libuv::Found();
  uv_loop_s* loop = nullptr;
  if (!IsTried(env) || !libuv.is_whole() || napi_get_uv_event_loop(env, &loop) != napi_ok) {
    return nullptr;
  }
  void* handle = std::calloc(1, libuv.handle_size(Libuv::kPrepare));
  if (handle == nullptr || libuv.init(loop, handle) != 0) {
    std::free(handle);
    return nullptr;
  }
  auto* watch = new LoopWatch;
  watch->handle_ = handle;
  libuv.set_data(handle, watch);
  libuv.start(handle, Libuv::Waits);
  libuv.unref(handle);
  napi_add_async_cleanup_hook(env, Libuv::Close, watch, &watch->cleanup_);
  return watch;
}

}  // namespace scope
