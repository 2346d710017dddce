// Stacks as the guest sees them. V8 hands the call sites of an error to Node's callback, which
// formats them, through the guest's Error.prepareStackTrace where there is one; ours stands before
// it and has them corrected. Nothing that the guest can reach is changed for it.
#pragma once

#include <node_api.h>

namespace scope {

// (correct) => whether it could be arranged. From now on correct(sites, error) is called before
// this thread formats a stack, with the array of V8's call sites.
napi_value CorrectStacks(napi_env env, napi_callback_info info);

// (error) => [name of the script, offset in its text] of the place where it was made, without its
// stack being formatted; undefined where that is not known.
napi_value PlaceOfError(napi_env env, napi_callback_info info);

}  // namespace scope
