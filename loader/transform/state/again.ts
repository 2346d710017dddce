/**
 * Text that reads an expression again, behind what it was part of or before it, and runs nothing of
 * the guest's: names, paths of data properties, sums of numbers, and what a Map has for a key.
 *
 *   a                a                        rows[i + 1].cells   h1(rows,h8(i,"+",1),"cells")
 *   this.a.b         h1(this,"a","b")         (o[k] ??= [])       h1(o,k)
 *   map.get(k)       h9(map,k)                list.at(-1)         h9(list,-1)
 *   (list ?? (list = []))      list
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { stateOf } from './frame.js';

/** The text that reads an expression again without running anything; undefined where none does. */
export function again(context: Context, node: Node): string | undefined {
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'Literal') {
    const { value } = node;
    return typeof value === 'number' || typeof value === 'string'
      ? JSON.stringify(value)
      : undefined;
  }
  if (node.type !== 'Identifier') return undefined;
  const binding = stateOf(context).scopes.binding(node);
  if (binding === undefined) return moduleNames.has(node.name) ? node.name : undefined;
  return binding.isReassigned ? undefined : node.name;
}

/** What Node's wrapper around a CommonJS module declares. */
const moduleNames = new Set(['module', 'exports']);

/** Name of a property that the text tells. */
export function staticName(node: acorn.MemberExpression): string | undefined {
  const { property, computed } = node;
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  if (property.type === 'TemplateLiteral' && property.expressions.length === 0) {
    return property.quasis[0]?.value.cooked ?? undefined;
  }
  if (property.type !== 'Literal') return undefined;
  return typeof property.value === 'string' || typeof property.value === 'number'
    ? String(property.value)
    : undefined;
}

/** A local name is read without running anything, even where it may be another object by then. */
export function nameAgain(context: Context, node: Node): string | undefined {
  const text = again(context, node);
  if (text !== undefined || node.type !== 'Identifier') return text;
  return stateOf(context).scopes.binding(node) === undefined ? undefined : node.name;
}

/** Text with the place in the source that V8 shall name for it; -1: none. */
export interface Piece {
  text: string;
  origin: number;
}

/** Text that finds a receiver again; undefined where none does. */
export function path(context: Context, node: Node): string | undefined {
  return pathPieces(context, node)
    ?.map(({ text }) => text)
    .join('');
}

export function pathPieces(context: Context, node: Node): Piece[] | undefined {
  return node.type === 'Literal' ? undefined : pieces(context, node);
}

/** Whether the text finds it only behind the expression: what it assigns is there by then. */
export function isMadeThere(node: Node): boolean {
  switch (node.type) {
    case 'AssignmentExpression':
      return true;
    case 'MemberExpression':
      return isMadeThere(node.object) || (node.computed && isMadeThere(node.property));
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && isMadeThere(node.callee.object);
    case 'LogicalExpression':
      return true;
    case 'BinaryExpression':
      return isMadeThere(node.left) || isMadeThere(node.right);
    default:
      return false;
  }
}

function pieces(context: Context, node: Node): Piece[] | undefined {
  switch (node.type) {
    case 'Literal': {
      const text = again(context, node);
      return text === undefined ? undefined : [{ text, origin: -1 }];
    }
    case 'MemberExpression':
      return memberPieces(context, node);
    case 'AssignmentExpression':
      return node.left.type.endsWith('Pattern') ? undefined : pieces(context, node.left);
    case 'LogicalExpression':
      return isFilledIn(context, node) ? pieces(context, node.left) : undefined;
    case 'BinaryExpression':
      return sumPieces(context, node);
    case 'TemplateLiteral':
      return templatePieces(context, node);
    case 'CallExpression':
      return foundPieces(context, node);
    case 'UnaryExpression': {
      const { operator, argument } = node;
      const isNumber = argument.type === 'Literal' && typeof argument.value === 'number';
      if (operator !== '-' || !isNumber) return undefined;
      return [{ text: `-${String(argument.value)}`, origin: -1 }];
    }
    default: {
      const text = nameAgain(context, node);
      return text === undefined ? undefined : [{ text, origin: node.start }];
    }
  }
}

