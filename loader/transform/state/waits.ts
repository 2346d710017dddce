/**
 * What an expression changes is told behind it where V8 would quote a probe around it. Until then
 * the runtime knows that a change is on its way (loader/runtime/pending.ts), so that what runs in
 * between and an exception that ends the expression find the object as it is.
 *
 *   q.pop().a.run()        q.pop(...h0(hw(q,0))).a.run()
 *   f(...q.splice(0))      f(...q.splice(hb(h,q,0)))
 *   m.delete(g()).a.b()    m.delete(hw(m,g())).a.b()
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { staticName } from './again.js';
import { addPlace, stateOf } from './frame.js';

/**
 * What comes between an expression and the note of what it changed: nothing that runs; that its
 * value is taken apart; anything.
 */
export type Use = 'called' | 'parted' | 'open';

type Wait = 'waits' | 'changing' | undefined;

/** Methods that may give nothing, of which no property can be read. */
const nullish: ReadonlySet<string> = new Set(['pop', 'shift', 'clear', 'delete']);

/** `loads`: properties that are read of what the call gives. */
export function waitOf(use: Use, { callee }: acorn.CallExpression, loads: number): Wait {
  if (use === 'open') return 'changing';
  const method = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  const mayEnd = use === 'parted' || loads > (nullish.has(method ?? '') ? 0 : 1);
  return mayEnd ? 'waits' : undefined;
}

/** Tells as the last argument is there; where that is spread V8 would quote a probe in it. */
export function tellBefore(
  context: Context,
  call: acorn.CallExpression,
  object: string,
  wait: Wait,
): void {
  if (wait === undefined) return;
  const header = wait === 'waits' ? [] : [headerAt(context, call), ','];
  beginsTail(context, call, [`${probe[wait]}(`, ...header, `${object},`]);
}

/**
 * The call may change it and throw. As its last argument is there, or before its first one; empty:
 * no place for it there.
 */
export function tellRisk(context: Context, call: acorn.CallExpression, object: string): boolean {
  const open = `${probe.risks}(${object},`;
  const [first] = call.arguments;
  if (first === undefined) return false;
  if (beginsTail(context, call, [open])) return true;
  if (first.type === 'SpreadElement') return false;
  headsOf(context, call).push((place) => {
    context.edits.insert(place, `${open}0),`);
  });
  return true;
}

export type Head = (place: number) => void;

export function headsOf(context: Context, call: Node): Head[] {
  const { heads } = stateOf(context);
  const list = heads.get(call) ?? [];
  heads.set(call, list);
  return list;
}

/** A probe can stand before its last argument. */
export function takesTail(call: acorn.CallExpression): boolean {
  return call.arguments.at(-1)?.type !== 'SpreadElement';
}

/** False where the last argument is spread. */
export function beginsTail(context: Context, call: acorn.CallExpression, open: Part[]): boolean {
  if (!takesTail(call)) return false;
  const { tails } = stateOf(context);
  const list = tails.get(call) ?? [];
  tails.set(call, list);
  list.push(open);
  return true;
}

/** `hu(h,op,`: an object that nobody knows has changed. */
export function someone(context: Context, place: Node, op: number): Part[] {
  return [`${probe.someone}(`, headerAt(context, place), `,${op},`];
}

function headerAt(context: Context, place: Node): Part {
  return headerOf(addPlace(context, 'mutation', place), 'mutate');
}

/** What stands before the last argument of a call, and what closes it. */
export function tailsOf(context: Context, call: Node): { open: Part[]; close: string } {
  const list = stateOf(context).tails.get(call) ?? [];
  return { open: list.flat(), close: ')'.repeat(list.length) };
}
