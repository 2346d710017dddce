/**
 * Probes that record variables.
 *
 *   x = E      p(h,x = E)      x++     p1(h,x++,x)      in a field's value: p4(h,0,x++,x,m2(h,e))
 */
import { probe } from '../../probes.js';
import type { Node } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, isFollowed, stateOf } from './frame.js';
import type { Binding, ScopeInfo } from './scopes.js';
import type { Around } from './steps.js';

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
