/**
 * The names that parameters and other patterns bind: `{ a, b: [c] }, ...d` gives a, c, d.
 */
import type * as acorn from 'acorn';
import { walk, type Visitors } from './walk.js';

/** Names that patterns bind, in order. */
export function boundNames(...patterns: readonly (acorn.Pattern | null)[]): string[] {
  const names: string[] = [];
  for (const pattern of patterns) {
    if (pattern?.type === 'Identifier') names.push(pattern.name);
    else walk([pattern], boundVisitors(names));
  }
  return names;
}

function boundVisitors(names: string[]): Visitors {
  return {
    Identifier: (node) => {
      names.push(node.name);
    },
    Property: (node) => [node.value],
    AssignmentPattern: (node) => [node.left],
    MemberExpression: () => [],
  };
}
