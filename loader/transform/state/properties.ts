/**
 * Writes to properties. The probe reads the property's descriptor behind the write, so it needs the
 * object again: a name that is never written again and `this` are simply read again, all else goes
 * through a temporary.
 *
 *   o.x = E       j(h,q(o,"x").x = E,o,"x")      f().x++      j(h,q(t=f(),"x").x++,t,"x")
 *   delete o.x    j(h,(q(o,"x"),delete o.x),o,"x")
 *   o[k] = E      j1(h,o[q3(o,t=k)] = E,o,t)     o.#x = E     j2(h,…), with the expression's value
 *
 * The probe before the write takes the old entry out of what is known of the object.
 */
import type * as acorn from 'acorn';
import { mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import { enginePlace } from '../engine-places.js';
import type { Part } from '../edits.js';
import { addPlace, stateOf, temporary } from './frame.js';
import { again, nameAgain, path, staticName } from './again.js';
import { namesBefore } from './function-names.js';
import { isUnnamed } from './scopes.js';
import { around, aroundEach, type Around } from './steps.js';
import { someone } from './waits.js';

/** Steps that put an expression into a temporary on its way. */
export function kept(
  context: Context,
  node: Node,
  name: string,
  before = '(',
  behind = ')',
): readonly Step[] {
  const isList = node.type === 'SequenceExpression';
  // Else a function would be named after the temporary.
  const isBare = isUnnamed(node);
  const place = node.type === 'Identifier' ? -1 : enginePlace(context.source, node);
  const [open, close] = isList || isBare ? [isBare ? '(0,' : '(', ')'] : ['', ''];
  return [
    // Where V8 was before it ran what uses the value, in case that throws.
    () => context.edits.insertFor(place, node.start, `${before}${name}=${open}`),
    node,
    () => context.edits.insert(node.end, close, behind),
  ];
}

/** How the parts of a member expression are read again. */
interface Parts {
  steps: readonly Step[];
  object: string;
  /** Text of the key. */
  key: string;
  temporaries: string[];
}

function partsOf(context: Context, node: acorn.MemberExpression, whole: Node): Parts {
  const isDeleted = whole.type === 'UnaryExpression';
  const { object, property, computed } = node;
  const temporaries: string[] = [];
  const take = (): string => {
    const name = temporary(context.frame!);
    temporaries.push(name);
    return name;
  };
  const isPrivate = property.type === 'PrivateIdentifier';
  const fixed = isPrivate ? undefined : staticKey(node);
  const isNamed = isDeleted && fixed !== undefined;
  const read = isNamed ? nameAgain : again;
  const known = object.type === 'Literal' ? undefined : read(context, object);
  const base = object.type === 'Super' ? 'this' : (known ?? take());
  const isKept = temporaries.length > 0;
  const looks = !isDeleted && fixed !== undefined && object.type !== 'Super';
  const names = isKept || looks ? namesBefore(whole, node) : '';
  const before = `${names}${looks ? `${probe.before}(` : ''}` || '(';
  const behind = `${looks ? `,${fixed})` : ''}${names === '' ? '' : ')'}` || ')';
  const steps: Step[] = isKept
    ? [...kept(context, object, base, before, behind)]
    : before === '('
      ? [object]
      : [...between(context, object, before, behind)];
  if (isPrivate || fixed !== undefined) {
    if (computed) steps.push(property);
    return { steps, object: base, key: fixed ?? '', temporaries };
  }
  const key = again(context, property) ?? take();
  const open = object.type === 'Super' ? '(' : `${probe.beforeKey}(${base},`;
  if (key === temporaries.at(-1)) steps.push(...kept(context, property, key, open));
  else steps.push(...between(context, property, open, ')'));
  return { steps, object: base, key, temporaries };
}

function between(context: Context, node: Node, open: string, close: string): readonly Step[] {
  return [
    () => context.edits.insert(node.start, open),
    node,
    () => context.edits.insert(node.end, close),
  ];
}

/** Text of a key that the source tells. */
function staticKey(node: acorn.MemberExpression): string | undefined {
  const name = staticName(node);
  return name === undefined || isIndex(node) ? name : JSON.stringify(name);
}

function isIndex({ property }: acorn.MemberExpression): boolean {
  return property.type === 'Literal' && typeof property.value === 'number';
}

/**
 * `whole` writes to, updates or deletes `member`. `steps`: makes the steps of the whole from those
 * of the member.
 */
export function visitMemberWrite(
  context: Context,
  whole: Node,
  member: acorn.MemberExpression,
  steps: (member: readonly Step[]) => readonly Step[],
): readonly Step[] {
  const frame = context.frame!;
  const state = stateOf(context);
  if (state.named.has(whole) || !isFollowedName(context, member)) return steps([member]);
  const isPrivate = member.property.type === 'PrivateIdentifier';
  const field = isPrivate ? state.privates.field(member) : undefined;
  if (isPrivate && field === undefined) return steps([member]);
  const used = frame.used;
  const isDeleted = whole.type === 'UnaryExpression';
  const parts = partsOf(context, member, whole);
  const busy = frame.used;
  frame.used = used;
  const { object, key, temporaries } = parts;
  if (frame.apart && temporaries.length > 0) {
    return around(context, steps([member]), whole, () => someone(context, whole, mutator.define));
  }
  const isFixed = !isPrivate && staticKey(member) !== undefined;
  // V8 places the error of a `delete` at what it did last; that is no call of ours.
  const looksFirst = isDeleted && isFixed && temporaries.length === 0;
  return [
    () => {
      frame.used = busy;
      const kind = isPrivate ? (isStep(whole) ? 'setPrivateStep' : 'setPrivate') : undefined;
      context.edits.insert(whole.start, ...opening(context, member, whole, kind));
      if (looksFirst) context.edits.insert(whole.start, `(${probe.before}(${object},${key}),`);
    },
    ...steps(parts.steps),
    () => {
      frame.used = used;
      const empty = frame.empties ? temporaries.map((name) => `,${name}=void 0`) : [];
      const isLate = member.object.type === 'Super' || (isDeleted && isFixed && !looksFirst);
      const step = isStep(whole) ? `,${whole.operator === '++' ? 1 : -1}` : '';
      const last = isPrivate ? step : `,${key}${ending(context, member, isLate ? 1 : 0)}`;
      const end = `${looksFirst ? ')' : ''},${object}${last}`;
      context.edits.insert(whole.end, end, ...empty, ')');
    },
  ];
}

/** Its value is what was there before. */
function isStep(node: Node): node is acorn.UpdateExpression {
  return node.type === 'UpdateExpression' && !node.prefix;
}

function isFollowedName(context: Context, member: acorn.MemberExpression): boolean {
  const follow = context.frame?.follow;
  const name = staticName(member);
  return follow === undefined || name === undefined || follow.has(name);
}

/** `kind`: of the probe, where the member is private. */
function opening(
  context: Context,
  member: acorn.MemberExpression,
  place: Node,
  kind: 'setPrivate' | 'setPrivateStep' | 'setPrivateAside' | undefined,
): Part[] {
  const { property } = member;
  if (kind !== undefined && property.type === 'PrivateIdentifier') {
    const state = stateOf(context);
    state.recorded.add(member);
    const shown = `#${property.name}`;
    const site = addPlace(context, 'property', place, { property: shown });
    state.privates.field(member)?.sites.push(site);
    return [`${probe[kind]}(`, headerOf(site, 'set'), ','];
  }
  const name = isIndex(member) ? undefined : staticName(member);
  const site = addPlace(context, 'property', place, name === undefined ? {} : { property: name });
  if (name === undefined) return [`${probe.setKey}(`, headerOf(site, 'setKey'), ','];
  return [`${probe.set}(`, headerOf(site, 'set'), ','];
}

/** The old entry is still in what is known of the object; and the object may not be found. */
type Late = 0 | 1 | 2;
const notFound = 2;

/**
 * Last arguments: whether the old entry is still in what is known of the object, and the rule of a
 * name that the text tells.
 */
function ending(context: Context, member: acorn.MemberExpression, late: Late): string {
  const name = isIndex(member) ? undefined : staticName(member);
  const rule = name === undefined ? 0 : (context.options.secretNames?.rule(name) ?? 0);
  return rule === 0 ? (late > 0 ? `,${late}` : '') : `,${late},${rule}`;
}

/** A member in a pattern: its property as it is behind it, or that nobody knows of what. */
export function targetNow(
  context: Context,
  member: acorn.MemberExpression,
  late: Late = notFound,
): Around | undefined {
  if (!isFollowedName(context, member)) return undefined;
  const found = setTarget(context, member, late);
  if (found !== undefined || member.property.type === 'PrivateIdentifier') return found;
  return { open: someone(context, member, mutator.define), close: [')'] };
}

/** Reads it again; undefined where it cannot be. */
function setTarget(
  context: Context,
  member: acorn.MemberExpression,
  late: Late,
): Around | undefined {
  // A name may be another object by now: its property is told as it is.
  const object = path(context, member.object);
  const { property } = member;
  if (property.type === 'PrivateIdentifier') {
    if (member.object.type === 'MemberExpression') return undefined;
    if (object === undefined || !stateOf(context).privates.field(member)) return undefined;
    const open = opening(context, member, member, 'setPrivateAside');
    return { open, close: [`,${object},${object}.#${property.name})`] };
  }
  if (object === undefined) return undefined;
  const key = staticKey(member) ?? again(context, member.property);
  if (key === undefined) {
    const site = addPlace(context, 'mutation', member);
    const open = [`${probe.mutate}(`, headerOf(site, 'mutate'), ','];
    return { open, close: [`,${object},${mutator.assign},0)`] };
  }
  const last = ending(context, member, late);
  return {
    open: opening(context, member, member, undefined),
    close: [`,${object},${key}${last})`],
  };
}

/** `delete o.x`, `delete o?.x`. */
export function visitDelete(
  context: Context,
  node: acorn.UnaryExpression,
  steps: readonly Step[],
): readonly Step[] {
  const { argument } = node;
  const member = argument.type === 'ChainExpression' ? argument.expression : argument;
  if (member.type !== 'MemberExpression' || member.object.type === 'Super') return steps;
  if (isOptional(member.object)) {
    if (stateOf(context).named.has(node)) return steps;
    return aroundEach(context, steps, node, () => [targetNow(context, member, 1)]);
  }
  return visitMemberWrite(context, node, member, (parts) => parts);
}

/** A call or member in a chain that may end before it. */
export function isOptional(node: Node): boolean {
  for (let inner = node; ;) {
    if (inner.type === 'MemberExpression') {
      if (inner.optional) return true;
      inner = inner.object;
    } else if (inner.type === 'CallExpression') {
      if (inner.optional) return true;
      inner = inner.callee;
    } else {
      return false;
    }
  }
}
