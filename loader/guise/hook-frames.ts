/**
 * Frames of Node's own that are in a stack only because async hooks are on, as scope has them on:
 *
 *   at Immediate.show (/app/a.js:1:2)
 *   at process.processImmediate (node:internal/timers:483:21)
 *   at process.callbackTrampoline (node:internal/async_hooks:130:17)      <- this one
 *
 * Where the program itself has such hooks they are there without scope, too. Node tells that up to
 * version 22; from 24 on only those of domains are known.
 */
import { asyncWrap } from '../observe/async-wrap.js';
import { functionToString, getOwnPropertyDescriptor, indexOf } from '../runtime/primordials.js';

export interface FrameName {
  file: unknown;
  name: unknown;
}

const hooksFile = 'node:internal/async_hooks';
const queueFile = 'node:internal/process/task_queues';
/** The frames of a microtask, which has a resource of its own where hooks are on. */
const microtaskFrames = 3;
/** Whether queueMicrotask does without that resource where no hooks are on. */
const hasPlainMicrotasks = indexOf(functionToString(queueMicrotask), 'enabledHooksExist') >= 0;

/** How many frames from `index` on would not be there; `frame` is undefined behind the last. */
export function hookFrames(index: number, frame: (index: number) => FrameName | undefined): number {
  const { file, name } = frame(index)!;
  if (file === hooksFile) {
    const isNeeded = asyncWrap.isHookedByGuest() || hasDomains();
    return name === 'callbackTrampoline' && !isNeeded ? 1 : 0;
  }
  if (!hasPlainMicrotasks || file !== queueFile) return 0;
  return frame(index + 2)?.name === 'runMicrotask' ? microtaskFrames : 0;
}

/** The module makes an accessor of what is null without it. */
function hasDomains(): boolean {
  return getOwnPropertyDescriptor(process, 'domain')?.get !== undefined;
}
