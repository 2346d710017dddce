/** Plan files as the planner's commands need them: read and checked, compared, joined. */
import { readFileSync } from 'node:fs';
import { ScopeError } from '../errors.js';
import { formatEntry, parseEntry, type FunctionEntry } from '../plan/entry.js';
import { defaultLimits } from '../plan/limits.js';
import { checkEntries, levels, parsePlan } from '../plan/plan.js';
import type { Level, Plan, Redact, Rule } from '../plan/plan.js';

/** Throws ScopeError SCOPE_PLAN. */
export function readPlanFile(path: string): Plan {
  try {
    const plan = parsePlan(readFileSync(path, 'utf8'));
    checkEntries(plan);
    return plan;
  } catch (error) {
    throw new ScopeError('SCOPE_PLAN', `plan ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

export interface PlannedFunction {
  file: string;
  entry: FunctionEntry;
}

export function plannedFunctions(plan: Plan): PlannedFunction[] {
  return Object.entries(plan.functions ?? {}).flatMap(([file, lines]) =>
    lines.flatMap((line) => {
      const entry = parseEntry(line);
      return entry === undefined ? [] : [{ file, entry }];
    }),
  );
}

export interface PlanChange {
  file: string;
  name: string;
  /** Level and options; undefined where the plan has no such function. */
  before: string | undefined;
  after: string | undefined;
}

/** What a function is planned as, without its hash and reason. */
function shown(entry: FunctionEntry): string {
  const line = formatEntry(entry);
  return line.slice(entry.hash.length + 1, line.indexOf(' | '));
}

/** Functions that the plans treat differently, in the order of the second. */
export function diffPlans(a: Plan, b: Plan): PlanChange[] {
  const before = byName(a);
  const after = byName(b);
  const changes: PlanChange[] = [];
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const [old, now] = [before.get(key), after.get(key)];
    const texts = [old, now].map((fn) => (fn === undefined ? undefined : shown(fn.entry)));
    const { file, entry } = (now ?? old)!;
    if (texts[0] === texts[1]) continue;
    changes.push({ file, name: entry.name, before: texts[0], after: texts[1] });
  }
  return changes;
}

/** Names that a file has twice are told apart by their order. */
function byName(plan: Plan): Map<string, PlannedFunction> {
  const found = new Map<string, PlannedFunction>();
  for (const fn of plannedFunctions(plan)) {
    const key = `${fn.file}\n${fn.entry.name}`;
    let number = 1;
    while (found.has(`${key}\n${String(number)}`)) number++;
    found.set(`${key}\n${String(number)}`, fn);
  }
  return found;
}

/**
 * Both plans in one: of a function that both name in the same version, the higher level; rules of
 * `b` behind those of `a`; what was redacted in one stays so.
 */
export function mergePlans(a: Plan, b: Plan): Plan {
  const functions: Record<string, string[]> = {};
  const files = [
    ...new Set([...Object.keys(a.functions ?? {}), ...Object.keys(b.functions ?? {})]),
  ];
  for (const file of files.sort()) {
    const merged = new Map<string, FunctionEntry>();
    for (const plan of [a, b]) {
      for (const line of plan.functions?.[file] ?? []) {
        const entry = parseEntry(line);
        if (entry === undefined) continue;
        const known = merged.get(entry.hash);
        merged.set(entry.hash, known === undefined ? entry : mergeEntries(known, entry));
      }
    }
    functions[file] = [...merged.values()].map(formatEntry);
  }
  return {
    version: a.version,
    rules: mergeRules(a.rules, b.rules),
    default: higher(a.default, b.default),
    ...mergeRedact(a.redact, b.redact),
    functions,
  };
}

/**
 * Rules that speak of the same code become one, the higher, where the first plan has it: the last
 * rule that matches decides, so a rule of the second must not come behind an exception to it.
 */
function mergeRules(a: readonly Rule[], b: readonly Rule[]): Rule[] {
  const merged = new Map<string, Rule>();
  for (const rule of [...a, ...b]) {
    const place = JSON.stringify([rule.files, rule.functions]);
    const known = merged.get(place);
    const isKept = known !== undefined && higher(known.level, rule.level) === known.level;
    if (!isKept) merged.set(place, rule);
  }
  return [...merged.values()];
}

function mergeEntries(a: FunctionEntry, b: FunctionEntry): FunctionEntry {
  const top = higher(a.level, b.level) === a.level ? a : b;
  const { hash, level, name, reason } = top;
  const merged: FunctionEntry = { hash, level, name, reason };
  // A list of arguments is a restriction: it falls where one of the plans captures all.
  if (a.arguments && b.arguments) merged.arguments = union(a.arguments, b.arguments);
  if (a.state ?? b.state) merged.state = union(a.state, b.state);
  if (a.redact ?? b.redact) merged.redact = union(a.redact, b.redact);
  for (const limit of ['entries', 'depth'] as const) {
    if (a[limit] === undefined && b[limit] === undefined) continue;
    const usual = defaultLimits[limit];
    merged[limit] = Math.max(a[limit] ?? usual, b[limit] ?? usual);
  }
  return merged;
}

/** What one of them redacts stays so: a name passes where both let it pass. */
function mergeRedact(a: Redact | undefined, b: Redact | undefined): Pick<Plan, 'redact'> {
  if (a === undefined && b === undefined) return {};
  const allow = (a?.allow ?? []).filter((name) => b?.allow.includes(name) === true);
  const keys = union(a?.keys, b?.keys);
  return { redact: { keys, patterns: union(a?.patterns, b?.patterns), allow } };
}

function union(a: readonly string[] = [], b: readonly string[] = []): string[] {
  return [...new Set([...a, ...b])];
}

function higher(a: Level, b: Level): Level {
  return levels.indexOf(a) >= levels.indexOf(b) ? a : b;
}
