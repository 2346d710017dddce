/**
 * Globs as plans mostly have them, decided by comparing text: at the start of a program that is
 * faster than to compile a matcher, and it needs nothing that a guest could have patched.
 *
 *   simpleGlob('**')   simpleGlob('src/**')   simpleGlob('**' + '/node_modules/**')
 */
import type { Plan } from './plan.js';

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its text as `this`
const { call } = Function.prototype;
/* eslint-disable @typescript-eslint/unbound-method */
const slice = call.bind(String.prototype.slice) as (t: string, from: number, to?: number) => string;
const indexOf = call.bind(String.prototype.indexOf) as (t: string, part: string) => number;
/* eslint-enable @typescript-eslint/unbound-method */

export type Matches = (name: string) => boolean;

const everything = '**';
/** Without anything that a glob gives a meaning to, and without the dots of `.` and `..`. */
const literal = /^\/?(?!\.{1,2}(?:\/|$))[\w@ .-]+(?:\/(?!\.{1,2}(?:\/|$))[\w@ .-]+)*$/;

/** Undefined where the glob is none of the simple ones. */
export function simpleGlob(glob: string): Matches | undefined {
  if (glob === everything) return (name) => name.length > 0;
  if (!glob.endsWith(`/${everything}`)) return undefined;
  const head = glob.slice(0, -everything.length - 1);
  if (literal.test(head)) return beginsWith(head);
  const folder = head.startsWith(`${everything}/`) ? head.slice(everything.length + 1) : '';
  return !folder.startsWith('/') && literal.test(folder) ? lieIn(folder) : undefined;
}

/** `a/**` matches `a/b`, and `a` itself. */
function beginsWith(head: string): Matches {
  const folder = `${head}/`;
  return (name) => name === head || slice(name, 0, folder.length) === folder;
}

function lieIn(folder: string): Matches {
  const begins = beginsWith(folder);
  const within = `/${folder}/`;
  const last = `/${folder}`;
  return (name) => begins(name) || indexOf(name, within) >= 0 || slice(name, -last.length) === last;
}

/**
 * Tells of an absolute path whether the plan surely records nothing of the file. Runs in the guest;
 * false where only the matcher knows.
 */
export function isSurelyOff(plan: Plan, root: string): (path: string) => boolean {
  const rules: { matches: Matches[]; isOff: boolean }[] = [];
  for (let index = plan.rules.length - 1; index >= 0; index--) {
    const { files, functions, level } = plan.rules[index]!;
    const matches = files.map(simpleGlob);
    const isKnown = functions === undefined && !matches.includes(undefined);
    rules[rules.length] = {
      matches: isKnown ? (matches as Matches[]) : [],
      isOff: level === 'off',
    };
    if (!isKnown) break; // whether this one matches cannot be told
  }
  const isWhole = rules.length === plan.rules.length && !rules.some(({ matches }) => !matches[0]);
  const isOffByDefault = isWhole && plan.default === 'off';
  const inside = root.endsWith('/') ? root : `${root}/`;

  return (path) => {
    if (plan.functions !== undefined) return false;
    const isInside = slice(path, 0, inside.length) === inside;
    const name = isInside ? slice(path, inside.length) : path;
    for (let rule = 0; rule < rules.length; rule++) {
      const { matches, isOff } = rules[rule]!;
      if (matches.length === 0) return false;
      for (let index = 0; index < matches.length; index++) {
        if (matches[index]!(name)) return isOff;
      }
    }
    return isOffByDefault;
  };
}
