// What V8 makes of a module's text, where Node keeps none of it: Node 20 has no compile cache. The
// data lies in the module's entry (entry.h). The way there leads through V8's own functions, whose
// shape Node-API does not promise, so it is taken in that version only, which gets no other V8. All
// functions run on the thread of their environment; an exception of V8's may be pending behind
// them.
#pragma once

#include <napi.h>

#include <cstdint>
#include <vector>

#include "block.h"

namespace scope {

// A module as Node compiles it.
struct ModuleText {
  napi_value name;
  napi_value code;
  // Node's, which tells it who is asked for an import().
  napi_value symbol;
  // Else the body of a function of (exports, require, module, __filename, __dirname).
  bool is_module;
};

bool KnowsCompiler(Napi::Env env);

// The function, or null where V8 has thrown. Empty data is none; `is_used` is false where V8
// compiled anew.
napi_value CompileFunction(Napi::Env env, const ModuleText& text, Bytes data, bool* is_used);

// Data of such a function, or of an ES module, which V8 still has from Node, or compiles again;
// empty where there is none.
std::vector<uint8_t> CompiledData(const ModuleText& text, napi_value function);

}  // namespace scope