/** `list ?? (list = [])`, as compilers write `list ??= []`. */
function isFilledIn({ source }: Context, { left, right }: acorn.LogicalExpression): boolean {
  const textOf = ({ start, end }: Node): string => source.slice(start, end);
  return right.type === 'AssignmentExpression' && textOf(right.left) === textOf(left);
}

function memberPieces(context: Context, node: acorn.MemberExpression): Piece[] | undefined {
  const keys: Piece[] = [];
  let root: Node = node;
  while (root.type === 'MemberExpression') {
    if (root.property.type === 'PrivateIdentifier') break;
    const name = staticName(root);
    const key =
      name === undefined
        ? pieces(context, root.property)
        : [{ text: JSON.stringify(name), origin: -1 }];
    if (key === undefined) return undefined;
    keys.unshift({ text: ',', origin: -1 }, ...key);
    root = root.object;
  }
  const base =
    root.type === 'MemberExpression' ? fieldPieces(context, root) : pieces(context, root);
  return base && (keys.length === 0 ? base : called(probe.path, base, keys));
}

/** `this.#list`: what has been read just now can be read again, where it is no accessor. */
function fieldPieces(context: Context, node: acorn.MemberExpression): Piece[] | undefined {
  const { object, property } = node;
  const base = again(context, object);
  if (base === undefined || property.type !== 'PrivateIdentifier') return undefined;
  if (stateOf(context).privates.field(node) === undefined) return undefined;
  return [{ text: `${base}.#${property.name}`, origin: property.start }];
}

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '%']);

function sumPieces(context: Context, node: acorn.BinaryExpression): Piece[] | undefined {
  const { left, operator, right } = node;
  if (!operators.has(operator)) return undefined;
  const [a, b] = [pieces(context, left), pieces(context, right)];
  return a && b && called(probe.sum, a, [{ text: `,"${operator}",`, origin: -1 }, ...b]);
}

function templatePieces(
  context: Context,
  { quasis, expressions }: acorn.TemplateLiteral,
): Piece[] | undefined {
  const plus = { text: ',"+",', origin: -1 };
  let text: Piece[] | undefined;
  for (const [index, { value }] of quasis.entries()) {
    if (value.cooked == null) return undefined;
    const own = { text: JSON.stringify(value.cooked), origin: -1 };
    text = text === undefined ? [own] : called(probe.sum, text, [plus, own]);
    const next = expressions[index];
    if (next === undefined) continue;
    const part = pieces(context, next);
    if (part === undefined) return undefined;
    text = called(probe.sum, text, [plus, ...part]);
  }
  return text;
}

/** Methods that give their receiver. */
export const fluent: ReadonlySet<string> = new Set([
  'set',
  'add',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);

/** Functions of Object that give their first argument. */
const givers: ReadonlySet<string> = new Set([
  'assign',
  'defineProperties',
  'defineProperty',
  'freeze',
  'seal',
]);

/** The engine's own, as far as the module's text tells. */
export function isIntrinsic(context: Context, node: Node, name: string): boolean {
  if (node.type !== 'Identifier' || node.name !== name) return false;
  return stateOf(context).scopes.binding(node) === undefined;
}

/** Methods that give what they find under a key, and run nothing where they are the engine's. */
const finders: ReadonlySet<string> = new Set(['get', 'at']);

function foundPieces(context: Context, node: acorn.CallExpression): Piece[] | undefined {
  const { callee, arguments: given } = node;
  const [key] = given;
  if (callee.type !== 'MemberExpression') return undefined;
  const { object } = callee;
  const method = staticName(callee) ?? '';
  if (fluent.has(method)) return pathPieces(context, object);
  if (key === undefined) return undefined;
  if (givers.has(method) && isIntrinsic(context, object, 'Object')) return pathPieces(context, key);
  if (given.length !== 1 || !finders.has(method)) return undefined;
  const [holder, found] = [pathPieces(context, object), pieces(context, key)];
  return holder && found && called(probe.found, holder, [{ text: ',', origin: -1 }, ...found]);
}

function called(name: string, first: readonly Piece[], rest: readonly Piece[]): Piece[] {
  return [{ text: `${name}(`, origin: -1 }, ...first, ...rest, { text: ')', origin: -1 }];
}
