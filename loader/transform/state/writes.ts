/**
 * Writes to variables: declarations, assignments, updates, patterns, and what a scope begins with.
 *
 *   x = E      p(h,x = E)              let x = E       let x = p(h,E)
 *   x++        p1(h,x++,x)             let {a} = E;    let {a} = E;p(h,a);
 *
 * The whole is wrapped where it can be: a function that is assigned gets its name from the
 * variable, and V8 names the variable in messages.
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { asArgument } from '../../../lib/plan/places.js';
import { addPlace, isFollowed, stateOf } from './frame.js';
import { markName } from './named.js';
import { holdsUnnamed, isUnnamed, targets, type Binding, type ScopeInfo } from './scopes.js';
import { around, aroundEach, type Around } from './steps.js';
import { setTarget } from './properties.js';

/** Index of the site for a write, or undefined where it is not recorded. */
function writeSite(
  context: Context,
  binding: Binding | undefined,
  place: Node,
): number | undefined {
  if (binding === undefined || !isFollowed(binding)) return undefined;
  const { frame } = context;
  if (frame?.follow !== undefined && !frame.follow.has(binding.name)) return undefined;
  const { name, declared, scope } = binding;
  const { siteOf, ahead, recorded } = stateOf(context);
  const owner = siteOf.get(scope);
  // The entry records parameters as their defaults leave them, the next iteration its variables.
  const isLater = (frame?.apart !== undefined && scope === frame.scope) || ahead.has(scope);
  if (scope.kind !== 'module' && owner === undefined && !isLater) return undefined;
  recorded.add(targetOf(place));
  if (isLater) return undefined;
  const variable = { variable: name, declared };
  const more = owner === undefined ? variable : { ...variable, scope: owner };
  const site = addPlace(context, 'write', place, more);
  binding.sites.push(site);
  return site;
}

function targetOf(place: Node): Node {
  if (place.type === 'AssignmentExpression') return place.left;
  return place.type === 'UpdateExpression' ? place.argument : place;
}

/** `p(h,`: records its last argument and returns it. */
export function writing(context: Context, binding: Binding | undefined, place: Node): Part[] {
  const site = writeSite(context, binding, place);
  if (site === undefined) return [];
  const rule = ruleOf(context, binding!);
  const header = headerOf(site, 'write');
  if (rule !== 0) return [`${probe.writeSealed}(`, header, `,${rule},`];
  return [`${probe.write}(`, header, ','];
}

/** The same behind an expression that has another value, or runs outside of recorded calls. */
export function aside(
  context: Context,
  binding: Binding | undefined,
  place: Node,
): Around | undefined {
  const site = writeSite(context, binding, place);
  if (site === undefined) return undefined;
  const { name } = binding!;
  const rule = ruleOf(context, binding!);
  const header = headerOf(site, 'write');
  const { frame } = context;
  if (frame?.apart) {
    const standing = [`${probe.standing}(`, headerOf(frame.site, 'scope')];
    const close = [`,${name},`, ...standing, `,${stateOf(context).environment}))`];
    return { open: [`${probe.writeApart}(`, header, `,${rule},`], close };
  }
  const sealed = [`${probe.writeSealedAside}(`, header, `,${rule},`];
  const open = rule === 0 ? [`${probe.writeAside}(`, header, ','] : sealed;
  return { open, close: [`,${name})`] };
}

/** Steps with a record behind the whole of `node`. */
function behind(
  context: Context,
  node: Node,
  binding: Binding | undefined,
  steps: readonly Step[],
): readonly Step[] {
  return aroundEach(context, steps, node, () => [aside(context, binding, node)]);
}

function ruleOf(context: Context, { name }: Binding): number {
  return context.options.secretNames?.rule(name) ?? 0;
}

/** A statement that records a variable as it is here. */
export function written(context: Context, binding: Binding | undefined, place: Node): Part[] {
  const open = writing(context, binding, place);
  return open.length === 0 ? [] : [...open, `${binding!.name});`];
}

/** `this`, as the function has it from here on. */
export function receiver(
  context: Context,
  owner: ScopeInfo,
  value: string,
  at = owner.node,
): Part[] {
  const site = stateOf(context).siteOf.get(owner);
  if (site === undefined) return [];
  const place = addPlace(context, 'write', at, {
    variable: 'this',
    declared: -1,
    scope: site,
  });
  return [`${probe.write}(`, headerOf(place, 'write'), `,${value}`];
}

