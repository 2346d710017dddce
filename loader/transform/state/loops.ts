/**
 * Loops with a head. Their variables are recorded at the start of the body where nothing else does:
 * what for-in and for-of give, patterns, and variables that closures may keep, of which each
 * iteration has its own.
 *
 *   for (const x of xs) f(x)      for (const x of xs) {i(h);p(h,x);f(x)}
 */
import type * as acorn from 'acorn';
import { mutator } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import type { Part } from '../edits.js';
import { body, branchInto } from './branches.js';
import { openScope, stateOf } from './frame.js';
import { noted, notesWithin, withTemporaries, type Note } from './notes.js';
import { isUnnamed } from './scopes.js';
import { bound } from './writes.js';

type Loop = acorn.ForStatement | acorn.ForInStatement | acorn.ForOfStatement;

export function visitLoop(
  context: Context,
  node: Loop,
  head: Node | null | undefined,
  steps: readonly Step[],
): readonly Step[] {
  const state = stateOf(context);
  const scope = state.scopes.of(node);
  const outer = state.environment;
  // The head stands outside the environment; its sites need that of the scope all the same.
  let open: Part[] = [];
  const enter = (): void => {
    open = openScope(context, scope);
    inner = state.environment;
    state.environment = outer;
  };
  let inner = outer;
  const targets = (): Part[] => {
    state.environment = inner;
    return [
      ...open,
      ...notes.flatMap((note) => noted(note, ';', mutator.look)),
      ...recorded(context, node, head, scope?.hasCaptured === true),
    ];
  };
  if (node.type === 'ForStatement' && scope?.hasCaptured === true) {
    steps = within(steps, [node.test, node.update], {
      begin: () => state.ahead.add(scope),
      end: () => state.ahead.delete(scope),
    });
  }
  // What gives the elements may have changed something, and V8 would quote it.
  let notes: readonly Note[] = [];
  const isPlain = node.type === 'ForStatement' && scope?.hasCaptured !== true && !hasPattern(head);
  const inBody = isPlain
    ? branchInto(context, steps, node.body, 'loop')
    : body(context, steps, node.body, 'loop', targets);
  return withTemporaries(context, () => {
    if (node.type === 'ForOfStatement')
      notes = notesWithin(context, [node.right], 'open').filter(isOfObject);
    return [
      enter,
      ...inBody,
      () => {
        state.environment = outer;
      },
    ];
  });
}

function within(
  steps: readonly Step[],
  nodes: readonly (Node | null | undefined)[],
  { begin, end }: { begin: () => void; end: () => void },
): readonly Step[] {
  return steps.flatMap((step) =>
    step && nodes.includes(step as Node) ? [begin, step, end] : [step],
  );
}

/** Statements for the variables of the head. */
function recorded(
  context: Context,
  node: Loop,
  head: Node | null | undefined,
  isCaptured: boolean,
): Part[] {
  if (!head) return [];
  if (node.type !== 'ForStatement') {
    const patterns =
      head.type === 'VariableDeclaration' ? head.declarations.map(({ id }) => id) : [head];
    return patterns.flatMap((pattern) => bound(context, pattern));
  }
  if (head.type !== 'VariableDeclaration') return [];
  return head.declarations
    .filter((declarator) => isCaptured || isOpen(declarator))
    .flatMap(({ id }) => bound(context, id));
}

/** Of a variable the body tells too late: it may never run. */
function isOfObject({ node }: Note): boolean {
  return node.type !== 'AssignmentExpression' || node.left.type === 'MemberExpression';
}

function hasPattern(head: Node | null | undefined): boolean {
  return head?.type === 'VariableDeclaration' && head.declarations.some(isOpen);
}

/** Not recorded in the head itself. */
function isOpen({ id, init }: acorn.VariableDeclarator): boolean {
  return id.type !== 'Identifier' || (init != null && isUnnamed(init));
}
