/** Names of events by record kind, as the inspector prints them. */
import { kind, runtimeEvent, runtimeEventBits } from './format.js';

const names = new Map<number, string>([
  [kind.leave, 'leave'],
  [kind.leaveValue, 'leave'],
  [kind.throw, 'throw'],
  [kind.throwValue, 'throw'],
  [kind.activation, 'activation'],
  [kind.await, 'await'],
  [kind.awaitValue, 'await'],
  [kind.resume, 'resume'],
  [kind.resumeValue, 'resume'],
  [kind.yield, 'yield'],
  [kind.yieldValue, 'yield'],
  [kind.level, 'level'],
  [kind.task, 'task'],
  [kind.runtime, 'runtime'],
  [kind.scope, 'scope'],
  [kind.write, 'write'],
  [kind.set, 'set'],
  [kind.setKey, 'set'],
  [kind.mutate, 'mutate'],
  [kind.branch, 'branch'],
  [kind.loss, 'loss'],
]);

export function kindName(k: number): string {
  if (k >= kind.enter && k <= kind.enter8) return 'enter';
  return names.get(k) ?? '';
}

/** By TaskRun and RuntimeEvent of native/format.h. */
const taskRunNames = ['promise', 'resource', 'end', 'tick', 'context'];
const runtimeEventNames = ['', ...Object.keys(runtimeEvent)];

/** Of a TASK event's argument: what kind of run it is. */
export function taskRunName(argument: number): string {
  return taskRunNames[argument] ?? 'unknown';
}

/** Of a RUNTIME event's argument: what the runtime tells. */
export function runtimeEventName(argument: number): string {
  return runtimeEventNames[argument & ((1 << runtimeEventBits) - 1)] ?? 'unknown';
}
