/**
 * A plan: what to record and how, decided before the program runs. Types, parsing and hash of the
 * plan file; imports nothing, so that the guest, the host and the planner can share it.
 *
 *   { "version": 1, "rules": [{ "files": ["src/**"], "level": "values" }, ...], "default": "off" }
 *
 * Rules are tried from last to first; the first whose files and functions match decides.
 */

export const planVersion = 1;

export const levels = ['off', 'calls', 'values', 'state'] as const;

/** How much of a function is recorded; each level includes the ones before it. */
export type Level = (typeof levels)[number];

export interface Rule {
  /** Globs on paths relative to the plan's root, or absolute. `**` is everything. */
  files: string[];
  /** Globs on function names, as the transform infers them. Absent: every function. */
  functions?: string[];
  level: Level;
  /** One sentence for the reader of the plan. */
  reason?: string;
}

export interface Plan {
  version: typeof planVersion;
  rules: Rule[];
  /** Level of what no rule matches. */
  default: Level;
  redact?: Redact;
}

/**
 * What is kept out of a recording besides the default rules (secret-names.ts), which no plan
 * switches off.
 */
export interface Redact {
  /** Names whose values are secrets; `*` stands for anything, case does not count. */
  keys: string[];
  /** Shapes of secrets within text (redact-pattern.ts). */
  patterns: string[];
  /** Names that the default rules would take for a secret's, exactly; recordings note them. */
  allow: string[];
}

/** The plan where no file says otherwise: the application's own code, not its dependencies. */
export function builtInPlan(level: Level): Plan {
  return {
    version: planVersion,
    rules: [
      { files: ['**'], level, reason: "the application's own code" },
      { files: ['**/node_modules/**'], level: 'off', reason: 'dependencies' },
    ],
    default: 'off',
  };
}

/** Where a plan breaks the schema: a JSON path and what was expected there. */
export class PlanError extends Error {
  constructor(where: string, expected: string) {
    super(`${where}: expected ${expected}`);
    this.name = 'PlanError';
  }
}

/** Parses the text of a plan file. Throws PlanError with the place and what was expected there. */
export function parsePlan(text: string): Plan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new PlanError('plan', `JSON (${(error as Error).message})`);
  }
  const plan = object(json, 'plan', ['version', 'rules', 'default', 'redact', '$schema']);
  if (plan['version'] !== planVersion) throw new PlanError('version', String(planVersion));
  if (!Array.isArray(plan['rules'])) throw new PlanError('rules', 'an array');
  return {
    version: planVersion,
    rules: plan['rules'].map((rule, index) => parseRule(rule, `rules[${String(index)}]`)),
    default: level(plan['default'] ?? 'off', 'default'),
    ...(plan['redact'] === undefined ? {} : { redact: parseRedact(plan['redact']) }),
  };
}

function parseRedact(value: unknown): Redact {
  const redact = object(value, 'redact', ['keys', 'patterns', 'allow']);
  const list = (key: string): string[] =>
    redact[key] === undefined ? [] : strings(redact[key], `redact.${key}`);
  const names = (key: string): string[] => {
    const found = list(key);
    found.forEach((name, index) => {
      checkName(name, `redact.${key}[${String(index)}]`, key === 'allow');
    });
    return found;
  };
  return { keys: names('keys'), patterns: list('patterns'), allow: names('allow') };
}

/** A name as a program could write it; throws PlanError. */
export function checkName(name: string, where: string, isExact: boolean): void {
  const plain = isExact ? name : name.replaceAll('*', '');
  if (plain.length === 0 || name.length > 64 || /[^\x20-\x7e]|\*/.test(plain)) {
    throw new PlanError(
      where,
      `1 to 64 ASCII characters${isExact ? ' without *' : ', not * alone'}`,
    );
  }
}

/**
 * A stable hash of what a plan means (FNV-1a, 16 hex digits): names it in recordings and caches.
 */
export function hashPlan(plan: Plan): string {
  const { redact } = plan;
  const parts = [plan.version, plan.default, plan.rules.map(ruleKey)];
  const text = JSON.stringify(
    redact === undefined ? parts : [...parts, redact.keys, redact.patterns, redact.allow],
  );
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

export function isLevel(value: unknown): value is Level {
  return (levels as readonly unknown[]).includes(value);
}

function ruleKey(rule: Rule): unknown {
  return [rule.files, rule.functions ?? null, rule.level];
}

function parseRule(value: unknown, where: string): Rule {
  const rule = object(value, where, ['files', 'functions', 'level', 'reason']);
  const parsed: Rule = {
    files: strings(rule['files'], `${where}.files`),
    level: level(rule['level'], `${where}.level`),
  };
  if (rule['functions'] !== undefined) {
    parsed.functions = strings(rule['functions'], `${where}.functions`);
  }
  if (rule['reason'] !== undefined) {
    if (typeof rule['reason'] !== 'string') throw new PlanError(`${where}.reason`, 'a string');
    parsed.reason = rule['reason'];
  }
  return parsed;
}

function object(value: unknown, where: string, known: string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PlanError(where, 'an object');
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw new PlanError(`${where}.${key}`, `one of ${known.join(', ')}`);
  }
  return value as Record<string, unknown>;
}

function strings(value: unknown, where: string): string[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every((v) => typeof v === 'string')) {
    throw new PlanError(where, 'a non-empty array of strings');
  }
  return value;
}

function level(value: unknown, where: string): Level {
  if (!isLevel(value)) throw new PlanError(where, `one of ${levels.join(', ')}`);
  return value;
}
