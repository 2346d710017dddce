/** Names of events by record kind, as the inspector prints them. */
import { kind } from './format.js';

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
