// Who is asked for an import() by code that V8 made of its data (compiled.h): V8 11.3 forgets that
// with the data, also for what such code evaluates. So Node's callback, which V8 calls for each
// import(), gets what it would have got, told by the script's name. Per isolate; all functions run
// on the thread of their environment.
#pragma once

#include <napi.h>

#include <string>

#include "engine.h"

namespace scope {

// False where Node's callback cannot be found: then no data may be used.
bool KnowsImports();

// HostDefinedOptions of Node's module_wrap.h with Node's symbol.
Local HostOptions(void* isolate, Local symbol);

// The script of that name is made of its data. `symbol`: Node's for all scripts of its kind.
void ForgetsAsker(Napi::Env env, const std::string& name, bool is_module, napi_value symbol);

}  // namespace scope