export function visitAssignment(
  context: Context,
  node: acorn.AssignmentExpression,
  steps: readonly Step[],
): readonly Step[] {
  const { left, right, operator } = node;
  const state = stateOf(context);
  if (left.type !== 'Identifier') return visitPattern(context, node, steps);
  const binding = state.scopes.binding(left);
  if (!state.named.has(node)) {
    if (context.frame?.apart) return behind(context, node, binding, steps);
    return around(context, steps, node, () => writing(context, binding, node));
  }
  if (operator !== '=' || isUnnamed(right) || context.frame?.apart) return steps;
  const [before, after] = asArgument(right);
  const open = (): Part[] => {
    const text = writing(context, binding, node);
    return text.length === 0 ? text : [...text, before];
  };
  return around(context, steps, right, open, after);
}

/** Each target is read behind the assignment; the value of the whole stays what it was. */
function visitPattern(
  context: Context,
  node: acorn.AssignmentExpression,
  steps: readonly Step[],
): readonly Step[] {
  const state = stateOf(context);
  if (state.named.has(node)) return steps;
  const each = (): (Around | undefined)[] =>
    targets(node.left).map((target) =>
      target.type === 'Identifier'
        ? aside(context, state.scopes.binding(target), target)
        : setTarget(context, target),
    );
  return aroundEach(context, steps, node, each);
}

export function visitUpdate(
  context: Context,
  node: acorn.UpdateExpression,
  steps: readonly Step[],
): readonly Step[] {
  const state = stateOf(context);
  const { argument } = node;
  if (argument.type !== 'Identifier' || state.named.has(node)) return steps;
  const binding = state.scopes.binding(argument);
  if (!node.prefix || context.frame?.apart) return behind(context, node, binding, steps);
  return around(context, steps, node, () => writing(context, binding, node));
}

/** In a list of statements; `isHead`: in the head of a loop, whose body records what must be. */
export function visitDeclaration(
  context: Context,
  node: acorn.VariableDeclaration,
  steps: readonly Step[],
  isHead: boolean,
): readonly Step[] {
  const { alone } = stateOf(context);
  const [only] = node.declarations;
  if (!isHead && node.declarations.length === 1 && only) alone.add(only);
  const behind = (): void => {
    const text = node.declarations.flatMap((one) => {
      const { id, init } = one;
      return isHead || (init && !isRecordedAtOnce(context, one, init))
        ? bound(context, init ? id : null)
        : [];
    });
    if (text.length === 0) return;
    context.edits.insert(node.end, context.hasSemicolon(node) ? '' : ';', ...text);
  };
  return isHead ? steps : [...steps, behind];
}

/** Statements that record what a pattern has bound. */
export function bound(context: Context, pattern: Node | null | undefined): Part[] {
  if (!pattern) return [];
  const { scopes } = stateOf(context);
  return targets(pattern).flatMap((target) => {
    if (target.type === 'Identifier') return written(context, scopes.binding(target), target);
    const set = setTarget(context, target);
    return set === undefined ? [] : [...set.open, 'void 0', ...set.close, ';'];
  });
}

function isRecordedAtOnce(context: Context, node: acorn.VariableDeclarator, init: Node): boolean {
  return node.id.type === 'Identifier' && !isNamedAfter(context, node, init);
}

/** Around it no probe may stand: a function in it has its name from here. */
function isNamedAfter(context: Context, node: acorn.VariableDeclarator, init: Node): boolean {
  return isUnnamed(init) || (stateOf(context).alone.has(node) && holdsUnnamed(init));
}

export function visitDeclarator(
  context: Context,
  node: acorn.VariableDeclarator,
  steps: readonly Step[],
  kind: acorn.VariableDeclaration['kind'],
): readonly Step[] {
  const state = stateOf(context);
  const { id, init } = node;
  if (id.type !== 'Identifier') {
    if (init) markName(context, init);
    return steps;
  }
  const binding = state.scopes.binding(id);
  if (!init) {
    if (kind !== 'let') return steps;
    const text = (): Part[] => {
      const open = writing(context, binding, node);
      return open.length === 0 ? [] : ['=', ...open, 'void 0)'];
    };
    return [...steps, () => context.edits.insert(node.end, ...text())];
  }
  if (isNamedAfter(context, node, init)) return steps;
  const [before, after] = asArgument(init);
  const open = (): Part[] => {
    const text = writing(context, binding, node);
    return text.length === 0 ? text : [...text, before];
  };
  return around(context, steps, init, open, after);
}
