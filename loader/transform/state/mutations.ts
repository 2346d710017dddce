/**
 * Calls of built-in methods that change collections. The text of the callee stays as it is, for
 * V8's messages; the probe finds the receiver again and looks at what became of it.
 *
 *   a.push(x)             h(h,a.push(x),a,1,1)
 *   this.m.set(f(), v)    h(h,this.m.set((t=f()), v),h1(this,"m"),4,2,t)
 *   Object.assign(o, p)   h(h,Object.assign((t=o), p),t,0,0)
 *   f().sort()            h(h,(t=f().sort()),t,0,0)
 *   o.a.push(f())         h(h,(t=h1(o,"a"),o.a.push(f())),t,1,1)
 *
 * The last is for receivers that what the arguments run may put another object in place of.
 * Another receiver that cannot be read again is compared when it is seen next.
 */
import type * as acorn from 'acorn';
import { mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, stateOf, temporary } from './frame.js';
import { again, kept, pathPieces, staticName, type Piece } from './properties.js';
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
const keyed: ReadonlySet<number> = new Set([
  mutator.set,
  mutator.add,
  mutator.delete,
  mutator.define,
]);

/** Arguments that run nothing. */
const still: ReadonlySet<string> = new Set([
  'Literal',
  'Identifier',
  'ThisExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

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
    const { index, op } = changed;
    const argument = call.arguments[index];
    if (argument === undefined || holdsSpread(call.arguments, index)) return steps;
    const key = op === mutator.define ? keyArgument(context, call, method) : undefined;
    const asked = key === undefined ? [argument] : [argument, key];
    return wrapped(context, whole, asked, steps, ([object, name]) =>
      name === undefined ? `,${object},${op},0` : `,${object},${op},0,${name}`,
    );
  }
  const op = operation(method);
  if (op === undefined) return steps;
  const { root, isChained } = rootOf(callee.object);
  const pieces = pathPieces(context, root);
  const shown = isChained && op !== mutator.binary ? mutator.other : op;
  if (pieces !== undefined) {
    return changedReceiver(context, whole, call, steps, { root, pieces }, shown);
  }
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

/** The one property that `defineProperty` defines, where it can be told behind the call. */
function keyArgument(
  context: Context,
  { arguments: given }: acorn.CallExpression,
  method: string,
): Node | undefined {
  const key = given[1];
  if (method !== 'defineProperty' || key === undefined || holdsSpread(given, 1)) return undefined;
  return context.frame!.apart && again(context, key) === undefined ? undefined : key;
}

function runs({ type }: Node): boolean {
  return !still.has(type);
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
}

interface Receiver {
  root: Node;
  /** Text that finds it again. */
  pieces: readonly Piece[];
}

function changedReceiver(
  context: Context,
  whole: Node,
  call: acorn.CallExpression,
  steps: readonly Step[],
  { root, pieces }: Receiver,
  op: number,
): readonly Step[] {
  const count = call.arguments.length;
  const hasSpread = call.arguments.some(({ type }) => type === 'SpreadElement');
  const [first] = call.arguments;
  const isKeyed = !hasSpread && keyed.has(op) && first !== undefined;
  const shown = hasSpread ? mutator.other : op;
  const asked = isKeyed ? [first] : [];
  const text = pieces.map((piece) => piece.text).join('');
  const isFixed = pieces.length === 1 && again(context, root) !== undefined;
  return wrapped(
    context,
    whole,
    asked,
    steps,
    ([key], held = text) => `,${held},${shown},${count}${key === undefined ? '' : `,${key}`}`,
    isFixed || !call.arguments.some(runs) ? undefined : pieces,
  );
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

/**
 * `asked` are read again behind the call, through temporaries where they must; `held` is what is
 * read before it.
 */
function wrapped(
  context: Context,
  whole: Node,
  asked: readonly Node[],
  steps: readonly Step[],
  close: (asked: readonly string[], held: string | undefined) => string,
  held?: readonly Piece[],
): readonly Step[] {
  const { edits } = context;
  const frame = context.frame!;
  const texts = asked.map((node) => again(context, node));
  if (frame.apart && (held !== undefined || texts.includes(undefined))) return steps;
  const used = frame.used;
  const holder = held === undefined ? undefined : temporary(frame);
  const taken = holder === undefined ? [] : [holder];
  let inner = steps;
  const names = texts.map((text, index) => {
    if (text !== undefined) return text;
    const name = temporary(frame);
    taken.push(name);
    inner = replaced(inner, asked[index]!, kept(context, asked[index]!, name));
    return name;
  });
  const busy = frame.used;
  frame.used = used;
  return [
    () => {
      frame.used = busy;
      const site = addPlace(context, 'mutation', whole);
      edits.insert(whole.start, `${probe.mutate}(`, headerOf(site, 'mutate'), ',');
      if (held === undefined) return;
      edits.insert(whole.start, `(${holder!}=`);
      for (const { text, origin } of held) edits.insertFor(origin, whole.start, text);
      edits.insert(whole.start, ',');
    },
    ...inner,
    () => {
      frame.used = used;
      const end = `${holder === undefined ? '' : ')'}${close(names, holder)}`;
      const empty = frame.empties ? taken.map((name) => `,${name}=void 0`) : [];
      edits.insert(whole.end, end, ...empty, ')');
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
