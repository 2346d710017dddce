/**
 * What functions of level `state` begin with: the environment of their variables or a word on whose
 * they use, temporaries, the receiver, functions that they declare, and parameters that the entry
 * does not record.
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, environment, stateOf } from './frame.js';
import type { Binding, ScopeInfo } from './scopes.js';
import { around, type Around } from './steps.js';
import { receiver, written } from './writes.js';

/** Goes before the try block: what the whole function sees. */
export function beforeBody(context: Context, node: Node): Part[] {
  const state = stateOf(context);
  const frame = context.frame!;
  const scope = state.scopes.of(node)!;
  state.siteOf.set(scope, frame.site);
  const text: Part[] = [];
  if (scope.hasCaptured) {
    text.push(...environment(state, frame.site));
  } else if (scope.usesOuter && state.environment !== '0') {
    text.push(`${probe.outer}(`, headerOf(frame.site, 'scope'), `,${state.environment});`);
  }
  text.push(frame.declaration);
  return text;
}

/** Goes into the try block. `entered`: names that the entry records. */
export function beginBody(
  context: Context,
  node: Node,
  { entered, derived, all }: { entered: readonly string[]; derived: boolean; all: boolean },
): Part[] {
  const scope = stateOf(context).scopes.of(node)!;
  const text: Part[] = [];
  if (scope.usesThis && scope.hasThis && !derived) {
    const open = receiver(context, scope, 'this);');
    text.push(...open);
  }
  if (!derived) {
    const { open, close } = privateFields(context, node);
    if (open.length > 0) text.push(...open, 'void 0', ...close, ';');
  }
  if (all) {
    for (const binding of scope.bindings.values()) {
      if (binding.kind !== 'parameter' || entered.includes(binding.name)) continue;
      text.push(...written(context, binding, at(binding)));
    }
  }
  return [...text, ...hoisted(context, scope)];
}

/** Functions that a scope declares are there from its start. */
export function hoisted(context: Context, scope: ScopeInfo | undefined): Part[] {
  if (scope === undefined) return [];
  const text: Part[] = [];
  for (const binding of scope.bindings.values()) {
    if (binding.isHoisted) text.push(...written(context, binding, at(binding)));
  }
  return text;
}

/** What the private fields of a new instance hold; around an expression that makes it. */
function privateFields(context: Context, constructor: Node, place = constructor): Around {
  const open: Part[] = [];
  const close: Part[] = [];
  for (const field of stateOf(context).privates.fieldsOf(constructor)) {
    const property = `#${field.name}`;
    const follow = context.frame?.follow;
    if (follow && !follow.has(property)) continue;
    const site = addPlace(context, 'property', place, { property });
    field.sites.push(site);
    open.unshift(`${probe.setPrivateAside}(`, headerOf(site, 'set'), ',');
    close.push(`,this,this.${property})`);
  }
  return { open, close };
}

function at({ declared, name }: Binding): Node {
  return { start: declared, end: declared + name.length } as Node;
}

/** The receiver of a derived constructor is what `super()` gives. */
export function superCall(
  context: Context,
  node: acorn.CallExpression,
  steps: readonly Step[],
): readonly Step[] {
  const state = stateOf(context);
  let scope = context.frame?.scope;
  while (scope && !(scope.kind === 'function' && scope.hasThis)) scope = scope.parent;
  if (!scope || state.named.has(node) || context.frame?.apart) return steps;
  const owner = scope;
  let close: Part[] = [];
  const open = (): Part[] => {
    const fields = privateFields(context, owner.node, node);
    const text = owner.usesThis ? receiver(context, owner, '', node) : [];
    close = [...(text.length > 0 ? [')'] : []), ...fields.close];
    return [...fields.open, ...text];
  };
  return around(context, steps, node, open, () => close);
}
