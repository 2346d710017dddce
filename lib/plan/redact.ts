/**
 * The redaction that a plan and the settings ask for together.
 *
 *   addRedaction(plan, ['customerId', '!csrfToken'])
 */
import { checkName, PlanError, type Plan, type Redact } from './plan.js';
import { parsePattern } from './redact-pattern.js';

/** The plan with more names: to redact, or behind `!` to let through. Throws PlanError. */
export function addRedaction(plan: Plan, names: readonly string[]): Plan {
  if (names.length === 0) return plan;
  const { keys, patterns, allow } = plan.redact ?? { keys: [], patterns: [], allow: [] };
  const redact: Redact = { keys: [...keys], patterns, allow: [...allow] };
  for (const name of names) {
    const isAllowed = name.startsWith('!');
    const plain = isAllowed ? name.slice(1) : name;
    checkName(plain, `"${name}"`, isAllowed);
    (isAllowed ? redact.allow : redact.keys).push(plain);
  }
  return { ...plan, redact };
}

/** Throws PlanError for a pattern that is none. */
export function checkPatterns(plan: Plan): Plan {
  plan.redact?.patterns.forEach((pattern, index) => {
    try {
      parsePattern(pattern);
    } catch (error) {
      const where = `redact.patterns[${String(index)}]`;
      throw new PlanError(where, `a pattern, but ${(error as Error).message}`);
    }
  });
  return plan;
}
