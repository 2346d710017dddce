/** Joins sets of visitors into one walk. All see a node; the last that gives steps decides them. */
import { nodeTypes } from '../../plan/children.js';
import { type Node, type Step, type Visitors } from '../../plan/walk.js';

type Visit = (node: Node) => readonly Step[] | undefined;

export function combine(...sets: readonly Visitors[]): Visitors {
  const joined = new Map<string, Visit>();
  for (const set of sets) {
    for (const [type, visit] of Object.entries(set) as [string, Visit][]) {
      const before = joined.get(type);
      joined.set(type, before === undefined ? visit : both(before, visit));
    }
  }
  return Object.fromEntries(joined);
}

/** `visitors`, after `see` for every node that has children. */
export function everyNode(visitors: Visitors, see: () => void): Visitors {
  const all = Object.fromEntries(nodeTypes.map((type) => [type, see])) as Visitors;
  return combine(all, visitors);
}

function both(first: Visit, second: Visit): Visit {
  return (node) => {
    const steps = first(node);
    return second(node) ?? steps;
  };
}
