/**
 * V8 names a function that has no name, in stacks, after the text of what it is assigned to:
 * `exports.f = () => …` is `exports.f`. It does not look into a call, so the names of an object
 * that a probe is given stand before it; guise/call-sites.ts takes the probe's away.
 *
 *   exports.f = () => …      j(h,hn.exports(h2(exports,"f")).f = () => …,exports,"f")
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node } from '../../../lib/plan/walk.js';
import { staticName } from './again.js';
import { holdsUnnamed, isUnnamed } from './scopes.js';

/** What stands before the object of a property that `whole` writes to; mostly nothing. */
export function namesBefore(whole: Node, member: acorn.MemberExpression): string {
  if (whole.type !== 'AssignmentExpression' || !isNaming(whole.right)) return '';
  const { object, start, computed } = member;
  const isOpen = object.start === start;
  // Behind the probe's call V8 takes no name from brackets.
  const names = (isOpen ? namesOf(object) : '') + (computed ? nameOf(member) : '');
  return names === '' ? '' : `${probe.named}${names}(`;
}

/** Whether a function in it has its name from where the whole goes. */
function isNaming(node: Node): boolean {
  switch (node.type) {
    case 'AssignmentExpression':
      return isNaming(node.right);
    case 'SequenceExpression':
      return node.expressions.some(isNaming);
    default:
      return isUnnamed(node) || holdsUnnamed(node);
  }
}

/** Of what stands in parentheses V8 takes no names. */
function namesOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return `.${node.name}`;
    case 'MemberExpression':
      return (node.object.start === node.start ? namesOf(node.object) : '') + nameOf(node);
    case 'CallExpression':
      return node.callee.start === node.start ? namesOf(node.callee) : '';
    default:
      return '';
  }
}

function nameOf(member: acorn.MemberExpression): string {
  const { object, property, computed } = member;
  if (property.type === 'PrivateIdentifier') return `["#${property.name}"]`;
  if (computed && holdsCall(object)) return '';
  const isNumber = property.type === 'Literal' && typeof property.value === 'number';
  const name = isNumber ? undefined : staticName(member);
  return name === 'prototype' ? '' : `[${JSON.stringify(name ?? '<computed>')}]`;
}

function holdsCall(node: Node): boolean {
  return (
    node.type === 'CallExpression' || (node.type === 'MemberExpression' && holdsCall(node.object))
  );
}
