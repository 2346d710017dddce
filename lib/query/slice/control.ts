/** Which condition led to a place: the innermost branch around it that its frame took. */
import type { SiteInfo } from '../../reader/sites.js';
import type { Node } from '../../plan/walk.js';
import { jumpOf } from './code-parts.js';
import { makeReason, type Reason } from './reason.js';
import type { Setting } from './setting.js';

/**
 * Conditions come last: what a value was made of says more than what let it be made. Of a branch
 * the one around it.
 */
export function controlCauses({ pass, callSeq, code }: Setting, site: SiteInfo): Reason[] {
  for (const branch of pass.branches(callSeq, site)) {
    if (branch.site === site.id) continue;
    const taken = pass.sites.get(branch.site);
    const condition = conditionOf(code, taken);
    if (condition === undefined) continue;
    const name = nameOf(code, taken, condition);
    return [makeReason('branch', pass.thread, branch.seq, { name, site: taken, role: 'control' })];
  }
  return [];
}

function nameOf(code: Setting['code'], taken: SiteInfo, condition: Node): string {
  if (isReversed(code, taken)) return negated(code, condition);
  const text = code.text(condition);
  const loop = taken.branch === 'loop' ? code.decision(taken.start, taken.end) : undefined;
  if (loop?.type !== 'ForOfStatement' && loop?.type !== 'ForInStatement') return text;
  const { left } = loop;
  const element = left.type === 'VariableDeclaration' ? left.declarations[0]!.id : left;
  return `${code.text(element)} ${loop.type === 'ForOfStatement' ? 'of' : 'in'} ${text}`;
}

/** The branch is taken where its condition is false. */
export function isReversed(code: Setting['code'], { branch, start, end }: SiteInfo): boolean {
  if (branch !== 'next') return branch === 'else';
  const passed = code.passed(start, end);
  return passed !== undefined && jumpOf(passed) === 'then';
}

export function negated(code: Setting['code'], condition: Node): string {
  if (condition.type === 'UnaryExpression' && condition.operator === '!') {
    return code.text(condition.argument);
  }
  const text = code.text(condition);
  return condition.type === 'Identifier' ? `!${text}` : `!(${text})`;
}

/** What stands behind an `if` that may jump is reached because of its condition, too. */
export function conditionOf(code: Setting['code'], site: SiteInfo): Node | undefined {
  const { start, end, branch } = site;
  return branch === 'next' ? code.passed(start, end)?.test : code.condition(start, end);
}
