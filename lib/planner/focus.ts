/**
 * What a person asks about, as functions: from places (`cart.ts:41`, lines of a stack trace), names
 * of functions, paths, globs, texts that stand in the code, and lines that a git diff touched.
 *
 *   focusOn('TypeError: x is undefined at cart.ts:41', functions)
 */
import { execFileSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import picomatch from 'picomatch';
import { ScopeError } from '../errors.js';
import { lastName } from './survey/callees.js';
import { isTestFile } from './survey/roles.js';
import type { CallGraph } from './survey/graph.js';
import type { FunctionRef, FunctionSurvey } from './survey/types.js';

/** By index of function: how near it is to the focus, 1 for the focus itself. */
export type Focus = Map<number, number>;

/** Share of the focus that a caller or callee gets, one step away; two steps: its square. */
const nearShare = 0.5;
const maxSteps = 2;

const placePattern = /([\w@./\\-]+\.[mc]?[jt]sx?):(\d+)/g;
const wordPattern = /[#$\w][\w$.#*/-]*/g;
const everydayWords = new Set(
  (
    'error typeerror rangeerror referenceerror undefined null of is not the and cannot read ' +
    'properties property function in at to a an for with from object array string number async ' +
    'await new anonymous node internal'
  ).split(' '),
);

/** Functions that a text speaks of, colours in it or not, and what is near to them. */
export function focusOn(shown: string, graph: CallGraph): Focus {
  const { functions } = graph;
  const text = stripVTControlCharacters(shown);
  const hits = new Set<number>();
  const places = [...text.matchAll(placePattern)];
  for (const [, file = '', line = ''] of places) {
    for (const index of at(functions, file, Number(line))) hits.add(index);
  }
  const rest = text.replaceAll(placePattern, ' ').replaceAll(/node:[\w/]+/g, ' ');
  for (const [word] of rest.matchAll(wordPattern)) {
    if (word.length < 3 || everydayWords.has(word.toLowerCase())) continue;
    for (const index of named(functions, word)) hits.add(index);
  }
  for (const index of saying(functions, text)) hits.add(index);
  // A failing test: everything that it reaches, not only what is near.
  const tests = [...hits].filter((index) => isTestFile(functions[index]!.module.file));
  const focus = spread(hits, graph, maxSteps);
  for (const [index, nearness] of spread(tests, graph, Infinity)) {
    if (!focus.has(index)) focus.set(index, Math.max(nearness, nearShare ** maxSteps));
  }
  return focus;
}

/** Innermost functions around a line of what the user wrote, or of what runs. */
function at(functions: readonly FunctionRef[], file: string, line: number): number[] {
  const path = file.replaceAll('\\', '/').replace(/^\.?\//, '');
  const best = new Map<string, FunctionRef>();
  for (const ref of functions) {
    const { module, fn } = ref;
    if (!isAround(ref, path, line)) continue;
    const inner = best.get(module.file);
    if (inner === undefined || fn.start >= inner.fn.start) best.set(module.file, ref);
  }
  return [...best.values()].map(({ index }) => index);
}

function isAround({ module, fn }: FunctionRef, path: string, line: number): boolean {
  const { file, original } = module;
  if (isSameFile(original || file, path) && line >= fn.sourceLine && line <= fn.sourceEnd) {
    return true;
  }
  if (original === '' || !isSameFile(file, path)) return false;
  return line >= fn.line && line < fn.line + fn.lines;
}

function isSameFile(file: string, path: string): boolean {
  return file === path || file.endsWith(`/${path}`) || path.endsWith(`/${file}`);
}

function named(functions: readonly FunctionRef[], word: string): number[] {
  const isGlob = word.includes('*');
  const glob = isGlob ? picomatch(word, { bash: true }) : undefined;
  return functions
    .filter(({ module, fn }) => {
      if (glob !== undefined) return glob(fn.name) || glob(module.file);
      const isPath = /[./]/.test(word) && isSameFile(module.file, word.replace(/^\.\//, ''));
      const isFolder = word.includes('/') && module.file.startsWith(word.replace(/\/?$/, '/'));
      return fn.name === word || isPath || isFolder || isNamedSo(fn.name, word);
    })
    .map(({ index }) => index);
}

/** Functions in which a part of the text stands, as that of a message does, or all of it. */
function saying(functions: readonly FunctionRef[], text: string): number[] {
  const sought = text.trim().toLowerCase();
  if (!/\s/.test(sought)) return [];
  return functions
    .filter(({ fn }) =>
      [...fn.texts, ...titlesOf(fn)].some((own) => {
        const lower = own.toLowerCase();
        return sought.includes(lower) || lower.includes(sought);
      }),
    )
    .map(({ index }) => index);
}

/** `adds up` of the test `it('adds up') callback`; of a long title what the name keeps. */
function titlesOf({ name, roles }: FunctionSurvey): string[] {
  const title = roles.includes('test') ? /\('(.*?)…?'\) callback$/.exec(name)?.[1] : undefined;
  return title !== undefined && /\s/.test(title) ? [title] : [];
}

/** `Cart.total` is also found by `total`, where that is a name of some weight. */
function isNamedSo(name: string, word: string): boolean {
  return word.length >= 4 && !word.includes('.') && lastName(name) === word;
}

function spread(
  hits: Iterable<number>,
  { edges, calls, callers }: CallGraph,
  steps: number,
): Focus {
  const focus: Focus = new Map();
  let front = [...new Set(hits)];
  for (const index of front) focus.set(index, 1);
  for (let step = 1; step <= steps && front.length > 0; step++) {
    const next: number[] = [];
    const reach = (index: number): void => {
      if (index < 0 || focus.has(index)) return;
      focus.set(index, nearShare ** step);
      next.push(index);
    };
    for (const index of front) {
      for (const edge of calls[index]!) reach(edges[edge]!.to);
      if (steps < Infinity) for (const edge of callers[index]!) reach(edges[edge]!.from);
    }
    front = next;
  }
  return focus;
}

/** Functions that a diff since a revision touches. Throws ScopeError SCOPE_USAGE without git. */
export function changedSince(revision: string, root: string, graph: CallGraph): Focus {
  const changed = changedLines(revision, root);
  const hits = graph.functions
    .filter(({ module, fn }) => {
      const ranges = changed.get(module.original || module.file) ?? [];
      return ranges.some(([from, to]) => from <= fn.sourceEnd && to >= fn.sourceLine);
    })
    .map(({ index }) => index);
  return spread(hits, graph, 1);
}

type Range = [from: number, to: number];

function changedLines(revision: string, root: string): Map<string, Range[]> {
  if (revision.startsWith('-')) {
    throw new ScopeError('SCOPE_USAGE', `--since: "${revision}" is no revision`);
  }
  let diff: string;
  try {
    diff = execFileSync(
      'git',
      ['diff', '--unified=0', '--relative', '--no-color', revision, '--'],
      {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  } catch (error) {
    const [line = ''] = String((error as { stderr?: unknown }).stderr ?? error).split('\n');
    throw new ScopeError('SCOPE_USAGE', `--since ${revision}: git says: ${line}`, { cause: error });
  }
  return parseDiff(diff);
}

/** Lines of the new text, by file. */
export function parseDiff(diff: string): Map<string, Range[]> {
  const changed = new Map<string, Range[]>();
  let ranges: Range[] = [];
  for (const line of diff.split('\n')) {
    const file = /^\+\+\+ (?:b\/)?(.*)$/.exec(line)?.[1];
    if (file !== undefined) changed.set(file, (ranges = []));
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const from = Number(hunk[1]);
    ranges.push([from, from + Math.max(1, Number(hunk[2] ?? 1)) - 1]);
  }
  return changed;
}
