// A prepare handle of libuv, which runs before each wait and keeps no loop alive. See rest.h.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "rest.h"

#include <cstdlib>

#include "engine.h"

struct uv_prepare_s;

namespace scope {
namespace {

using Handle = uv_prepare_s;

// libuv's own functions; its numbers of handle types do not change within a major version.
struct Libuv {
  static constexpr int kPrepare = 9;

  size_t (*handle_size)(int type) = FindInNode<size_t (*)(int)>("uv_handle_size");
  int (*init)(uv_loop_s*, Handle*) = FindInNode<int (*)(uv_loop_s*, Handle*)>("uv_prepare_init");
  int (*start)(Handle*, void (*)(Handle*)) =
      FindInNode<int (*)(Handle*, void (*)(Handle*))>("uv_prepare_start");
  void (*unref)(Handle*) = FindInNode<void (*)(Handle*)>("uv_unref");
  void (*close)(Handle*,
                void (*)(Handle*)) = FindInNode<void (*)(Handle*, void (*)(Handle*))>("uv_close");
  void (*set_data)(Handle*, void*) = FindInNode<void (*)(Handle*, void*)>("uv_handle_set_data");
  void* (*data)(const Handle*) = FindInNode<void* (*)(const Handle*)>("uv_handle_get_data");

  bool is_whole() const {
    return handle_size && init && start && unref && close && set_data && data;
  }
  static const Libuv& Found() {
    static const Libuv found;
    return found;
  }
};

struct Watch {
  Producer* producer;
  Handle* handle;
  napi_async_cleanup_hook_handle cleanup = nullptr;
};

Watch& WatchOf(Handle* handle) { return *static_cast<Watch*>(Libuv::Found().data(handle)); }

void Rests(Handle* handle) { WatchOf(handle).producer->Rest(); }

void Closed(Handle* handle) {
  Watch* watch = &WatchOf(handle);
  std::free(handle);
  napi_remove_async_cleanup_hook(watch->cleanup);
  delete watch;
}

// The environment ends: it goes round its loop once more for whoever still closes.
void Close(napi_async_cleanup_hook_handle, void* data) {
  Libuv::Found().close(static_cast<Watch*>(data)->handle, Closed);
}

}  // namespace

void WatchRests(Napi::Env env, Producer* producer) {
  const Libuv& libuv = Libuv::Found();
  uv_loop_s* loop = nullptr;
  if (!IsTried(env) || !libuv.is_whole() || napi_get_uv_event_loop(env, &loop) != napi_ok) return;
  auto* handle = static_cast<Handle*>(std::calloc(1, libuv.handle_size(Libuv::kPrepare)));
  if (handle == nullptr || libuv.init(loop, handle) != 0) return std::free(handle);
  auto* watch = new Watch{producer, handle};
  libuv.set_data(handle, watch);
  libuv.start(handle, Rests);
  libuv.unref(handle);
  napi_add_async_cleanup_hook(env, Close, watch, &watch->cleanup);
}

}  // namespace scope
