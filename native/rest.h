// When the loop of a thread rests: what it records next belongs to another turn, and the time in
// between to none of its calls.
#pragma once

#include <napi.h>

#include "producer.h"

namespace scope {

// From now on `producer` is told whenever the loop of the environment is about to wait for events,
// until the environment ends. Nothing happens in a Node that was not tried.
void WatchRests(Napi::Env env, Producer* producer);

}  // namespace scope
