// What JavaScript alone cannot do without being seen: calls that leave no frame in a stack, and the
// last word on what Node prints when an exception ends the process.
#pragma once

#include <node_api.h>

namespace scope {

// (before, after, failed) => trap. The `apply` trap of a Proxy that calls its target between them,
// where they are functions: before(args, self) may change the list of arguments, after(result,
// self, args) returns the result, or undefined for the one that there is, failed(error, self, args)
// hears of what the target throws, which goes on. What they throw themselves is ours and dropped.
napi_value Interpose(napi_env env, napi_callback_info info);

// (rewrite, prefix) => whether it could be arranged. The next text that C or C++ code of the
// process writes to the FILE `stderr` is passed to rewrite(text); what that returns is written in
// its place. With a prefix, each text of this thread that begins so. Without a function, nothing is
// rewritten any more.
napi_value RewriteStderr(napi_env env, napi_callback_info info);

}  // namespace scope
