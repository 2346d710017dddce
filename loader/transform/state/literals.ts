/**
 * Object literals that may have symbols as keys, which key frames do not show.
 *
 *   { ...o, [s]: 1 }     hs(h,{ ...o, [s]: 1 })
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, stateOf } from './frame.js';
import { holdsUnnamed } from './scopes.js';
import { around } from './steps.js';

export function visitObject(
  context: Context,
  node: acorn.ObjectExpression,
  steps: readonly Step[],
): readonly Step[] {
  const mayHave = node.properties.some(
    (part) => part.type === 'SpreadElement' || (part.computed && !isText(part.key)),
  );
  if (!mayHave || stateOf(context).named.has(node) || holdsUnnamed(node)) return steps;
  return around(context, steps, node, () => symbolsOf(context, node));
}

/** `hs(h,`: tells the properties of its last argument that have symbols as keys. */
export function symbolsOf(context: Context, place: Node): Part[] {
  const site = addPlace(context, 'mutation', place);
  return [`${probe.symbols}(`, headerOf(site, 'setKey'), ','];
}

function isText({ type }: Node): boolean {
  return type === 'Literal' || type === 'TemplateLiteral';
}
