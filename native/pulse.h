// What the engine and the loop of a thread say of themselves: collections of garbage, idle time.
#pragma once

#include <napi.h>

#include "loop_watch.h"

namespace scope {

// () => Float64Array | undefined: watches the collections of the thread's heap from now on. The
// array holds their number and the nanoseconds that they took, and then kind, start and end of the
// latest ones, the n-th (from 0) at 2 + n % 256 * 3. It is written while the thread stands still.
Napi::Value WatchCollections(const Napi::CallbackInfo& info);

// (array) => boolean: from now on the array's first element is undefined whenever the engine looks
// for what is reachable, so what stands there is kept alive by nothing but its other references.
// False where that cannot be had.
Napi::Value HoldWeakly(const Napi::CallbackInfo& info);

// Float64Array | undefined: counts the turns of the thread's event loop from now on. The array
// holds their number, the nanoseconds of the longest and of all, and how many took less than 1 ms,
// 2 ms, 4 ms ... 1024 ms, and more; waiting for events does not count. It is written between turns;
// who reads it may set it to zero.
Napi::Value WatchTurns(Napi::Env env, LoopWatch* watch);

// () => nanoseconds that the thread's event loop has waited for events, 0 where that is not known.
Napi::Value LoopIdle(const Napi::CallbackInfo& info);

}  // namespace scope
