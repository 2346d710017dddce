// See proxies.h.
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "proxies.h"

#include "engine.h"

namespace scope {
namespace {

// v8::Value::IsProxy and v8::Proxy::GetTarget: `value` is the slot that a Local stands for.
using IsProxy = bool (*)(const void* value);
using GetTarget = Local (*)(void* proxy);

struct Engine {
  IsProxy is_proxy = nullptr;
  GetTarget target = nullptr;
};

// Both null where it was not tried.
const Engine& EngineOf(napi_env env) {
  static const Engine engine = [env] {
    const Engine found{FindInNode<IsProxy>("_ZNK2v85Value7IsProxyEv"),
                       FindInNode<GetTarget>("_ZN2v85Proxy9GetTargetEv")};
    return found.is_proxy && found.target && IsTried(env) ? found : Engine{};
  }();
  return engine;
}

}  // namespace

Napi::Value ProxyTarget(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Engine& engine = EngineOf(env);
  void* value = static_cast<napi_value>(info[0]);
  if (engine.target == nullptr || !engine.is_proxy(value)) return env.Undefined();
  Napi::Value target(env, static_cast<napi_value>(engine.target(value)));
  return target.IsObject() || target.IsFunction() ? target : env.Undefined();
}

}  // namespace scope
