// See imports.h. The shapes are those of V8 11.3 (v8-callbacks.h, v8-script.h).
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "imports.h"

#include <cstdint>
#include <cstring>
#include <unordered_map>

namespace scope {
namespace {

// HostDefinedOptions of Node's module_wrap.h.
constexpr int kSymbolOption = 8;
constexpr int kHostOptions = 9;

using NewArray = Local (*)(void* isolate, int length);
using SetElement = void (*)(Local array, void* isolate, int index, Local value);
using LengthOf = int (*)(Local array);
// v8::HostImportModuleDynamicallyCallback
using Import = Local (*)(Local context, Local options, Local name, Local specifier,
                         Local attributes);
using SetImport = void (*)(void* isolate, Import);

struct Engine {
  CurrentIsolate current = FindCurrentIsolate();
  NewArray new_array = FindInNode<NewArray>("_ZN2v814PrimitiveArray3NewEPNS_7IsolateEi");
  SetElement set_element =
      FindInNode<SetElement>("_ZN2v814PrimitiveArray3SetEPNS_7IsolateEiNS_5LocalINS_9PrimitiveEEE");
  LengthOf length_of = FindInNode<LengthOf>("_ZNK2v810FixedArray6LengthEv");
  // v8::internal::Isolate's, which does nothing but store.
  SetImport set_import = FindInNode<SetImport>(
      "_ZN2v88internal7Isolate38SetHostImportModuleDynamicallyCallbackEPFNS_10MaybeLocalINS_"
      "7PromiseEEENS_5LocalINS_7ContextEEENS5_INS_4DataEEENS5_INS_5ValueEEENS5_INS_6StringEEENS5_"
      "INS_10FixedArrayEEEE");
};

const Engine& TheEngine() {
  static const Engine engine;
  return engine;
}

// mov %rsi, offset(%rdi); ret
constexpr uint8_t kStore[] = {0x48, 0x89, 0xb7};
constexpr uint8_t kReturn = 0xc3;

// Where an isolate keeps the callback; V8 has no function that tells which it is. 0: not found.
uint32_t CallbackOffset() {
  const auto* code = reinterpret_cast<const uint8_t*>(TheEngine().set_import);
  uint32_t offset = 0;
  if (code == nullptr || std::memcmp(code, kStore, sizeof kStore) != 0) return 0;
  if (code[sizeof kStore + sizeof offset] != kReturn) return 0;
  std::memcpy(&offset, code + sizeof kStore, sizeof offset);
  return offset;
}

struct Forgetful {
  Import node = nullptr;
  Napi::Env env = nullptr;
  std::unordered_map<std::string, bool> is_module;
  napi_ref symbols[2] = {};
};

thread_local Forgetful forgetful;

// Node's symbol for the script of that name; null for one that was not made of data of ours.
Local SymbolFor(Local name) {
  if (forgetful.env == nullptr) return nullptr;
  napi_value value = static_cast<napi_value>(name);
  size_t bytes = 0;
  if (napi_get_value_string_utf8(forgetful.env, value, nullptr, 0, &bytes) != napi_ok) {
    return nullptr;
  }
  std::string text(bytes, '\0');
  napi_get_value_string_utf8(forgetful.env, value, text.data(), bytes + 1, &bytes);
  auto found = forgetful.is_module.find(text);
  if (found == forgetful.is_module.end()) return nullptr;
  napi_value symbol = nullptr;
  napi_get_reference_value(forgetful.env, forgetful.symbols[found->second], &symbol);
  return symbol;
}

Local ImportFor(Local context, Local options, Local name, Local specifier, Local attributes) {
  const Engine& engine = TheEngine();
  if (engine.length_of(options) == 0) {
    Local symbol = SymbolFor(name);
    if (symbol != nullptr) options = HostOptions(engine.current(), symbol);
  }
  return forgetful.node(context, options, name, specifier, attributes);
}

void Stand(Napi::Env env) {
  const Engine& engine = TheEngine();
  auto* isolate = static_cast<uint8_t*>(engine.current());
  std::memcpy(&forgetful.node, isolate + CallbackOffset(), sizeof forgetful.node);
  forgetful.env = env;
  engine.set_import(isolate, ImportFor);
  env.AddCleanupHook([] {
    forgetful.env = nullptr;
    forgetful.is_module.clear();
  });
}

}  // namespace

bool KnowsImports() {
  const Engine& engine = TheEngine();
  return engine.current != nullptr && engine.new_array != nullptr &&
         engine.set_element != nullptr && engine.length_of != nullptr && CallbackOffset() != 0;
}

Local HostOptions(void* isolate, Local symbol) {
  const Engine& engine = TheEngine();
  Local options = engine.new_array(isolate, kHostOptions);
  engine.set_element(options, isolate, kSymbolOption, symbol);
  return options;
}

void ForgetsAsker(Napi::Env env, const std::string& name, bool is_module, napi_value symbol) {
  if (forgetful.node == nullptr) Stand(env);
  napi_ref& kept = forgetful.symbols[is_module];
  if (kept == nullptr) napi_create_reference(env, symbol, 1, &kept);
  forgetful.is_module.emplace(name, is_module);
}

}  // namespace scope
