/**
 * The code that a branch decides on, as V8 draws it: with the `else`, `?`, `&&`, `case` or `catch`
 * before it; and code behind a jump, which never runs.
 *
 *   if (a) return; else b();    the else-branch is ` else b();`
 */
import type * as acorn from 'acorn';
import { asCode, formatNamed, parse } from '../plan/parse.js';
import { findToken } from '../plan/places.js';
import { walk, type Node } from '../plan/walk.js';

export interface BranchRanges {
  /** Where a branch begins, by the place where its own code does. */
  starts: Map<number, number>;
  /** Code behind a return, throw, break or continue. */
  unreachable: { start: number; end: number }[];
}

export function branchRanges(source: string, format: string): BranchRanges {
  const starts = new Map<number, number>();
  const unreachable: BranchRanges['unreachable'] = [];
  const find = (token: string, from: number, to: number): number => {
    const at = findToken(source, token, from, to);
    return at < 0 ? to : at;
  };
  const list = (statements: readonly Node[], end: number): void => {
    const jump = statements.findIndex(({ type }) => jumps.has(type));
    if (jump < 0 || jump === statements.length - 1) return;
    unreachable.push({ start: statements[jump]!.end, end });
  };
  walk([parsed(source, format)], {
    IfStatement: ({ consequent, alternate }) => {
      if (alternate) starts.set(alternate.start, consequent.end);
    },
    ConditionalExpression: ({ test, consequent, alternate }) => {
      starts.set(consequent.start, find('?', test.end, consequent.start));
      starts.set(alternate.start, find(':', consequent.end, alternate.start));
    },
    LogicalExpression: ({ left, right, operator }) => {
      starts.set(right.start, find(operator, left.end, right.start));
    },
    SwitchCase: ({ start, end, test, consequent }) => {
      const from = test?.end ?? start + 'default'.length;
      starts.set(find(':', from, end) + 1, start);
      list(consequent, end);
    },
    CatchClause: ({ start, body }) => {
      starts.set(body.start, start);
    },
    BlockStatement: ({ body, end }) => list(body, end),
  });
  return { starts, unreachable };
}

const jumps: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
]);

/** Text that does not parse has no ranges. */
function parsed(source: string, format: string): acorn.Program | undefined {
  try {
    return parse(asCode(source), formatNamed(format));
  } catch {
    return undefined;
  }
}
