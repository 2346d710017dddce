/**
 * Calls of built-in methods that change collections. The text of the callee stays as it is, for
 * V8's messages; the probe finds the receiver again and looks at what became of it.
 *
 *   a.push(x)             h(h,a.push(x),a,1,1)
 *   this.m.set(f(), v)    h(h,this.m.set((t=f()), v),h1(this,"m"),4,2,t)
 *   Object.assign(o, p)   h(h,Object.assign((t=o), p),t,0,0)
 *
 * A receiver that cannot be read again is compared when it is seen next.
 */
import type * as acorn from 'acorn';
import { mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import { addPlace, stateOf, temporary } from './frame.js';
import { again, kept, nameAgain, staticName } from './properties.js';
import { replaced } from './steps.js';

const methods: Readonly<Record<string, number>> = {
  push: mutator.push,
  pop: mutator.pop,
  shift: mutator.shift,
  set: mutator.set,
  add: mutator.add,
  delete: mutator.delete,
  clear: mutator.clear,
  unshift: mutator.other,
  splice: mutator.other,
  sort: mutator.other,
  reverse: mutator.other,
  fill: mutator.other,
  copyWithin: mutator.other,
};

/** Functions that change their first argument. */
const functions: Readonly<Record<string, readonly string[]>> = {
  Object: ['assign', 'defineProperty', 'defineProperties'],
  Reflect: ['set', 'defineProperty', 'deleteProperty'],
};

/** Of methods that a key tells what they did. */
const keyed: ReadonlySet<number> = new Set([mutator.set, mutator.add, mutator.delete]);

/** `whole`: the call, or the optional chain that it is. */
export function visitCall(
  context: Context,
  whole: Node,
  call: acorn.CallExpression,
  steps: readonly Step[],
): readonly Step[] {
  const { callee } = call;
  const state = stateOf(context);
  if (state.named.has(whole) || callee.type !== 'MemberExpression' || callee.computed) return steps;
  if (callee.property.type !== 'Identifier') return steps;
  const method = callee.property.name;
  if (changesArgument(context, callee.object, method)) {
    return changedArgument(context, whole, call, steps);
  }
  const op = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (op === undefined) return steps;
  const { root, isChained } = rootOf(callee.object);
  const receiver = path(context, root);
  if (receiver === undefined) return steps;
  return changedReceiver(context, whole, call, steps, receiver, isChained ? mutator.other : op);
}

function changesArgument(context: Context, object: Node, method: string): boolean {
  if (object.type !== 'Identifier' || !Object.hasOwn(functions, object.name)) return false;
  if (stateOf(context).scopes.binding(object) !== undefined) return false;
  return functions[object.name]?.includes(method) === true;
}

function changedArgument(
  context: Context,
  whole: Node,
  call: acorn.CallExpression,
  steps: readonly Step[],
): readonly Step[] {
  const [first] = call.arguments;
  if (first === undefined || first.type === 'SpreadElement') return steps;
  return wrapped(context, whole, first, steps, (object) => `,${object},${mutator.other},0`);
}

function changedReceiver(
  context: Context,
  whole: Node,
  call: acorn.CallExpression,
  steps: readonly Step[],
  receiver: string,
  op: number,
): readonly Step[] {
  const count = call.arguments.length;
  const hasSpread = call.arguments.some(({ type }) => type === 'SpreadElement');
  const [first] = call.arguments;
  if (hasSpread || !keyed.has(op) || first === undefined) {
    const shown = hasSpread ? mutator.other : op;
    return wrapped(context, whole, undefined, steps, () => `,${receiver},${shown},${count}`);
  }
  return wrapped(context, whole, first, steps, (key) => `,${receiver},${op},${count},${key}`);
}

/** `argument` is read again behind the call, through a temporary where it must. */
function wrapped(
  context: Context,
  whole: Node,
  argument: Node | undefined,
  steps: readonly Step[],
  close: (argument: string) => string,
): readonly Step[] {
  const frame = context.frame!;
  const used = frame.used;
  let name = argument && again(context, argument);
  if (frame.apart && argument && name === undefined) return steps;
  let inner = steps;
  let empty = '';
  if (argument !== undefined && name === undefined) {
    name = temporary(frame);
    inner = replaced(steps, argument, kept(context, argument, name));
    if (frame.empties) empty = `,${name}=void 0`;
  }
  const busy = frame.used;
  frame.used = used;
  return [
    () => {
      frame.used = busy;
      const site = addPlace(context, 'mutation', whole);
      context.edits.insert(whole.start, `${probe.mutate}(`, headerOf(site, 'mutate'), ',');
    },
    ...inner,
    () => {
      frame.used = used;
      context.edits.insert(whole.end, close(name ?? ''), empty, ')');
    },
  ];
}

/** Under calls that return their receiver: `m.set(a, 1).set(b, 2)`. */
function rootOf(object: Node): { root: Node; isChained: boolean } {
  let root: Node = object;
  while (
    root.type === 'CallExpression' &&
    root.callee.type === 'MemberExpression' &&
    !root.callee.computed &&
    root.callee.property.type === 'Identifier' &&
    Object.hasOwn(methods, root.callee.property.name)
  ) {
    root = root.callee.object;
  }
  return { root, isChained: root !== object };
}

/** Text that finds a receiver again: a name, or a path of properties from one. */
function path(context: Context, node: Node): string | undefined {
  if (node.type === 'Literal') return undefined;
  const keys: string[] = [];
  let root: Node = node;
  while (root.type === 'MemberExpression') {
    const name = staticName(root);
    if (name === undefined) return undefined;
    keys.unshift(JSON.stringify(name));
    root = root.object;
  }
  const base = nameAgain(context, root);
  if (base === undefined || keys.length === 0) return base;
  return `${probe.path}(${base},${keys.join(',')})`;
}
