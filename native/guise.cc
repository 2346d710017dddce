// See guise.h. All functions here run on the thread of their environment.
#include "guise.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine.h"

namespace scope {
namespace {

// Calls as the engine itself does. Behind a call by Node-API an exception is thrown anew, from
// where the trap was called, and that is what Node would show as the place of an exception that
// ends the process.
struct Engine {
  CurrentIsolate isolate = nullptr;
  CurrentContext context = nullptr;
  CallFunction call = nullptr;

  // Null where the callee throws; its exception goes on.
  napi_value Call(napi_value callee, napi_value self, std::vector<napi_value>& arguments) const {
    Local* values = reinterpret_cast<Local*>(arguments.data());
    Local result =
        call(callee, context(isolate()), self, static_cast<int>(arguments.size()), values);
    return static_cast<napi_value>(result);
  }
};

// Its `call` is null where it was not tried.
const Engine& EngineOf(napi_env env) {
  static const Engine engine = [env] {
    Engine found{FindCurrentIsolate(), FindCurrentContext(), FindCallFunction()};
    if (!found.isolate || !found.context || !IsTried(env)) found.call = nullptr;
    return found;
  }();
  return engine;
}

struct Interposed {
  napi_ref before = nullptr;
  napi_ref after = nullptr;
  napi_ref failed = nullptr;

