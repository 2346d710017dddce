/**
 * Which of a function's recorded values stand under names that give secrets away: parameters
 * (destructured ones by the property, too), results of functions called getPassword, and what is
 * awaited into a variable.
 *
 *   function login(user, { password: p }) {…}   ->  __s$e9(h,16,user,p)
 *   const token = await ask()                   ->  const token = __s$k(h,c,8,await …ask())
 */
import type * as acorn from 'acorn';
import { isWeak, rules as secretRules, type SecretNames } from '../../lib/plan/secret-names.js';
import { walk, type Node, type Visitors } from '../../lib/plan/walk.js';

/** Bits of one parameter's rule in the number that the probe gets. */
const ruleBits = 4;

/** Four bits for each parameter; 0 where none is a secret. */
export function parameterRules(
  names: SecretNames | undefined,
  parameters: readonly string[],
  patterns: readonly acorn.Pattern[],
): number {
  if (names === undefined) return 0;
  const properties = propertyRules(names, patterns);
  let rules = 0;
  parameters.forEach((name, index) => {
    const rule = names.rule(name) || (properties?.get(name) ?? 0);
    if (rule !== 0) rules += rule * 2 ** (ruleBits * index);
  });
  return rules;
}

/** Names that a plan's entry redacts in one function, besides those that are secrets everywhere. */
export function withSecrets(
  names: SecretNames | undefined,
  more: readonly string[],
): SecretNames | undefined {
  if (names === undefined || more.length === 0) return names;
  const rule = (name: string): number =>
    names.rule(name) || (more.includes(name) ? secretRules.planKey : 0);
  return { ...names, rule };
}

/** Rules of property names, by the variable that gets the property's value. */
function propertyRules(
  names: SecretNames,
  patterns: readonly acorn.Pattern[],
): Map<string, number> | undefined {
  if (patterns.every(({ type }) => type === 'Identifier')) return undefined;
  const found = new Map<string, number>();
  const visitors: Visitors = {
    Property: (node) => {
      const rule = ruleOfKey(names, node.key, node.computed);
      const value = (node.value as Node).type === 'AssignmentPattern' ? node.value : undefined;
      const target = (value as unknown as acorn.AssignmentPattern | undefined)?.left ?? node.value;
      if (rule !== 0 && target.type === 'Identifier') found.set(target.name, rule);
      return [node.value];
    },
    AssignmentPattern: (node) => [node.left],
    MemberExpression: () => [],
  };
  for (const pattern of patterns) if (pattern.type !== 'Identifier') walk([pattern], visitors);
  return found;
}

function ruleOfKey(names: SecretNames, key: Node, isComputed: boolean): number {
  if (key.type === 'Literal') return typeof key.value === 'string' ? names.rule(key.value) : 0;
  return key.type === 'Identifier' && !isComputed ? names.rule(key.name) : 0;
}

/** What a parser or a template engine does with tokens does not give one: `renderTokens`. */
const usesTokens =
  /^_*(?:eat|expect|highlight|match|nest|print|render|skip|squash|visit|walk)(?=[A-Z_])/;

/** `Vault.getPassword`, `#readToken`: the last part of a function's name. */
export function resultRule(names: SecretNames | undefined, name: string): number {
  if (names === undefined || name.includes(' ')) return 0; // `app.get('/login') callback`
  const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('#')) + 1);
  const rule = names.rule(last);
  return isWeak(rule) && usesTokens.test(last) ? 0 : rule;
}

/** The rule of what an expression is stored in or read from, where its name tells. */
export function targetRule(
  names: SecretNames | undefined,
  target: Node | null | undefined,
): number {
  if (names === undefined || !target) return 0;
  switch (target.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return names.rule(target.name);
    case 'MemberExpression':
      return target.computed
        ? ruleOfKey(names, target.property, true)
        : targetRule(names, target.property);
    case 'Literal':
      return ruleOfKey(names, target, false);
    case 'CallExpression':
      return targetRule(names, target.callee);
    case 'ChainExpression':
      return targetRule(names, target.expression);
    default:
      return 0;
  }
}
