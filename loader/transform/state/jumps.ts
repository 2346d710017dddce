/**
 * Whether a statement may end by a jump to somewhere else than the statement behind it: by a
 * `return`, a `throw`, or a `break` or `continue` of something around it.
 */
import type { Node } from '../../../lib/plan/walk.js';

/** Ways out of a statement; labels besides. */
interface Ways {
  leaves: boolean;
  breaks: boolean;
  continues: boolean;
  labels: ReadonlySet<string>;
}

const noLabels: ReadonlySet<string> = new Set();
const none: Ways = { leaves: false, breaks: false, continues: false, labels: noLabels };
const known = new WeakMap<Node, Ways>();

/** Of a statement that can end by itself, too. */
export function mayJump(statement: Node): boolean {
  if (isJump(statement)) return false;
  const { leaves, breaks, continues, labels } = waysOf(statement);
  return leaves || breaks || continues || labels.size > 0;
}

function isJump({ type }: Node): boolean {
  return (
    type === 'ReturnStatement' ||
    type === 'ThrowStatement' ||
    type === 'BreakStatement' ||
    type === 'ContinueStatement'
  );
}

function waysOf(node: Node): Ways {
  let ways = known.get(node);
  if (ways === undefined) known.set(node, (ways = findWays(node)));
  return ways;
}

function findWays(node: Node): Ways {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return { ...none, leaves: true };
    case 'BreakStatement':
      return node.label
        ? { ...none, labels: new Set([node.label.name]) }
        : { ...none, breaks: true };
    case 'ContinueStatement':
      return node.label
        ? { ...none, labels: new Set([node.label.name]) }
        : { ...none, continues: true };
    case 'IfStatement':
      return union([node.consequent, node.alternate]);
    case 'BlockStatement':
      return union(node.body);
    case 'WithStatement':
      return union([node.body]);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { ...union([node.body]), breaks: false, continues: false };
    case 'SwitchStatement':
      return { ...union(node.cases.flatMap(({ consequent }) => consequent)), breaks: false };
    case 'TryStatement':
      return union([node.block, node.handler?.body, node.finalizer]);
    case 'LabeledStatement': {
      const ways = waysOf(node.body);
      const labels = new Set(ways.labels);
      labels.delete(node.label.name);
      return { ...ways, labels };
    }
    default:
      return none;
  }
}

function union(nodes: readonly (Node | null | undefined)[]): Ways {
  let all = none;
  for (const node of nodes) {
    if (!node) continue;
    const ways = waysOf(node);
    if (ways === none) continue;
    all = {
      leaves: all.leaves || ways.leaves,
      breaks: all.breaks || ways.breaks,
      continues: all.continues || ways.continues,
      labels: ways.labels.size === 0 ? all.labels : new Set([...all.labels, ...ways.labels]),
    };
  }
  return all;
}
