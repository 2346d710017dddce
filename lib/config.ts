/**
 * Settings: the `SCOPE_*` variables beat the `scope` key of the nearest package.json beats the
 * defaults (`scope run` turns its options into variables). Read once at start, inside the guest.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ScopeError } from './errors.js';
import {
  builtInPlan,
  checkEntries,
  levels,
  parsePlan,
  type Level,
  type Plan,
  type Rule,
} from './plan/plan.js';
import { addRedaction, checkPatterns } from './plan/redact.js';

export const clocks = ['adaptive', 'exact'] as const;
export const backpressures = ['block', 'spill', 'overwrite', 'drop'] as const;
export const aiApis = ['chat', 'responses'] as const;
export type Clock = (typeof clocks)[number];
export type Backpressure = (typeof backpressures)[number];

/** Retention: most bytes of segments, and least time that is kept, a process; 0: no limit. */
export interface Keep {
  bytes: number;
  ms: number;
}

export interface Config {
  /** Absolute folder where recordings go. */
  out: string;
  /** The recording's name; empty: made from time and program. */
  name: string;
  /** Absolute path of the plan file; empty: the built-in plan. */
  planFile: string;
  level: Level;
  include: string[];
  exclude: string[];
  clock: Clock;
  backpressure: Backpressure;
  keep: Keep;
  /** Folder of transformed modules; empty: none. */
  cache: string;
  quiet: boolean;
  /** Record tasks and what else the runtime does. */
  observe: boolean;
  /** Levels can be changed while the program runs. */
  tunable: boolean;
  /** Most CPU time that recording may cost, as a share of the program's own; 0: no bound. */
  maxOverhead: number;
  /** Names whose values are redacted; behind `!`, ones that the default rules must let through. */
  redact: string[];
  /** Absolute folder that relative globs refer to: that of the nearest package.json, else `cwd`. */
  root: string;
  ai: AiConfig;
}

/** The language-model service that `scope plan --ai` asks; its key comes from the environment. */
export interface AiConfig {
  model: string;
  baseUrl: string;
  key: string;
  api: (typeof aiApis)[number];
  timeoutMs: number;
  /** Dollars for a million tokens sent, and received; empty where unknown. */
  price: number[];
}

const keys = ['out', 'name', 'plan', 'level', 'include', 'exclude', 'clock', 'backpressure'];
const aiKeys = ['ai_model', 'ai_base_url', 'ai_api', 'ai_timeout', 'ai_price'];
const moreKeys = ['keep', 'cache', 'quiet', 'observe', 'tunable', 'max_overhead', 'redact'];
const knownKeys = new Set([...keys, ...moreKeys, ...aiKeys]);

/** Reads the settings. Throws ScopeError SCOPE_USAGE that names the setting and what it takes. */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const packageFile = findUp('package.json', cwd);
  const root = packageFile === undefined ? cwd : dirname(packageFile);
  const settings = packageSettings(packageFile);
  const get = (key: string): string => env[`SCOPE_${key.toUpperCase()}`] ?? settings[key] ?? '';

  const beside = join(root, 'scope.plan.json');
  const plan = get('plan');
  const out = resolve(cwd, get('out') || '.scope');
  const maxOverhead = parseShare(get('max_overhead'));
  return {
    out,
    name: get('name'),
    planFile: plan !== '' ? resolve(cwd, plan) : existsSync(beside) ? beside : '',
    level: oneOf('level', get('level') || 'values', levels),
    include: globs(get('include'), root),
    exclude: globs(get('exclude'), root),
    clock: oneOf('clock', get('clock') || 'adaptive', clocks),
    backpressure: oneOf('backpressure', get('backpressure') || 'block', backpressures),
    keep: parseKeep(get('keep')),
    cache: get('cache') === 'off' ? '' : resolve(cwd, get('cache') || join(out, 'cache')),
    quiet: !['', '0', 'false'].includes(get('quiet')),
    observe: oneOf('observe', get('observe') || 'on', ['on', 'off']) === 'on',
    // The governor changes levels, too.
    tunable: oneOf('tunable', get('tunable') || 'off', ['on', 'off']) === 'on' || maxOverhead > 0,
    maxOverhead,
    redact: list(get('redact')),
    root,
    ai: {
      model: get('ai_model'),
      baseUrl: get('ai_base_url') || (env['OPENAI_BASE_URL'] ?? ''),
      key: env['SCOPE_AI_KEY'] ?? env['OPENAI_API_KEY'] ?? '',
      api: oneOf('ai_api', get('ai_api') || 'chat', aiApis),
      timeoutMs: Number(get('ai_timeout') || '60') * 1000,
      price: list(get('ai_price')).map(Number),
    },
  };
}

