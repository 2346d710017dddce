// Ends the recording cleanly when the process ends: exit(), SIGINT, SIGTERM, SIGHUP. SIGKILL, abort
// and crashes leave `incomplete` and the arena, which readers recover.
#pragma once

#include "recording.h"

namespace scope {

// Once per process, by the thread that started the recording. `recording` must live for ever.
void CloseAtExit(Recording* recording);

}  // namespace scope