  bool IsOnlyBefore() const { return after == nullptr && failed == nullptr; }
};

// A pending exception is the business of our own code only.
void DropException(napi_env env) {
  bool is_pending = false;
  napi_is_exception_pending(env, &is_pending);
  napi_value dropped;
  if (is_pending) napi_get_and_clear_last_exception(env, &dropped);
}

// The result; null when it is undefined, when there is no function, or it threw.
napi_value CallOurs(napi_env env, napi_ref function, napi_value first, napi_value second,
                    napi_value third = nullptr) {
  if (function == nullptr) return nullptr;
  napi_value callee, undefined, result;
  napi_get_undefined(env, &undefined);
  if (napi_get_reference_value(env, function, &callee) != napi_ok) return nullptr;
  napi_value argv[] = {first, second, third};
  const size_t count = third == nullptr ? 2 : 3;
  if (napi_call_function(env, undefined, callee, count, argv, &result) != napi_ok) {
    DropException(env);
    return nullptr;
  }
  napi_valuetype type;
  napi_typeof(env, result, &type);
  return type == napi_undefined ? nullptr : result;
}

// The target's exception is pending, and is so again behind the call of ours.
void TellOfFailure(napi_env env, const Interposed& interposed, napi_value self,
                   napi_value arguments) {
  bool is_pending = false;
  napi_value thrown;
  napi_is_exception_pending(env, &is_pending);
  if (interposed.failed == nullptr || !is_pending) return;
  if (napi_get_and_clear_last_exception(env, &thrown) != napi_ok) return;
  CallOurs(env, interposed.failed, thrown, self, arguments);
  napi_throw(env, thrown);
}

napi_value OnApply(napi_env env, napi_callback_info info) {
  void* data;
  size_t count = 3;
  napi_value argv[3];  // target, this, arguments
  napi_get_cb_info(env, info, &count, argv, nullptr, &data);
  const Interposed& interposed = *static_cast<Interposed*>(data);
  napi_value callee = argv[0];
  napi_value instead = CallOurs(env, interposed.before, argv[2], argv[1]);
  napi_valuetype type = napi_undefined;
  if (instead != nullptr) napi_typeof(env, instead, &type);
  if (type == napi_function) callee = instead;
  uint32_t length = 0;
  napi_get_array_length(env, argv[2], &length);
  std::vector<napi_value> arguments(length);
  for (uint32_t i = 0; i < length; i++) napi_get_element(env, argv[2], i, &arguments[i]);
  const Engine& engine = EngineOf(env);
  if (interposed.IsOnlyBefore() && engine.call != nullptr) {
    return engine.Call(callee, argv[1], arguments);
  }
  napi_value result;
  if (napi_call_function(env, argv[1], callee, length, arguments.data(), &result) != napi_ok) {
    TellOfFailure(env, interposed, argv[1], argv[2]);
    return nullptr;  // the target's exception is pending and goes on
  }
  napi_value changed = CallOurs(env, interposed.after, result, argv[1], argv[2]);
  return changed == nullptr ? result : changed;
}

napi_ref ReferTo(napi_env env, napi_value value) {
  napi_valuetype type;
  napi_ref reference = nullptr;
  napi_typeof(env, value, &type);
  if (type == napi_function) napi_create_reference(env, value, 1, &reference);
  return reference;
}

void WriteAll(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

#ifdef __GLIBC__

// One for the process: only the main thread's exceptions end it with a text.
struct Rewriter {
  napi_env env;
  napi_ref rewrite;
  // What the texts begin with that it rewrites; empty: the next text, whatever it is.
  std::string prefix;
  pthread_t thread;
  FILE* before;
  FILE* stream;

  bool IsAbout(std::string_view text) const {
    return text.starts_with(prefix) && pthread_equal(thread, pthread_self()) != 0;
  }
};

// The one that stderr goes through at present.
Rewriter* arranged = nullptr;

std::string Rewritten(const Rewriter& rewriter, std::string_view text) {
  napi_env env = rewriter.env;
  std::string result(text);
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return result;
  napi_value given;
  if (napi_create_string_utf8(env, text.data(), text.size(), &given) == napi_ok) {
    napi_value changed = CallOurs(env, rewriter.rewrite, given, given);
    size_t length = 0;
    if (changed != nullptr &&
        napi_get_value_string_utf8(env, changed, nullptr, 0, &length) == napi_ok) {
      result.resize(length + 1);
      napi_get_value_string_utf8(env, changed, result.data(), length + 1, &length);
      result.resize(length);
    }
  }
  napi_close_handle_scope(env, scope);
  return result;
}

// The stream is being written to and stays open.
ssize_t OnWrite(void* cookie, const char* data, size_t bytes) {
  const Rewriter& rewriter = *static_cast<Rewriter*>(cookie);
  const std::string_view text(data, bytes);
  if (!rewriter.IsAbout(text)) {
    WriteAll(text);
    return static_cast<ssize_t>(bytes);
  }
  stderr = rewriter.before;
  if (rewriter.prefix.empty()) arranged = nullptr;
  WriteAll(Rewritten(rewriter, text));
  if (!rewriter.prefix.empty()) stderr = rewriter.stream;  // more of them may come
  return static_cast<ssize_t>(bytes);
}

void Withdraw() {
  if (arranged == nullptr) return;
  std::unique_ptr<Rewriter> rewriter(arranged);
  arranged = nullptr;
  stderr = rewriter->before;
  fclose(rewriter->stream);
  if (rewriter->rewrite != nullptr) napi_delete_reference(rewriter->env, rewriter->rewrite);
}

bool Arrange(napi_env env, napi_value rewrite, const std::string& prefix) {
  Withdraw();
  auto rewriter = std::make_unique<Rewriter>(
      Rewriter{env, ReferTo(env, rewrite), prefix, pthread_self(), stderr, nullptr});
  if (rewriter->rewrite == nullptr) return false;
  cookie_io_functions_t functions = {};
  functions.write = OnWrite;
  rewriter->stream = fopencookie(rewriter.get(), "w", functions);
  if (rewriter->stream == nullptr) return false;
  setvbuf(rewriter->stream, nullptr, _IONBF, 0);
  arranged = rewriter.release();
  stderr = arranged->stream;
  return true;
}

#else

bool Arrange(napi_env, napi_value, const std::string&) { return false; }

#endif

}  // namespace

napi_value Interpose(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value argv[3];
  napi_get_cb_info(env, info, &count, argv, nullptr, nullptr);
  auto interposed = std::make_unique<Interposed>();
  interposed->before = ReferTo(env, argv[0]);
  interposed->after = ReferTo(env, argv[1]);
  interposed->failed = ReferTo(env, argv[2]);
  napi_value trap = nullptr;
  // Lives as long as its environment: what is interposed stays so.
  if (napi_create_function(env, "", 0, OnApply, interposed.get(), &trap) == napi_ok) {
    interposed.release();
  }
  return trap;
}

napi_value RewriteStderr(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value argv[2];
  napi_get_cb_info(env, info, &count, argv, nullptr, nullptr);
  char prefix[64];
  size_t length = 0;
  napi_get_value_string_utf8(env, argv[1], prefix, sizeof prefix, &length);
  napi_value arranged = nullptr;
  napi_get_boolean(env, Arrange(env, argv[0], {prefix, length}), &arranged);
  return arranged;
}

}  // namespace scope
