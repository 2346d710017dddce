/**
 * What has changed within an expression that no probe may surround, because V8 would quote it, and
 * where the records of it stand: behind what the expression is part of, or before what comes next.
 */
import type * as acorn from 'acorn';
import { mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { again, isMadeThere, path } from './again.js';
import {
  changeOf,
  mayEndHalfWay,
  taggedOperation,
  unknownOperation,
  type Change,
  type Receiver,
} from './changes.js';
import { addPlace, stateOf, temporary } from './frame.js';
import { shownChanges, type ShownChange } from './named.js';
import { isOptional, targetNow } from './properties.js';
import { isUnnamed, restTargets, targets } from './scopes.js';
import { aroundEach, type Around } from './steps.js';
import { aside } from './variables.js';
import {
  beginsTail,
  headsOf,
  someone,
  takesTail,
  tellBefore,
  tellRisk,
  waitOf,
  type Use,
} from './waits.js';

type Steps = readonly Step[];
export type Call = acorn.CallExpression | acorn.NewExpression;

/** What probes are told of a change: text around what the call gives, or around nothing. */
export interface Note {
  /** What made it. */
  node: Node;
  /** Text of the object, where that is there before the change. */
  object?: string;
  around(op?: number): Around[];
}

/** Arguments that run nothing. */
const still: ReadonlySet<string> = new Set([
  'Literal',
  'Identifier',
  'ThisExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Text can stand before its arguments, and behind its callee. */
export function takesHead({ type, arguments: given }: Call): boolean {
  const [first] = given;
  return first === undefined ? type === 'CallExpression' : !isSpread(first);
}

/** Notes of what changes within expressions that no probe may surround. */
export function notesWithin(context: Context, shown: readonly Node[], use: Use): Note[] {
  return shown
    .flatMap((expression) => shownChanges(expression))
    .flatMap((found) => {
      const { node } = found;
      if (node.type !== 'CallExpression') return notesOf(context, found);
      const wait = waitOf(use, node, found.loads);
      const isLooked = wait !== undefined && takesTail(node);
      const notes = notesOf(context, found, isLooked ? 'known' : 'within', wait !== undefined);
      const [note] = notes;
      if (note?.object !== undefined) tellBefore(context, node, note.object, wait);
      return notes;
    });
}

/** Where the runtime is told that a call may end half way; `known`: it looks anyway. */
type Risk = 'known' | 'within' | 'around';

function notesOf(
  context: Context,
  { node, isSure }: ShownChange,
  where: Risk = 'within',
  isLate = false,
): Note[] {
  if (node.type === 'TaggedTemplateExpression') return tagNotes(context, node);
  if (node.type !== 'CallExpression') return listOf(changesByItself(context, node));
  const change = changeOf(context, node);
  const note = change && noteFor(context, { ...change, isLate }, isSure, where);
  return note === undefined ? tellSomeone(context, node) : [note];
}

/** What a method changes that is a tag. */
export function tagNotes(context: Context, node: acorn.TaggedTemplateExpression): Note[] {
  const op = taggedOperation(context, node.tag);
  if (op === undefined) return [];
  const { tag, quasi } = node;
  const { object } = tag as acorn.MemberExpression;
  const isFixed = again(context, object) !== undefined || !quasi.expressions.some(runs);
  const text = isFixed ? path(context, object) : undefined;
  const tell = (): Around => {
    if (text === undefined) return { open: someone(context, node, op), close: [')'] };
    const header = headerOf(addPlace(context, 'mutation', node), 'mutate');
    const isSought = again(context, object) === undefined;
    const told = mutator.other + (isSought ? mutator.surely : 0);
    return { open: [`${probe.mutate}(`, header, ','], close: [`,${text},${told},0)`] };
  };
  return [{ node, around: () => [tell()] }];
}

function noteFor(context: Context, change: Change, isSure: boolean, where: Risk): Note | undefined {
  if (stateOf(context).passed.has(change.call)) return noteOf(context, twice(change), 'known');
  const isOfElements = change.op < mutator.define;
  if (!isSure && isOfElements) change.op = mutator.other;
  if (change.isLate === true && change.op === mutator.shift) change.op = mutator.shiftAside;
  if (change.op === mutator.pop) change.op = mutator.popAside;
  return noteOf(context, change, where);
}

/** Before a call that changes what nothing finds again, or behind it. */
function tellSomeone(context: Context, call: acorn.CallExpression): Note[] {
  const op = unknownOperation(context, call);
  if (op === undefined || beginsTail(context, call, someone(context, call, op))) return [];
  return [{ node: call, around: () => [{ open: someone(context, call, op), close: [')'] }] }];
}

function listOf<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}

/**
 * Of what changes in an optional chain before it may end: where it does, what comes next does not
 * run, and tells nothing. Told twice, else.
 */
export function notesPassedBy(context: Context, top: Node): Note[] {
  const notes: Note[] = [];
  let isOptional = false;
  for (let node = top; node.type === 'CallExpression' || node.type === 'MemberExpression';) {
    const change = isOptional && node.type === 'CallExpression' && changeOf(context, node);
    if (change) {
      stateOf(context).passed.add(node);
      const told = change.op < mutator.define ? twice(change) : change;
      const note = noteOf(context, told, 'within');
      if (note !== undefined) notes.push(note);
    }
    isOptional ||= node.optional;
    node = node.type === 'CallExpression' ? node.callee : node.object;
  }
  return notes;
}

/** As something that can be told twice. */
function twice(change: Change): Change {
  const isOnce = change.op === mutator.shift || change.op === mutator.push;
  return { ...change, op: isOnce || change.op === mutator.pop ? mutator.other : change.op };
}

function changesByItself(
  context: Context,
  node: acorn.AssignmentExpression | acorn.UpdateExpression,
): Note | undefined {
  if (node.type === 'UpdateExpression') return writeNote(context, node, node.argument);
  const { left, right, operator } = node;
  const isRecorded = left.type === 'Identifier' && operator === '=' && !isUnnamed(right);
  if (isRecorded && !context.frame!.apart) return undefined;
  return writeNote(context, node, left);
}

/** What an assignment writes to, as it is behind it. */
export function writeNote(context: Context, node: Node, pattern: Node): Note {
  const { scopes } = stateOf(context);
  const rests = new Set(restTargets(pattern));
  const all = (): (Around | undefined)[] =>
    targets(pattern).flatMap((target) => [
      rests.has(target) ? restAround(context, target) : undefined,
      target.type === 'Identifier'
        ? aside(context, scopes.binding(target), target)
        : targetNow(context, target),
    ]);
  return { node, around: () => all().filter((one) => one !== undefined) };
}

/** What an object pattern leaves has the symbols of the whole, too. */
function restAround(context: Context, target: Node): Around | undefined {
  const text = path(context, target);
  if (text === undefined) return undefined;
  const site = addPlace(context, 'mutation', target);
  const open = [`${probe.mutate}(`, headerOf(site, 'mutate'), ','];
  return { open, close: [`,${text},${mutator.assign},0)`] };
}

/** Steps with records behind the whole of `node`, the first of them innermost. */
export function behindAll(
  context: Context,
  node: Node,
  steps: Steps,
  notes: readonly Note[],
): Steps {
  return aroundEach(context, steps, node, () => notes.flatMap((note) => note.around()));
}

/** Records of what has changed, each ended by `end`. */
export function noted(note: Note, end: string, op?: number): Part[] {
  return note.around(op).flatMap(({ open, close }) => [...open, 'void 0', ...close, end]);
}

/** Temporaries that are taken while the steps are made are in use until the last of them. */
export function withTemporaries(context: Context, make: () => Steps): Steps {
  const frame = context.frame!;
  const { used } = frame;
  const steps = make();
  const busy = frame.used;
  frame.used = used;
  if (busy === used) return steps;
  return [() => (frame.used = busy), ...steps, () => (frame.used = used)];
}

/** Undefined where the object cannot be found again. */
export function noteOf(context: Context, change: Change, where: Risk): Note | undefined {
  const { call, receiver, argument, key } = change;
  const frame = context.frame!;
  const taken: string[] = [];
  const reread = (node: Node): string | undefined => {
    const text = again(context, node);
    if (text !== undefined || frame.apart) return text;
    const before = stateOf(context).kept.get(node);
    if (before !== undefined) return before;
    const name = temporary(frame);
    taken.push(name);
    stateOf(context).kept.set(node, name);
    return name;
  };
  let object: string | undefined;
  if (argument !== undefined) object = reread(argument);
  else if (receiver !== undefined) object = receiverText(context, receiver, taken);
  if (object === undefined) return undefined;
  const what = key === undefined ? undefined : reread(key);
  if (key !== undefined && what === undefined) return undefined;
  // A path that ends at a getter, say, finds nothing.
  const isPath = receiver !== undefined && receiver.pieces.length > 1;
  const isSought = isPath && !isOptional(call);
  const isRisky = where !== 'known' && mayEndHalfWay(change);
  const risk = isRisky ? riskOf(context, change, where, object, taken) : undefined;
  let found = object;
  if (risk === 'before' && isPath && !frame.apart) {
    object = temporary(frame);
    taken.push(object);
    found = `${object}=${found}`;
  }
  const marks = (isSought ? mutator.surely : 0) + (risk === undefined ? 0 : mutator.risky);
  const tell = (op = change.op): Around[] => {
    const header = headerOf(addPlace(context, 'mutation', call), 'mutate');
    const first = risk === 'before' ? [`${probe.risky}(`, header, `,${found})`] : [header];
    const open = [`${probe.mutate}(`, ...first, ','];
    const last = what === undefined ? '' : `,${what}`;
    const empty = frame.empties ? taken.map((name) => `,${name}=void 0`) : [];
    const told = op + marks;
    return [{ open, close: [`,${object},${told},${change.count}${last}`, ...empty, ')'] }];
  };
  return { node: call, object, around: tell };
}

/**
 * Where the runtime is told that the call may end half way: among its arguments, or before all of
 * it; undefined: nowhere.
 */
function riskOf(
  context: Context,
  { call, argument }: Change,
  where: Risk,
  object: string,
  taken: readonly string[],
): 'within' | 'before' | undefined {
  const { risky } = stateOf(context);
  const last = call.arguments.at(-1);
  const isKept = argument !== undefined && taken.includes(object);
  if (isKept && (last === argument || last!.type === 'SpreadElement')) {
    risky.add(argument);
    return 'within';
  }
  if (tellRisk(context, call, object)) return 'within';
  return where === 'around' && !taken.includes(object) ? 'before' : undefined;
}

/** A receiver that the arguments may put another in place of is kept before they run. */
function receiverText(
  context: Context,
  { root, pieces, calls }: Receiver,
  taken: string[],
): string | undefined {
  const { held } = stateOf(context);
  const known = held.get(root);
  if (known !== undefined) return known;
  const text = pieces.map((piece) => piece.text).join('');
  const isFixed = again(context, root) !== undefined;
  if (isFixed || !calls.some((call) => call.arguments.some(runs))) return text;
  const [first] = calls;
  if (!takesHead(first!)) return isMadeThere(root) || calls.length > 1 ? text : undefined;
  const frame = context.frame!;
  if (frame.apart) return undefined;
  const name = temporary(frame);
  taken.push(name);
  held.set(root, name);
  headsOf(context, first!).push((place) => {
    context.edits.insert(place, `${name}=`);
    for (const { text: part, origin } of pieces) context.edits.insertFor(origin, place, part);
    context.edits.insert(place, ',');
  });
  return name;
}

/** It may run code of the program. */
export function runs({ type }: Node): boolean {
  return !still.has(type);
}

export function isSpread({ type }: Node): boolean {
  return type === 'SpreadElement';
}
