/**
 * What a call of a built-in method changes, as far as its text tells: which object, and how the
 * probe is told what became of it.
 */
import type * as acorn from 'acorn';
import { mutator } from '../../probes.js';
import type { Node } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { again, fluent, isIntrinsic, pathPieces, staticName, type Piece } from './again.js';
import { stateOf } from './frame.js';

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
  __defineGetter__: mutator.define,
  __defineSetter__: mutator.define,
};

/** Methods of dates and buffers. */
const binaryMethod = new RegExp(
  `^(?:${[
    'set(?:UTC)?(?:Time|Date|FullYear|Hours|Milliseconds|Minutes|Month|Seconds)',
    'setYear',
    'write(?:(?:Big)?U?(?:Int|Float|Double)\\w*)?',
    'swap(?:16|32|64)',
  ].join('|')})$`,
);

/** Functions that change their first argument. */
const functions: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Object: {
    assign: mutator.assign,
    defineProperty: mutator.define,
    defineProperties: mutator.define,
  },
  Reflect: {
    set: mutator.define,
    defineProperty: mutator.define,
    deleteProperty: mutator.define,
  },
  Atomics: Object.fromEntries(
    ['add', 'and', 'compareExchange', 'exchange', 'or', 'store', 'sub', 'xor'].map((name) => [
      name,
      mutator.other,
    ]),
  ),
};

/** Methods, of whatever object, that write into a buffer: which of their arguments it is. */
const writtenArgument: Readonly<Record<string, number>> = {
  getRandomValues: 0,
  randomFillSync: 0,
  copy: 0,
  readSync: 1,
  encodeInto: 1,
};

/** Of methods that a key tells what they did. */
const keyed: ReadonlySet<number> = new Set([
  mutator.set,
  mutator.add,
  mutator.delete,
  mutator.define,
]);

export interface Receiver {
  root: Node;
  pieces: readonly Piece[];
  /** Calls from that of the root on, each of which gives it: `root.set(a, 1).set(b, 2)`. */
  calls: readonly acorn.CallExpression[];
}

/** A call that changes an object. */
export interface Change {
  call: acorn.CallExpression;
  op: number;
  count: number;
  /** Text that finds the object; undefined: it is an argument, or what the call gives. */
  receiver: Receiver | undefined;
  /** The argument that is changed. */
  argument: Node | undefined;
  /** The argument that tells what was changed in it. */
  key: Node | undefined;
  /** Something may run, or throw, between it and its note. */
  isLate?: boolean;
}

export function changeOf(context: Context, call: acorn.CallExpression): Change | undefined {
  const { callee, arguments: given } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const method = staticName(callee);
  if (method === undefined) return undefined;
  const changed = changedArgument(context, callee.object, method);
  const nothing = { call, count: 0, receiver: undefined, key: undefined };
  if (changed !== undefined) {
    const { index, op } = changed;
    const argument = given[index];
    if (argument === undefined || holdsSpread(given, index)) return undefined;
    const key = op === mutator.define ? keyArgument(context, call, method) : undefined;
    return { ...nothing, op, argument, key };
  }
  const op = operation(method);
  if (op === undefined) return undefined;
  const receiver = receiverOf(context, call);
  if (receiver === undefined) {
    const isGiven = fluent.has(method);
    return isGiven ? { ...nothing, op: mutator.other, argument: undefined } : undefined;
  }
  const count = given.length;
  const hasSpread = holdsSpread(given, count);
  const key = !hasSpread && keyed.has(op) ? given[0] : undefined;
  return { call, op: hasSpread ? mutator.other : op, count, receiver, argument: undefined, key };
}

/**
 * It may change something and then throw: an array that is sealed in part, a getter of what is
 * assigned.
 */
export function mayEndHalfWay({ op, key, count, isLate }: Change): boolean {
  if (isLate === true) return true;
  if (op === mutator.define) return key === undefined;
  return op === mutator.other || op === mutator.assign || (op === mutator.shift && count === 0);
}

