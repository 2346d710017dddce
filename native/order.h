// One order for what several threads of the process send to the same receivers. Node delivers the
// messages of a BroadcastChannel in the order in which the senders took the receiver's lock, which
// nobody can see: so here they take a lock of ours first, and get a number.
#pragma once

#include <napi.h>

namespace scope {

// (name, isMessage, order, callee, self, arguments) => what callee returns, which nobody who sends
// or joins under this name does at the same time. A message that was sent gets the next number of
// its name, who joins that of the last message: order[0]; order[1] tells the names of the process
// apart. -1 and 0 where the lock could not be had. A thread may come here again while it is here.
Napi::Value InOrder(const Napi::CallbackInfo& info);

}  // namespace scope
