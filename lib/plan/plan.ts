/**
 * A plan: what to record and how, decided before the program runs. Types, parsing and hash of the
 * plan file, shared by the guest, the host and the planner. plan.schema.json states the same.
 *
 *   { "version": 1, "rules": [{ "files": ["src/**"], "level": "values" }, ...], "default": "off",
 *     "functions": { "src/cart.js": ["3f9a0c12d4e5b6a7 values | Cart.total | the bug's place"] } }
 *
 * A function that has an entry for just this text of it (entry.ts) obeys that. Else rules are tried
 * from last to first; the first whose files and functions match decides.
 */
import { parseEntry } from './entry.js';
import { contentHash } from './hash.js';

export const planVersion = 1;

const planKeys = ['version', 'rules', 'default', 'redact', 'functions', 'made', '$schema'];

export const levels = ['off', 'calls', 'values', 'state'] as const;

/** How much of a function is recorded; each level includes the ones before it. */
export type Level = (typeof levels)[number];

/** Whether arguments and results are recorded. */
export function showsValues(level: Level | 'unknown'): boolean {
  return level === 'values' || level === 'state';
}

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
  /**
   * Lines of entries by file: its path as rules see it. The lines are read when a file is loaded.
   */
  functions?: Record<string, string[]>;
  /** What the planner was asked for and expects. The loader ignores it. */
  made?: PlanOrigin;
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

/** How a plan came about: the goal, and what recording by it should cost. */
export interface PlanOrigin {
  strategy?: string;
  /** Bound on CPU time with recording, as a multiple of that without. */
  budget?: number;
  focus?: string;
  /** What counts and costs rest on: `static estimates`, or a recording's name. */
  basis?: string;
  /** Of a run like the one in `basis`. */
  expected?: { events: number; bytes: number; addedCpuMs: number; programCpuMs: number };
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

/**
 * Parses the text of a plan file. Throws PlanError with the place and what was expected there. The
 * lines of functions are checked by `checkEntries`, which the host does before the guest starts.
 */
export function parsePlan(text: string): Plan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new PlanError('plan', `JSON (${(error as Error).message})`);
  }
  const plan = object(json, 'plan', planKeys);
  if (plan['version'] !== planVersion) throw new PlanError('version', String(planVersion));
  if (!Array.isArray(plan['rules'])) throw new PlanError('rules', 'an array');
  return {
    version: planVersion,
    rules: plan['rules'].map((rule, index) => parseRule(rule, `rules[${String(index)}]`)),
    default: plan['default'] === undefined ? 'off' : level(plan['default'], 'default'),
    ...(plan['functions'] === undefined ? {} : { functions: parseFunctions(plan['functions']) }),
    ...(plan['made'] === undefined ? {} : { made: parseOrigin(plan['made']) }),
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

/** Throws PlanError where a line of `functions` does not follow its grammar. */
export function checkEntries(plan: Plan): void {
  for (const [file, lines] of Object.entries(plan.functions ?? {})) {
    for (const [index, line] of lines.entries()) {
      if (parseEntry(line) !== undefined) continue;
      const where = `functions[${JSON.stringify(file)}][${String(index)}]`;
      throw new PlanError(
        where,
        '"HASH LEVEL [arguments=A,B] [state=A,B] [redact=A,B] [entries=N] [depth=N] ' +
          '| NAME | REASON"',
      );
    }
  }
}

/** A stable hash of what a plan means (16 hex digits): names it in recordings and caches. */
export function hashPlan(plan: Plan): string {
  const functions = Object.entries(plan.functions ?? {}).map(
    ([file, lines]) => `${file}\n${lines.join('\n')}\n`,
  );
  return contentHash(hashRules(plan) + functions.join(''));
}

/** The same of the rules alone. */
export function hashRules(plan: Plan): string {
  const { redact } = plan;
  const parts = [plan.version, plan.default, plan.rules.map(ruleKey)];
  return contentHash(
    JSON.stringify(
      redact === undefined ? parts : [...parts, redact.keys, redact.patterns, redact.allow],
    ),
  );
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
    parsed.reason = text(rule['reason'], `${where}.reason`);
  }
  return parsed;
}

function parseFunctions(value: unknown): Record<string, string[]> {
  const files = object(value, 'functions');
  for (const [file, lines] of Object.entries(files)) {
    if (Array.isArray(lines) && lines.every((line) => typeof line === 'string')) continue;
    throw new PlanError(`functions[${JSON.stringify(file)}]`, 'an array of strings');
  }
  return files as Record<string, string[]>;
}

const originTexts = ['strategy', 'focus', 'basis'] as const;
const expectedKeys = ['events', 'bytes', 'addedCpuMs', 'programCpuMs'] as const;

function parseOrigin(value: unknown): PlanOrigin {
  const made = object(value, 'made', [...originTexts, 'budget', 'expected']);
  const origin: PlanOrigin = {};
  for (const key of originTexts) {
    if (made[key] !== undefined) origin[key] = text(made[key], `made.${key}`);
  }
  if (made['budget'] !== undefined) origin.budget = amount(made['budget'], 'made.budget');
  if (made['expected'] !== undefined) {
    const expected = object(made['expected'], 'made.expected', [...expectedKeys]);
    const figure = (key: (typeof expectedKeys)[number]): number =>
      amount(expected[key], `made.expected.${key}`);
    origin.expected = {
      events: figure('events'),
      bytes: figure('bytes'),
      addedCpuMs: figure('addedCpuMs'),
      programCpuMs: figure('programCpuMs'),
    };
  }
  return origin;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new PlanError(where, 'a string');
  return value;
}

function amount(value: unknown, where: string): number {
  if (typeof value !== 'number' || !(value >= 0)) throw new PlanError(where, 'a number from 0 on');
  return value;
}

function object(value: unknown, where: string, known?: string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PlanError(where, 'an object');
  }
  for (const key of Object.keys(value)) {
    if (known?.includes(key) === false) {
      throw new PlanError(`${where}.${key}`, `one of ${known.join(', ')}`);
    }
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
