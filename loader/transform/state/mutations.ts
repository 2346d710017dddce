/**
 * Calls of built-in methods that change collections. The text of the callee stays as it is, for
 * V8's messages; the probe finds the receiver again and looks at what became of it.
 *
 *   a.push(x)             h(h,a.push(x),a,1,1)
 *   this.m.set(f(), v)    h(h,this.m.set((t=f()), v),h1(this,"m"),4,2,t)
 *   Object.assign(o, p)   h(h,Object.assign((t=o), p),t,0,0)
 *   f().sort()            h(h,(t=f().sort()),t,0,0)
 *
 * Another receiver that cannot be read again is compared when it is seen next.
 */
import type * as acorn from 'acorn';
import { mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, stateOf, temporary } from './frame.js';
import { again, kept, path, staticName } from './properties.js';
import { around, replaced } from './steps.js';

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
    assign: mutator.other,
    defineProperty: mutator.define,
    defineProperties: mutator.define,
  },
  Reflect: {
    set: mutator.other,
    defineProperty: mutator.define,
    deleteProperty: mutator.other,
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

/** Methods that give their receiver. */
const fluent: ReadonlySet<string> = new Set([
  'set',
  'add',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);

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
  if (stateOf(context).named.has(whole) || callee.type !== 'MemberExpression') return steps;
  const method = staticName(callee);
  if (method === undefined) return steps;
  const changed = changedArgument(context, callee.object, method);
  if (changed !== undefined) {
    const argument = call.arguments[changed.index];
    if (argument === undefined || holdsSpread(call.arguments, changed.index)) return steps;
    const how = `,${changed.op},0`;
    return wrapped(context, whole, argument, steps, (object) => `,${object}${how}`);
  }
  const op = operation(method);
  if (op === undefined) return steps;
  const { root, isChained } = rootOf(callee.object);
  const receiver = path(context, root);
  const shown = isChained && op !== mutator.binary ? mutator.other : op;
  if (receiver !== undefined) return changedReceiver(context, whole, call, steps, receiver, shown);
  return fluent.has(method) ? changedResult(context, whole, steps) : steps;
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

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
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

/** The receiver is what the call gives. */
function changedResult(context: Context, whole: Node, steps: readonly Step[]): readonly Step[] {
  const frame = context.frame!;
  if (frame.apart) return steps;
  const used = frame.used;
  const name = temporary(frame);
  frame.used = used;
  const open = (): Part[] => {
    const site = addPlace(context, 'mutation', whole);
    return [`${probe.mutate}(`, headerOf(site, 'mutate'), `,(${name}=`];
  };
  const empty = frame.empties ? `,${name}=void 0` : '';
  return around(context, steps, whole, open, `),${name},${mutator.other},0${empty})`);
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