/** The plan that the settings ask for. Throws ScopeError SCOPE_PLAN when its file is unreadable. */
export function readPlan(config: Config): Plan {
  const plan = config.planFile === '' ? builtIn(config) : planFromFile(config.planFile);
  if (config.planFile !== '' && config.include.length > 0) {
    plan.rules.push({ files: config.include, level: config.level, reason: 'setting: include' });
  }
  if (config.exclude.length > 0) {
    plan.rules.push({ files: config.exclude, level: 'off', reason: 'setting: exclude' });
  }
  return withRedaction(config, plan);
}

/** Throws ScopeError SCOPE_USAGE for a name that is none. */
function withRedaction(config: Config, plan: Plan): Plan {
  try {
    return addRedaction(plan, config.redact);
  } catch (error) {
    const reason = (error as Error).message;
    throw new ScopeError('SCOPE_USAGE', `setting redact (SCOPE_REDACT): ${reason}`);
  }
}

/**
 * The same with every line of it checked: twenty thousand take longer than a guest's start may, so
 * the host does it.
 */
export function readCheckedPlan(config: Config): Plan {
  const plan = readPlan(config);
  try {
    checkEntries(plan);
  } catch (error) {
    throw new ScopeError('SCOPE_PLAN', `plan ${config.planFile}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return plan;
}

function builtIn(config: Config): Plan {
  const plan = builtInPlan(config.level);
  if (config.include.length === 0) return plan;
  const rule: Rule = { files: config.include, level: config.level, reason: 'setting: include' };
  return { ...plan, rules: [rule] };
}

function planFromFile(path: string): Plan {
  try {
    return checkPatterns(parsePlan(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new ScopeError('SCOPE_PLAN', `plan ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function packageSettings(file: string | undefined): Record<string, string> {
  if (file === undefined) return {};
  let value: unknown;
  try {
    value = (JSON.parse(readFileSync(file, 'utf8')) as { scope?: unknown }).scope;
  } catch {
    return {}; // a broken package.json is the guest's own affair
  }
  if (typeof value !== 'object' || value === null) return {};
  const settings: Record<string, string> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (!knownKeys.has(key)) {
      throw new ScopeError('SCOPE_USAGE', `${file}: unknown key scope.${key}`);
    }
    settings[key] = Array.isArray(entry) ? entry.join(',') : String(entry);
  }
  return settings;
}

const keepUnits: Record<string, Keep> = {
  kB: { bytes: 1e3, ms: 0 },
  MB: { bytes: 1e6, ms: 0 },
  GB: { bytes: 1e9, ms: 0 },
  s: { bytes: 0, ms: 1e3 },
  m: { bytes: 0, ms: 60e3 },
  h: { bytes: 0, ms: 3600e3 },
};

function parseKeep(value: string): Keep {
  if (value === '') return { bytes: 0, ms: 0 };
  const [, digits, name] = /^(\d{1,9}(?:\.\d{1,3})?)(kB|MB|GB|s|m|h)$/.exec(value) ?? [];
  const unit = keepUnits[name ?? ''];
  const count = Number(digits);
  if (unit !== undefined && count > 0) {
    return { bytes: Math.ceil(count * unit.bytes), ms: Math.ceil(count * unit.ms) };
  }
  throw new ScopeError(
    'SCOPE_USAGE',
    `setting keep (SCOPE_KEEP): "${value}" is no size or time such as 500MB, 2GB, 30s, 10m, 1h`,
  );
}

/** `10%` as 0.1 */
function parseShare(value: string): number {
  if (value === '') return 0;
  const [, digits] = /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(value) ?? [];
  const share = Number(digits) / 100;
  if (share > 0) return share;
  throw new ScopeError(
    'SCOPE_USAGE',
    `setting max_overhead (SCOPE_MAX_OVERHEAD): "${value}" is no share such as 10% or 2.5%`,
  );
}

function oneOf<T extends string>(key: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new ScopeError(
    'SCOPE_USAGE',
    `setting ${key} (SCOPE_${key.toUpperCase()}): "${value}" is not one of ${allowed.join(', ')}`,
  );
}

function list(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/**
 * As rules have them: relative to the root where they lie in it. A path without a wildcard is a
 * file, or a folder with all that is in it.
 */
function globs(value: string, root: string): string[] {
  return list(value).flatMap((entry) => {
    const path = entry.startsWith(`${root}/`) ? entry.slice(root.length + 1) : entry;
    const glob = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
    return /[*?[\]{}()]|^!/.test(glob) ? [glob] : [glob, `${glob}/**`];
  });
}

function findUp(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, name);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}
