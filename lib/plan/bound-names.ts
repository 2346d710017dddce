/**
 * The names that parameters and other patterns bind: `{ a, b: [c] }, ...d` gives a, c, d.
 */
import type * as acorn from 'acorn';
import { walk, type Visitors } from './walk.js';

/** Names that patterns bind, in order. */
export function boundNames(...patterns: readonly (acorn.Pattern | null)[]): string[] {
  return boundIdentifiers(...patterns).map(({ name }) => name);
}

export function boundIdentifiers(
  ...patterns: readonly (acorn.Pattern | null)[]
): acorn.Identifier[] {
  const found: acorn.Identifier[] = [];
  for (const pattern of patterns) {
    if (pattern?.type === 'Identifier') found.push(pattern);
    else walk([pattern], boundVisitors(found));
  }
  return found;
}

function boundVisitors(found: acorn.Identifier[]): Visitors {
  return {
    Identifier: (node) => {
      found.push(node);
    },
    Property: (node) => [node.value],
    AssignmentPattern: (node) => [node.left],
    MemberExpression: () => [],
  };
}
