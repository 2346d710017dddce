/**
 * What functions of level `state` begin with: the environment of their variables or a word on whose
 * they use, temporaries, the receiver, functions that they declare, and parameters that the entry
 * does not record.
 */
import type * as acorn from 'acorn';
import { local, mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, apartFrame, environment, stateOf } from './frame.js';
import { runs } from './notes.js';
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
export function fieldsOfClass(
  context: Context,
  body: acorn.ClassBody,
  steps: readonly Step[],
): readonly Step[] {
  const { frame } = context;
  const { privates } = stateOf(context);
  if (frame === undefined) return steps;
  const insert = (place: number, field: PrivateName, before: string, behind: string): void => {
    context.frame = apartFrame(context, frame, field.node);
    const { open, close } = fieldNow(context, field, field.node);
    if (open.length > 0) {
      context.edits.insert(place, before, ...open.reverse(), 'void 0', ...close, behind);
    }
    context.frame = frame;
  };
  const told = isSeenEarly(context, body) ? groupsOf(body) : [];
  const all = steps.flatMap((step): readonly Step[] => {
    if (!isNode(step)) return [step];
    const field = privates.ownField(step);
    const group = told.find(({ before }) => before === step);
    if (group !== undefined) return [() => tellFields(context, group), step];
    if (field !== undefined) return [step, () => insert(field.node.end, field, ';static{', ';}')];
    return isStaticField(step) ? [step, () => tellStatic(context, step)] : [step];
  });
  const fields = privates.fieldsOf(body);
  const end = body.end - 1;
  const hasSymbols = told.length === 0 && body.body.some(isComputedField);
  const last = (): void => {
    const group = told.find(({ before }) => before === undefined);
    if (group !== undefined) tellFields(context, group);
    if (hasSymbols) tellSymbols(context, body);
    for (const [index, field] of fields.entries()) {
      insert(end, field, `;#${local.field}${String(index)}=`, ';');
    }
  };
  const isTold = fields.length > 0 || hasSymbols || told.length > 0;
  return isTold ? [...all, last] : all;
}

function isNode(step: Step): step is Node {
  return step != null && typeof step !== 'function';
}

function isStaticField(node: Node): node is acorn.PropertyDefinition {
  return node.type === 'PropertyDefinition' && node.static;
}

/** What a class holds is shown when it is first seen, which a static block may have done. */
function tellStatic(context: Context, node: acorn.PropertyDefinition): void {
  const { key, computed } = node;
  const { frame, edits } = context;
  const name = computed ? undefined : key.type === 'Identifier' ? key.name : undefined;
  context.frame = frame && apartFrame(context, frame, node);
  if (name === undefined) {
    const site = addPlace(context, 'mutation', node);
    const header = headerOf(site, 'mutate');
    edits.insert(node.end, `;static{${probe.mutate}(`, header, `,0,this,${mutator.assign},0);}`);
  } else {
    const site = addPlace(context, 'property', node, { property: name });
    const header = headerOf(site, 'set');
    const rule = context.options.secretNames?.rule(name) ?? 0;
    const what = `,0,this,${JSON.stringify(name)},1,${rule});}`;
    edits.insert(node.end, `;static{${probe.set}(`, header, what);
  }
  context.frame = frame;
}

/** The text tells its name; undefined: it is private, or the name is computed. */
function fieldName({ key, computed }: acorn.PropertyDefinition): string | undefined {
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** Of an instance, and not private. */
function isOwnField(node: Node): node is acorn.PropertyDefinition {
  return (
    node.type === 'PropertyDefinition' && !node.static && node.key.type !== 'PrivateIdentifier'
  );
}

/** Instances may be seen before they have all fields. */
function isSeenEarly(context: Context, body: acorn.ClassBody): boolean {
  if (stateOf(context).derived.has(body)) return true;
  return body.body.some(
    (node) =>
      isOwnField(node) && node.value && runs(node.value) && usesThis(context.source, node.value),
  );
}

function usesThis(source: string, { start, end }: Node): boolean {
  return /\b(?:this|eval)\b/.test(source.slice(start, end));
}

/** Fields of an instance, told where the next is whose value can look at it, or at the end. */
interface FieldGroup {
  fields: acorn.PropertyDefinition[];
  place: number;
  before: Node | undefined;
  name: string;
}

function groupsOf(body: acorn.ClassBody): FieldGroup[] {
  const groups: FieldGroup[] = [];
  let fields: acorn.PropertyDefinition[] = [];
  const tell = (place: number, before: Node | undefined): void => {
    const name = `#${local.field}s${String(groups.length)}`;
    if (fields.length > 0) groups.push({ fields, place, before, name });
    fields = [];
  };
  for (const node of body.body) {
    if (!isOwnField(node)) continue;
    if (node.value && runs(node.value)) tell(node.start, node);
    fields.push(node);
  }
  tell(body.end - 1, undefined);
  return groups;
}

/** An instance has been seen before it has these fields. */
function tellFields(context: Context, { fields, place, name: own }: FieldGroup): void {
  const { frame, edits } = context;
  const text: Part[] = [];
  let computed: Node | undefined;
  for (const field of fields) {
    const name = fieldName(field);
    if (name === undefined) {
      computed ??= field;
      continue;
    }
    context.frame = frame && apartFrame(context, frame, field);
    const site = addPlace(context, 'property', field, { property: name });
    const rule = context.options.secretNames?.rule(name) ?? 0;
    const what = `,0,this,${JSON.stringify(name)},1,${rule}),`;
    text.push(`${probe.set}(`, headerOf(site, 'set'), what);
  }
  if (computed !== undefined) {
    context.frame = frame && apartFrame(context, frame, computed);
    const site = addPlace(context, 'mutation', computed);
    text.push(`${probe.mutate}(`, headerOf(site, 'mutate'), `,0,this,${mutator.assign},0),`);
  }
  context.frame = frame;
  edits.insert(place, `;${own}=(`, ...text, '0);');
}

/** Its key may be a symbol. */
function isComputedField(node: Node): boolean {
  return (
    node.type === 'PropertyDefinition' &&
    node.computed &&
    !node.static &&
    node.key.type !== 'Literal'
  );
}

function tellSymbols(context: Context, body: acorn.ClassBody): void {
  const { frame } = context;
  context.frame = frame && apartFrame(context, frame, body);
  const site = addPlace(context, 'mutation', { start: body.start, end: body.start + 1 });
  const open = `;#${local.field}=${probe.symbols}(`;
  context.edits.insert(body.end - 1, open, headerOf(site, 'setKey'), ',this);');
  context.frame = frame;
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
