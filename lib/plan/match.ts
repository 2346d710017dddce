/**
 * Which level a plan gives to a file and to a function in it. Globs are compiled once; a file is
 * decided once, so that asking for each of its functions is cheap.
 */
import { isAbsolute, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Level, Plan, Rule } from './plan.js';

/**
 * Answers for the functions of one file. `off` for all of them is said by `undefined` in its place.
 */
export type FileRules = (functionName: string) => Level;

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

  /** `root`: the absolute folder that relative globs refer to. */
  constructor(plan: Plan, root: string) {
    this.#rules = plan.rules.map(compile).reverse();
    this.#default = plan.default;
    this.#root = root;
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
    if (last === 'off' && rules.every((rule) => rule.level === 'off')) return undefined;
    if (rules.length === 0) return () => last;
    return (fn) => rules.find((rule) => rule.fn?.(fn))?.level ?? last;
  }
}

function compile(rule: Rule): CompiledRule {
  return {
    file: picomatch(rule.files, { dot: true }),
    fn: rule.functions === undefined ? undefined : picomatch(rule.functions, { bash: true }),
    level: rule.level,
  };
}

/** Relative to the root with forward slashes where it lies inside, else absolute. */
function nameForGlobs(path: string, root: string): string {
  if (!isAbsolute(path)) return path;
  const inside = relative(root, path);
  const name = inside.startsWith('..') ? path : inside;
  return sep === '/' ? name : name.replaceAll(sep, '/');
}
