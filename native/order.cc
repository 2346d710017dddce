// See order.h.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "order.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace scope {
namespace {

struct Name {
  double id = 0;
  double messages = 0;
};

std::recursive_timed_mutex sending;
// Under the lock.
std::unordered_map<std::string, Name> names;

// The guest's code may run under the lock (a getter of a message) and wait for another thread. So
// nobody waits here for long, and only once where it is of no use.
constexpr std::chrono::milliseconds kPatience{100};
std::atomic<bool> is_stuck = false;

class Turn {
 public:
  Turn() : is_mine_(is_stuck ? sending.try_lock() : sending.try_lock_for(kPatience)) {
    is_stuck = !is_mine_;
  }
  ~Turn() {
    if (is_mine_) sending.unlock();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool is_mine() const { return is_mine_; }

 private:
  bool is_mine_;
};

}  // namespace

Napi::Value InOrder(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::string name = info[0].As<Napi::String>();
  const bool is_message = info[1].As<Napi::Boolean>();
  auto order = info[2].As<Napi::Float64Array>();
  auto list = info[5].As<Napi::Array>();
  std::vector<napi_value> arguments(list.Length());
  for (uint32_t i = 0; i < arguments.size(); i++) arguments[i] = list.Get(i);
  Turn turn;
  napi_value result;
  if (napi_call_function(env, info[4], info[3], arguments.size(), arguments.data(), &result) !=
      napi_ok) {
    return Napi::Value();  // the exception is pending and goes on
  }
  order[0] = -1;
  order[1] = 0;
  if (turn.is_mine()) {
    Name& found = names.try_emplace(std::move(name), Name{names.size() + 1.0, 0}).first->second;
    if (is_message) found.messages += 1;
    order[0] = found.messages;
    order[1] = found.id;
  }
  return Napi::Value(env, result);
}

}  // namespace scope
