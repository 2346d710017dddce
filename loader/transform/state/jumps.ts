/**
 * Whether control may leave a statement otherwise than to the statement behind it: by a jump, or by
 * an exception in a block that it runs. A statement alone that throws is told by what follows.
 */
import type { Node } from '../../../lib/plan/walk.js';

const compound: ReadonlySet<string> = new Set([
  'IfStatement',
  'BlockStatement',
  'WithStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
  'LabeledStatement',
]);

/** Of a statement that can end by itself, too. */
export function mayJump({ type }: Node): boolean {
  return compound.has(type);
}
