/**
 * What kind of values a function takes and gives, as far as its text tells: those that are no
 * objects cost nearly nothing to record, new objects most.
 */
import type * as acorn from 'acorn';
import type { Node, Visitors } from '../../plan/walk.js';

/** What one function has shown so far; names are resolved when all of it was seen. */
export interface ValueKinds {
  /** Names that stand in arithmetic, and names of which members are used or that are called. */
  counted: Set<string>;
  opened: Set<string>;
  /** Names of variables that begin as new objects. */
  made: Set<string>;
  returned: (Kind | { name: string })[];
}

/** `plain`: a number, string, boolean or nothing. `fresh`: an object that nobody saw before. */
type Kind = 'plain' | 'fresh' | 'other';

export interface KnownValues {
  /** Parameters of which only arithmetic is done. */
  plainParameters: number;
  /** Shares of the returns that give no object, and a new one. */
  plainReturns: number;
  freshReturns: number;
}

export function newValueKinds(): ValueKinds {
  return { counted: new Set(), opened: new Set(), made: new Set(), returned: [] };
}

const arithmetic = new Set(['+', '-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);
const order = new Set(['<', '>', '<=', '>=']);

export function valueVisitors(kinds: () => ValueKinds): Visitors {
  const note = (set: Set<string>, node: Node): void => {
    if (node.type === 'Identifier') set.add(node.name);
  };
  return {
    BinaryExpression: ({ operator, left, right }) => {
      if (!arithmetic.has(operator) && !order.has(operator)) return;
      note(kinds().counted, left);
      note(kinds().counted, right);
    },
    UpdateExpression: (node) => note(kinds().counted, node.argument),
    VariableDeclarator: ({ id, init }) => {
      if (init && kindOf(init) === 'fresh') note(kinds().made, id);
    },
    MemberExpression: (node) => note(kinds().opened, node.object),
    CallExpression: (node) => note(kinds().opened, node.callee),
    ReturnStatement: (node) => {
      kinds().returned.push(node.argument ? kindOf(node.argument) : 'plain');
    },
  };
}

/** The value of an arrow function without a block. */
export function noteBody(kinds: ValueKinds, body: acorn.Expression): void {
  kinds.returned.push(kindOf(body));
}

export function knownValues(
  { counted, opened, made, returned }: ValueKinds,
  parameters: readonly string[],
): KnownValues {
  const plain = new Set(parameters.filter((name) => counted.has(name) && !opened.has(name)));
  const resolve = (name: string): Kind =>
    plain.has(name) ? 'plain' : made.has(name) ? 'fresh' : 'other';
  const share = (wanted: Kind): number => {
    const fitting = returned.filter(
      (kind) => (typeof kind === 'string' ? kind : resolve(kind.name)) === wanted,
    );
    return returned.length === 0 ? 0 : Number((fitting.length / returned.length).toFixed(2));
  };
  const shares = { plainReturns: share('plain'), freshReturns: share('fresh') };
  return { plainParameters: plain.size, ...shares };
}

function kindOf(node: Node): Kind | { name: string } {
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined' ? 'plain' : { name: node.name };
    case 'Literal':
      return 'regex' in node ? 'fresh' : 'plain';
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
      return 'plain';
    case 'ConditionalExpression':
      return either(kindOf(node.consequent), kindOf(node.alternate));
    case 'LogicalExpression':
      return either(kindOf(node.left), kindOf(node.right));
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return 'fresh';
    default:
      return 'other';
  }
}

function either(a: Kind | { name: string }, b: Kind | { name: string }): Kind | { name: string } {
  if (a === b) return a;
  // A name is known to be plain only at the end; the other way is as likely.
  if (a === 'plain' && typeof b !== 'string') return b;
  return b === 'plain' && typeof a !== 'string' ? a : 'other';
}
