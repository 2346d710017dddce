/**
 * What a plan says about a file and a function in it. Globs are compiled once; a file is decided
 * once, so that asking for each of its functions is cheap. Entries of functions are read when their
 * file is asked for.
 */
import picomatch from 'picomatch';
import { oneLine, parseEntry, saysLevel, type FunctionEntry } from './entry.js';
import { simpleGlob } from './globs.js';
import { contentHash, functionHash } from './hash.js';
import type { Level, Plan, Rule } from './plan.js';

/**
 * Answers for the functions of one file. `off` for all of them is said by `undefined` in its place.
 */
export interface FileRules {
  /** Level by the rules; off for a compiler's helper that no rule names. */
  level(functionName: string, isOfCompiler?: boolean): Level;
  /** The entry for just this version of a function; it beats the rules. */
  entry(functionName: string, text: () => string): FunctionEntry | undefined;
  /** Changes with the file's entries; empty without. */
  entriesHash: string;
  /** Something in the file may be at level `state`. */
  mayHaveState: boolean;
}

type Matcher = (text: string) => boolean;

interface CompiledRule {
  file: Matcher;
  fn: Matcher | undefined;
  level: Level;
}

export class PlanMatcher {
  readonly #rules: CompiledRule[];
  readonly #default: Level;
  readonly #root: string;
  readonly #functions: Readonly<Record<string, string[]>>;

  /** `root`: the absolute folder that relative globs refer to. */
  constructor(plan: Plan, root: string) {
    this.#rules = plan.rules.map(compile).reverse();
    this.#default = plan.default;
    this.#root = root;
    this.#functions = plan.functions ?? {};
  }

  /**
   * The rules for a file by its absolute path (or URL); undefined when nothing in it is recorded.
   */
  file(path: string): FileRules | undefined {
    const name = nameForGlobs(path, this.#root);
    const rules: CompiledRule[] = [];
    let last = this.#default;
    for (const rule of this.#rules) {
      if (!rule.file(name)) continue;
      if (rule.fn === undefined) {
        last = rule.level;
        break;
      }
      rules.push(rule);
    }
    const lines = Object.hasOwn(this.#functions, name) ? (this.#functions[name] ?? []) : [];
    const levels = [last, ...rules.map(({ level }) => level)];
    // Of a module in the cache nobody asks for more of an entry than its level.
    const isOff = levels.every((level) => level === 'off');
    if (isOff && lines.every((line) => saysLevel(line, 'off'))) return undefined;
    return {
      level: (fn, isOfCompiler = false) =>
        rules.find((rule) => rule.fn?.(fn))?.level ?? (isOfCompiler ? 'off' : last),
      entry: lines.length === 0 ? () => undefined : finder(lines),
      entriesHash: lines.length === 0 ? '' : contentHash(lines.join('\n')),
      mayHaveState: levels.includes('state') || lines.some((line) => saysLevel(line, 'state')),
    };
  }
}

/** Lines are read at the first question, texts hashed only where one has the function's name. */
function finder(lines: readonly string[]): FileRules['entry'] {
  let names: Set<string> | undefined;
  let byHash: Map<string, FunctionEntry> | undefined;
  return (name, text) => {
    if (names === undefined || byHash === undefined) {
      const entries = lines.flatMap((line) => parseEntry(line) ?? []);
      names = new Set(entries.map((entry) => entry.name));
      byHash = new Map(entries.map((entry) => [entry.hash, entry]));
    }
    return names.has(oneLine(name)) ? byHash.get(functionHash(name, text())) : undefined;
  };
}

function compile(rule: Rule): CompiledRule {
  const simple = rule.files.map(simpleGlob);
  const isSimple = !simple.includes(undefined);
  return {
    file: isSimple
      ? (name) => simple.some((matches) => matches!(name))
      : picomatch(rule.files, { dot: true }),
    fn: rule.functions === undefined ? undefined : picomatch(rule.functions, { bash: true }),
    level: rule.level,
  };
}

/** Relative to the root where it lies inside, else as it is. */
function nameForGlobs(path: string, root: string): string {
  const inside = root.endsWith('/') ? root : `${root}/`;
  return path.startsWith(inside) ? path.slice(inside.length) : path;
}
