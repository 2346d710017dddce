/**
 * Writes to variables: declarations, assignments, updates, patterns, and what a scope begins with.
 *
 *   x = E      p(h,x = E)              let x = E       let x = p(h,E)
 *   x++        p1(h,x++,x)             let {a} = E;    let {a} = E;p(h,a);
 *
 * The whole is wrapped where it can be: a function that is assigned gets its name from the
 * variable, and V8 names the variable in messages.
 */
import type * as acorn from 'acorn';
import type { Node, Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import type { Part } from '../edits.js';
import { asArgument } from '../../../lib/plan/places.js';
import { stateOf } from './frame.js';
import { noted, notesWithin, runs, withTemporaries, writeNote, type Note } from './notes.js';
import { targetNow } from './properties.js';
import type { Use } from './waits.js';
import { path } from './again.js';
import { guarded } from './half-way.js';
import { symbolsOf } from './literals.js';
import { markName } from './named.js';
import { holdsUnnamed, isUnnamed, restTargets, targets, type Binding } from './scopes.js';
import { around, aroundEach, type Around } from './steps.js';
import { aside, writing, written } from './variables.js';

/** Steps with a record behind the whole of `node`. */
function behind(
  context: Context,
  node: Node,
  binding: Binding | undefined,
  steps: readonly Step[],
): readonly Step[] {
  return aroundEach(context, steps, node, () => [aside(context, binding, node)]);
}

export function visitAssignment(
  context: Context,
  node: acorn.AssignmentExpression,
  steps: readonly Step[],
): readonly Step[] {
  const { left, right, operator } = node;
  const state = stateOf(context);
  if (left.type !== 'Identifier') return visitPattern(context, node, steps);
  const binding = state.scopes.binding(left);
  if (!state.named.has(node)) {
    if (context.frame?.apart) return behind(context, node, binding, steps);
    return around(context, steps, node, () => writing(context, binding, node));
  }
  if (operator !== '=' || isUnnamed(right) || context.frame?.apart) return steps;
  const [before, after] = asArgument(right);
  const open = (): Part[] => {
    const text = writing(context, binding, node);
    return text.length === 0 ? text : [...text, before];
  };
  return around(context, steps, right, open, after);
}

/** Each target is read behind the assignment; the value of the whole stays what it was. */
function visitPattern(
  context: Context,
  node: acorn.AssignmentExpression,
  steps: readonly Step[],
): readonly Step[] {
  const state = stateOf(context);
  if (state.named.has(node)) return steps;
  return withTemporaries(context, () => {
    const notes = [
      ...notesWithin(context, [node.right], partedBy(node.left)),
      writeNote(context, node, node.left),
    ];
    const guard = guarded(context, node);
    const each = (): (Around | undefined)[] => [guard, ...notes.flatMap((note) => note.around())];
    return aroundEach(context, steps, node, each);
  });
}

export function visitUpdate(
  context: Context,
  node: acorn.UpdateExpression,
  steps: readonly Step[],
): readonly Step[] {
  const state = stateOf(context);
  const { argument } = node;
  if (argument.type !== 'Identifier' || state.named.has(node)) return steps;
  const binding = state.scopes.binding(argument);
  if (!node.prefix || context.frame?.apart) return behind(context, node, binding, steps);
  return around(context, steps, node, () => writing(context, binding, node));
}

/** In a list of statements; `isHead`: in the head of a loop, whose body records what must be. */
export function visitDeclaration(
  context: Context,
  node: acorn.VariableDeclaration,
  steps: readonly Step[],
  isHead: boolean,
): readonly Step[] {
  const { alone } = stateOf(context);
  const [only] = node.declarations;
  if (isHead) return steps;
  if (node.declarations.length === 1 && only) alone.add(only);
  return withTemporaries(context, () => {
    const patterns = node.declarations.filter(({ id }) => id.type !== 'Identifier');
    const notes = patterns.flatMap(({ id, init }) =>
      init
        ? notesWithin(context, [init], node.declarations.at(-1) === only ? partedBy(id) : 'open')
        : [],
    );
    return [...steps, () => insertBehind(context, node, notes)];
  });
}

/** What runs while a pattern takes a value apart. */
function partedBy(pattern: Node): Use {
  switch (pattern.type) {
    case 'ObjectPattern': {
      const isStill = pattern.properties.every((part) =>
        part.type === 'RestElement'
          ? partedBy(part.argument) === 'parted'
          : !(part.computed && runs(part.key)) && partedBy(part.value) === 'parted',
      );
      return isStill ? 'parted' : 'open';
    }
    case 'Identifier':
      return 'parted';
    default:
      return 'open';
  }
}

function insertBehind(
  context: Context,
  node: acorn.VariableDeclaration,
  notes: readonly Note[],
): void {
  const text = [
    ...notes.flatMap((note) => noted(note, ';')),
    ...node.declarations.flatMap((one) => {
      const { id, init } = one;
      return init && !isRecordedAtOnce(context, one, init) ? bound(context, id) : [];
    }),
  ];
  if (text.length === 0) return;
  context.edits.insert(node.end, context.hasSemicolon(node) ? '' : ';', ...text);
}

/** Statements that record what a pattern has bound. */
export function bound(context: Context, pattern: Node | null | undefined): Part[] {
  if (!pattern) return [];
  const { scopes } = stateOf(context);
  const rests = new Set(restTargets(pattern));
  return targets(pattern).flatMap((target) => {
    const rest = rests.has(target) ? restSymbols(context, target) : [];
    if (target.type === 'Identifier') {
      return [...rest, ...written(context, scopes.binding(target), target)];
    }
    const set = targetNow(context, target);
    return set === undefined ? rest : [...rest, ...set.open, 'void 0', ...set.close, ';'];
  });
}

/** What an object pattern leaves has the symbols of the whole, too. */
function restSymbols(context: Context, target: Node): Part[] {
  const text = path(context, target);
  return text === undefined ? [] : [...symbolsOf(context, target), `${text});`];
}

function isRecordedAtOnce(context: Context, node: acorn.VariableDeclarator, init: Node): boolean {
  return node.id.type === 'Identifier' && !isNamedAfter(context, node, init);
}

/** Around it no probe may stand: a function in it has its name from here. */
function isNamedAfter(context: Context, node: acorn.VariableDeclarator, init: Node): boolean {
  return isUnnamed(init) || (stateOf(context).alone.has(node) && holdsUnnamed(init));
}

export function visitDeclarator(
  context: Context,
  node: acorn.VariableDeclarator,
  steps: readonly Step[],
  kind: acorn.VariableDeclaration['kind'],
): readonly Step[] {
  const state = stateOf(context);
  const { id, init } = node;
  if (id.type !== 'Identifier') {
    if (init) markName(context, init);
    return steps;
  }
  const binding = state.scopes.binding(id);
  if (!init) {
    if (kind !== 'let') return steps;
    const text = (): Part[] => {
      const open = writing(context, binding, node);
      return open.length === 0 ? [] : ['=', ...open, 'void 0)'];
    };
    return [...steps, () => context.edits.insert(node.end, ...text())];
  }
  if (isNamedAfter(context, node, init)) return steps;
  const [before, after] = asArgument(init);
  const open = (): Part[] => {
    const text = writing(context, binding, node);
    return text.length === 0 ? text : [...text, before];
  };
  return around(context, steps, init, open, after);
}
