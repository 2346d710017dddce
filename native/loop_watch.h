// When the loop of a thread is about to wait for events: what is recorded next belongs to another
// turn, and the time in between to none of its calls.
#pragma once

#include <napi.h>

#include <functional>
#include <vector>

namespace scope {

// One for each environment, used on its thread only. It keeps no loop alive and wakes none.
class LoopWatch {
 public:
  // Until the environment ends. Null in a Node that was not tried.
  static LoopWatch* Start(Napi::Env env);

  // From now on `call` is called before each wait.
  void BeforeWait(std::function<void()> call) { calls_.push_back(std::move(call)); }

 private:
  struct Libuv;

  LoopWatch() = default;

  std::vector<std::function<void()>> calls_;
  void* handle_ = nullptr;
  napi_async_cleanup_hook_handle cleanup_ = nullptr;
};

}  // namespace scope
