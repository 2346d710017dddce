// See stacks.h. Per isolate; all functions here run on the thread of their environment.
#include "stacks.h"

#include "engine.h"

namespace scope {
namespace {

// v8::PrepareStackTraceCallback; the result is null where it threw.
using Prepare = Local (*)(Local context, Local error, Local sites);
using SetPrepare = void (*)(void* isolate, Prepare);

struct Engine {
  CurrentIsolate current = FindCurrentIsolate();
  SetPrepare set = FindInNode<SetPrepare>(
      "_ZN2v87Isolate28SetPrepareStackTraceCallbackEPFNS_10MaybeLocalINS_5ValueEEENS_5LocalINS_"
      "7ContextEEENS4_IS2_EENS4_INS_5ArrayEEEE");
  // What Node has set.
  Prepare nodes = FindInNode<Prepare>(
      "_ZN4node25PrepareStackTraceCallbackEN2v85LocalINS0_7ContextEEENS1_INS0_5ValueEEENS1_INS0_"
      "5ArrayEEE");

  bool IsWhole() const { return current != nullptr && set != nullptr && nodes != nullptr; }
};

// What V8 tells of an error without a look at its stack's text.
struct Messages {
  // v8::Exception::CreateMessage, v8::Message::GetScriptResourceName, v8::Message::GetStartPosition
  using Create = Local (*)(void* isolate, Local error);
  using Name = Local (*)(Local message);
  using Position = int (*)(Local message);
  CurrentIsolate current = FindCurrentIsolate();
  Create create =
      FindInNode<Create>("_ZN2v89Exception13CreateMessageEPNS_7IsolateENS_5LocalINS_5ValueEEE");
  Name name = FindInNode<Name>("_ZNK2v87Message21GetScriptResourceNameEv");
  Position position = FindInNode<Position>("_ZNK2v87Message16GetStartPositionEv");

  bool IsWhole() const {
    return current != nullptr && create != nullptr && name != nullptr && position != nullptr;
  }
};

const Engine& TheEngine() {
  static const Engine engine;
  return engine;
}

struct Corrector {
  napi_env env = nullptr;
  napi_ref correct = nullptr;
};

thread_local Corrector corrector;

void Correct(Local error, Local sites) {
  napi_env env = corrector.env;
  napi_handle_scope scope;
  if (env == nullptr || napi_open_handle_scope(env, &scope) != napi_ok) return;
  napi_value callee, undefined, result;
  napi_value argv[] = {static_cast<napi_value>(sites), static_cast<napi_value>(error)};
  napi_get_undefined(env, &undefined);
  if (napi_get_reference_value(env, corrector.correct, &callee) == napi_ok &&
      napi_call_function(env, undefined, callee, 2, argv, &result) == napi_pending_exception) {
    napi_get_and_clear_last_exception(env, &result);  // the stack is full: it stays as it is
  }
  napi_close_handle_scope(env, scope);
}

Local OnPrepare(Local context, Local error, Local sites) {
  Correct(error, sites);
  return TheEngine().nodes(context, error, sites);
}

}  // namespace

napi_value CorrectStacks(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value correct, arranged;
  napi_get_cb_info(env, info, &count, &correct, nullptr, nullptr);
  const Engine& engine = TheEngine();
  const bool can = engine.IsWhole() && IsTried(env) && corrector.env == nullptr;
  if (can) {
    corrector.env = env;
    napi_create_reference(env, correct, 1, &corrector.correct);
    napi_add_env_cleanup_hook(
        env, [](void*) { corrector = {}; }, nullptr);
    engine.set(engine.current(), OnPrepare);
  }
  napi_get_boolean(env, can, &arranged);
  return arranged;
}

napi_value PlaceOfError(napi_env env, napi_callback_info info) {
  static const Messages messages;
  size_t count = 1;
  napi_value error, offset, place;
  napi_get_cb_info(env, info, &count, &error, nullptr, nullptr);
  if (!messages.IsWhole() || !IsTried(env)) return nullptr;
  Local message = messages.create(messages.current(), error);
  if (message == nullptr) return nullptr;
  napi_value name = static_cast<napi_value>(messages.name(message));
  napi_create_int32(env, messages.position(message), &offset);
  napi_create_array_with_length(env, 2, &place);
  napi_set_element(env, place, 0, name);
  napi_set_element(env, place, 1, offset);
  return place;
}

}  // namespace scope
