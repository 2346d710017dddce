// See compiled.h. The shapes are those of V8 11.3 (v8-script.h, v8-message.h).
#define NAPI_DISABLE_CPP_EXCEPTIONS
#include "compiled.h"

#include <cstddef>
#include <string_view>

#include "engine.h"
#include "imports.h"

namespace scope {
namespace {

struct CachedData {
  const uint8_t* data;
  int length;
  bool is_rejected;
  int buffer_policy;
};

// v8::ScriptCompiler::Source with the ScriptOrigin of Node's modules.
struct Source {
  Local text;
  Local name;
  int line = 0;
  int column = 0;
  int options;
  Local source_map_url = nullptr;
  Local host_options;
  CachedData* cached_data = nullptr;
  void* task = nullptr;
  void* hint = nullptr;
  void* hint_data = nullptr;
};
static_assert(sizeof(Source) == 80);

constexpr int kSharedCrossOrigin = 1;
constexpr int kIsModule = 8;
constexpr int kNoOptions = 0;
constexpr int kConsumeData = 1;
constexpr int kNoReason = 0;

using EndData = void (*)(CachedData*);
using ModuleCompiler = Local (*)(void* isolate, Source*, int options, int reason);
using FunctionCompiler = Local (*)(Local context, Source*, size_t count, Local* names, size_t,
                                   Local*, int options, int reason);
using UnboundOf = Local (*)(Local module);
using DataOf = CachedData* (*)(Local compiled);

struct Engine {
  CurrentIsolate current = FindCurrentIsolate();
  CurrentContext context_of = FindCurrentContext();
  EndData end_data;
  ModuleCompiler compile_module;
  FunctionCompiler compile_function;
  UnboundOf unbound_of;
  DataOf data_of_module;
  DataOf data_of_function;
};

template <typename Function>
bool Find(Function& function, const char* name) {
  function = FindInNode<Function>(name);
  return function != nullptr;
}

// Null where something is missing.
const Engine* FindEngine() {
  static Engine engine;
  static const bool is_whole =
      engine.current != nullptr && engine.context_of != nullptr &&
      Find(engine.end_data, "_ZN2v814ScriptCompiler10CachedDataD1Ev") &&
      Find(engine.compile_module,
           "_ZN2v814ScriptCompiler13CompileModuleEPNS_7IsolateEPNS0_6SourceE"
           "NS0_14CompileOptionsENS0_13NoCacheReasonE") &&
      Find(engine.compile_function,
           "_ZN2v814ScriptCompiler15CompileFunctionENS_5LocalINS_7ContextEEEPNS0_6SourceE"
           "mPNS1_INS_6StringEEEmPNS1_INS_6ObjectEEENS0_14CompileOptionsENS0_13NoCacheReasonE") &&
      Find(engine.unbound_of, "_ZN2v86Module22GetUnboundModuleScriptEv") &&
      Find(engine.data_of_module,
           "_ZN2v814ScriptCompiler15CreateCodeCacheENS_5LocalINS_19UnboundModuleScriptEEE") &&
      Find(engine.data_of_function,
           "_ZN2v814ScriptCompiler26CreateCodeCacheForFunctionENS_5LocalINS_8FunctionEEE");
  return is_whole ? &engine : nullptr;
}

Source SourceOf(void* isolate, const ModuleText& text) {
  Source source;
  source.text = text.code;
  source.name = text.name;
  source.options = kSharedCrossOrigin | (text.is_module ? kIsModule : 0);
  source.host_options = HostOptions(isolate, text.symbol);
  return source;
}

}  // namespace

bool KnowsCompiler(Napi::Env env) {
  const napi_node_version* version = nullptr;
  if (napi_get_node_version(env, &version) != napi_ok || version->major != 20) return false;
  return FindEngine() != nullptr && KnowsImports();
}

napi_value CompileFunction(Napi::Env env, const ModuleText& text, Bytes data, bool* is_used) {
  const Engine& engine = *FindEngine();
  void* isolate = engine.current();
  Source source = SourceOf(isolate, text);
  CachedData cached{data.data(), static_cast<int>(data.size()), false, 0};
  if (!data.empty()) source.cached_data = &cached;
  Local names[5];
  size_t count = 0;
  for (std::string_view name : {"exports", "require", "module", "__filename", "__dirname"}) {
    napi_value value = nullptr;
    napi_create_string_latin1(env, name.data(), name.size(), &value);
    names[count++] = value;
  }
  Local compiled =
      engine.compile_function(engine.context_of(isolate), &source, count, names, 0, nullptr,
                              data.empty() ? kNoOptions : kConsumeData, kNoReason);
  *is_used = compiled != nullptr && !data.empty() && !cached.is_rejected;
  return static_cast<napi_value>(compiled);
}

std::vector<uint8_t> CompiledData(const ModuleText& text, napi_value function) {
  const Engine& engine = *FindEngine();
  CachedData* made;
  if (text.is_module) {
    void* isolate = engine.current();
    Source source = SourceOf(isolate, text);
    Local compiled = engine.compile_module(isolate, &source, kNoOptions, kNoReason);
    if (compiled == nullptr) return {};
    made = engine.data_of_module(engine.unbound_of(compiled));
  } else {
    made = engine.data_of_function(function);
  }
  if (made == nullptr) return {};
  std::vector<uint8_t> data(made->data, made->data + made->length);
  engine.end_data(made);
  operator delete(made);
  return data;
}

}  // namespace scope
