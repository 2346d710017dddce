/**
 * How V8 words that something cannot be iterated, where a probe stands around what it would name:
 *
 *   const [a] = await f()    (intermediate value) is not iterable
 *   for await (a of b.c())   b.c(...) is not a function or its return value is not async iterable
 *
 * Undefined where it is worded otherwise, or where that depends on more than is told here.
 */
import type * as acorn from 'acorn';
import { parse, type Format } from '../../lib/plan/parse.js';
import { findToken, skipBlank } from '../../lib/plan/places.js';
import { walk, type Node } from '../../lib/plan/walk.js';

const unnamed = '(intermediate value)';

/** `place`: where what is iterated begins. */
export function notIterable(source: string, format: Format, place: number): string | undefined {
  let found: string | undefined;
  const suspends = (node: Node | null | undefined): boolean =>
    (node?.type === 'AwaitExpression' || node?.type === 'YieldExpression') && node.start === place;
  const iterate = (node: Node | null | undefined): void => {
    if (suspends(node)) found = `${unnamed} is not iterable`;
  };
  walk([parse(source, format)], {
    ForOfStatement: ({ await: isAsync, right }) => {
      if (!isAsync) iterate(right);
      else if (right.start === place) found = notAsyncIterable(right);
    },
    ArrayExpression: ({ elements }) => {
      for (const element of elements) {
        if (element?.type === 'SpreadElement') iterate(element.argument);
      }
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== 'ArrayPattern' || !init) return;
      const begin = skipBlank(source, findToken(source, '=', id.end, init.start) + 1);
      if (begin === init.start) iterate(init); // no parenthesis around it
    },
  });
  return found;
}

function notAsyncIterable(node: acorn.Expression): string | undefined {
  const name = nameOf(node);
  if (name === undefined) return undefined;
  const called = calls.has(node.type) ? 'a function or its return value is not ' : '';
  return `${name} is not ${called}async iterable`;
}

const calls: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
]);

/** As V8 prints an expression; undefined where that is not told here. */
function nameOf(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'Literal':
      return ['number', 'boolean'].includes(typeof node.value) ? String(node.value) : undefined;
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'NewExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'Super':
      return unnamed;
    case 'ObjectExpression':
      return node.properties.length === 0 ? '{}' : undefined;
    case 'CallExpression':
      return node.optional ? undefined : followed(nameOf(node.callee), '(...)');
    case 'TaggedTemplateExpression':
      return followed(nameOf(node.tag), '(...)');
    case 'MemberExpression':
      return node.optional ? undefined : followed(nameOf(node.object), keyOf(node));
    default:
      return undefined;
  }
}

function followed(name: string | undefined, by: string | undefined): string | undefined {
  return name === undefined || by === undefined ? undefined : name + by;
}

function keyOf({ property, computed }: acorn.MemberExpression): string | undefined {
  if (property.type === 'PrivateIdentifier') return `[#${property.name}]`;
  if (!computed) return property.type === 'Identifier' ? `.${property.name}` : undefined;
  if (property.type === 'Literal' && typeof property.value === 'string') {
    return isNaN(Number(property.value)) ? `.${property.value}` : undefined;
  }
  const name = nameOf(property);
  return name === undefined ? undefined : `[${name}]`;
}
