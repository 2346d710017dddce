/** Which condition led to a place: the innermost branch around it that its frame took. */
import type { SiteInfo } from '../../reader/sites.js';
import type { Node } from '../../plan/walk.js';
import { makeReason, type Reason } from './reason.js';
import type { Setting } from './setting.js';

/** Conditions come last: what a value was made of says more than what let it be made. */
export function controlCauses({ pass, callSeq, code }: Setting, site: SiteInfo): Reason[] {
  const branch = pass.branch(callSeq, site.start, site.end);
  if (branch === undefined) return [];
  const taken = pass.sites.get(branch.site);
  const condition = conditionOf(code, taken);
  if (condition === undefined) return [];
  const name = hasFailed(taken) ? negated(code, condition) : code.text(condition);
  return [makeReason('branch', pass.thread, branch.seq, { name, site: taken, role: 'control' })];
}

function hasFailed({ branch }: SiteInfo): boolean {
  return branch === 'else' || branch === 'next';
}

function negated(code: Setting['code'], condition: Node): string {
  if (condition.type === 'UnaryExpression' && condition.operator === '!') {
    return code.text(condition.argument);
  }
  const text = code.text(condition);
  return condition.type === 'Identifier' ? `!${text}` : `!(${text})`;
}

/** What stands behind an `if` that may jump is reached because its condition was false. */
export function conditionOf(code: Setting['code'], site: SiteInfo): Node | undefined {
  const { start, end, branch } = site;
  return branch === 'next' ? code.passed(start, end) : code.condition(start, end);
}
