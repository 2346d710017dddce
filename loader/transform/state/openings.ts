/**
 * What functions of level `state` begin with: the environment of their variables or a word on whose
 * they use, temporaries, the receiver, functions that they declare, and parameters that the entry
 * does not record.
 */
import type * as acorn from 'acorn';
import { local, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, apartFrame, environment, stateOf } from './frame.js';
import type { PrivateName } from './privates.js';
import type { Binding, ScopeInfo } from './scopes.js';
import { around, type Around } from './steps.js';
import { receiver, written } from './variables.js';

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
  const all = stateOf(context)
    .privates.fieldsOf(constructor)
    .map((field) => fieldNow(context, field, place));
  return {
    open: all.flatMap(({ open }) => open).reverse(),
    close: all.flatMap(({ close }) => close),
  };
}

/** What a private field of `this` holds. */
function fieldNow(context: Context, field: PrivateName, place: Node): Around {
  const property = `#${field.name}`;
  const follow = context.frame?.follow;
  if (follow && !follow.has(property)) return { open: [], close: [] };
  const site = addPlace(context, 'property', place, { property });
  field.sites.push(site);
  // The parts of several are turned round together.
  const open = [',', headerOf(site, 'set'), `${probe.setPrivateAside}(`];
  return { open, close: [`,this,this.${property})`] };
}

/**
 * Where a class has no constructor, a last field tells what the private ones hold, and a block what
 * those of the class itself do.
 *
 *   class { #a = 1; static #b = 2; }
 *   class { #a = 1; static #b = 2;static{j3(h,void 0,this,this.#b);}
 *     ;#__s$fv0=j3(h,void 0,this,this.#a);}
 */
export function fieldsOfClass(context: Context, body: acorn.ClassBody, steps: readonly Step[]) {
  const { frame } = context;
  const { privates } = stateOf(context);
  const insert = (place: number, field: PrivateName, before: string, behind: string): void => {
    context.frame = frame && apartFrame(context, frame, field.node);
    const { open, close } = fieldNow(context, field, field.node);
    if (open.length > 0) {
      context.edits.insert(place, before, ...open.reverse(), 'void 0', ...close, behind);
    }
    context.frame = frame;
  };
  const all = steps.flatMap((step): readonly Step[] => {
    const field = step && typeof step === 'object' ? privates.ownField(step) : undefined;
    if (field === undefined) return [step];
    return [step, () => insert(field.node.end, field, ';static{', ';}')];
  });
  const fields = privates.fieldsOf(body);
  const end = body.end - 1;
  const last = (): void => {
    for (const [index, field] of fields.entries()) {
      insert(end, field, `;#${local.field}${String(index)}=`, ';');
    }
  };
  return fields.length === 0 ? all : [...all, last];
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