/** Methods that give an array which nobody else has. */
const copying: ReadonlySet<string> = new Set(
  [
    'concat entries filter flat flatMap from getOwnPropertyNames',
    'keys map of slice splice split values',
  ].flatMap((names) => names.split(' ')),
);

/** An object that was made just now, which nothing recorded can tell of. */
function isNew(context: Context, node: Node): boolean {
  switch (node.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'Literal':
    case 'TemplateLiteral':
      return true;
    case 'NewExpression':
      return ['Array', 'Date', 'Map', 'Set'].some((name) =>
        isIntrinsic(context, node.callee, name),
      );
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression') return false;
      const method = staticName(callee) ?? '';
      return copying.has(method) || (fluent.has(method) && isNew(context, callee.object));
    }
    default:
      return false;
  }
}

/** What a tag does that is a method; undefined: nothing. */
export function taggedOperation(context: Context, tag: Node): number | undefined {
  return methodOperation(context, tag, (_, method) => operation(method));
}

/**
 * What the call does to an object that nothing finds again; undefined: nothing. Streams of the
 * process are no collections.
 */
export function unknownOperation(
  context: Context,
  { callee }: acorn.CallExpression,
): number | undefined {
  return methodOperation(
    context,
    callee,
    (object, method) => changedArgument(context, object, method)?.op ?? operation(method),
  );
}

function methodOperation(
  context: Context,
  callee: Node,
  operationOf: (object: Node, method: string) => number | undefined,
): number | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const method = staticName(callee);
  if (method === undefined || isNew(context, callee.object)) return undefined;
  let root: Node = callee;
  while (root.type === 'MemberExpression') root = root.object;
  if (isIntrinsic(context, root, 'process') || isIntrinsic(context, root, 'console')) {
    return undefined;
  }
  return operationOf(callee.object, method);
}

function operation(method: string): number | undefined {
  if (Object.hasOwn(methods, method)) return methods[method];
  return binaryMethod.test(method) ? mutator.binary : undefined;
}

function holdsSpread(given: readonly Node[], until: number): boolean {
  return given.slice(0, until + 1).some(({ type }) => type === 'SpreadElement');
}

/** Which argument a function changes that is a property of `object`. */
function changedArgument(
  context: Context,
  object: Node,
  method: string,
): { index: number; op: number } | undefined {
  if (object.type === 'Identifier' && Object.hasOwn(functions, object.name)) {
    if (stateOf(context).scopes.binding(object) !== undefined) return undefined;
    const op = functions[object.name]?.[method];
    return op === undefined ? undefined : { index: 0, op };
  }
  if (method === 'call' || method === 'apply') {
    // `Array.prototype.push.apply(a, more)`, `push.call(a, x)`
    const name = object.type === 'MemberExpression' ? staticName(object) : nameOf(object);
    const op = name === undefined ? undefined : operation(name);
    if (op === undefined) return undefined;
    return { index: 0, op: op === mutator.binary ? op : mutator.other };
  }
  if (!Object.hasOwn(writtenArgument, method)) return undefined;
  return { index: writtenArgument[method]!, op: mutator.binary };
}

/** The one property that `defineProperty` defines, where it can be told behind the call. */
function keyArgument(
  context: Context,
  { arguments: given }: acorn.CallExpression,
  method: string,
): Node | undefined {
  const key = given[1];
  if (method === 'defineProperties' || key === undefined || holdsSpread(given, 1)) return undefined;
  return context.frame!.apart && again(context, key) === undefined ? undefined : key;
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
}

/** Under calls that return their receiver: `m.set(a, 1).set(b, 2)`. */
function receiverOf(context: Context, call: acorn.CallExpression): Receiver | undefined {
  const calls = [call];
  for (let inner = call; ;) {
    const { object } = inner.callee as acorn.MemberExpression;
    const isLink =
      object.type === 'CallExpression' &&
      object.callee.type === 'MemberExpression' &&
      fluent.has(staticName(object.callee) ?? '');
    if (!isLink) {
      const pieces = pathPieces(context, object);
      return pieces && { root: object, pieces, calls };
    }
    inner = object;
    calls.unshift(inner);
  }
}
