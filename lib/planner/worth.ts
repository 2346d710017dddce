/**
 * How much there is to learn from recording a function, and why, in a few words. More where faults
 * live (branches, size, shared state, awaits, error paths, risks) and where the program meets the
 * world (routes, consumers, commands); less for what is trivial, and for tests.
 */
import { isTestFile } from './survey/roles.js';
import type { FunctionRef, FunctionSurvey, Role } from './survey/types.js';

export interface Worth {
  /** About 1 for a small function, 10 for one that everything speaks for. */
  score: number;
  /** The strongest reasons first. */
  because: string[];
}

const roleFactors: Partial<Record<Role, number>> = {
  route: 1.8,
  middleware: 1.5,
  'queue consumer': 1.7,
  worker: 1.4,
  command: 1.4,
  reducer: 1.5,
  store: 1.3,
  model: 1.3,
  'event listener': 1.3,
  'http server': 1.2,
};
const riskFactor = 1.25;
const testFactor = 0.3;
const trivialNodes = 8;

export function worthOf({ module, fn, risks }: FunctionRef): Worth {
  const reasons: { factor: number; text: string }[] = [];
  const add = (factor: number, text: string): void => {
    reasons.push({ factor, text });
  };
  for (const role of fn.roles) {
    const factor = roleFactors[role];
    if (factor !== undefined)
      add(factor, role === 'route' ? 'handles requests' : `is ${article(role)} ${role}`);
  }
  for (const risk of risks) add(riskFactor, `risk: ${risk}`);
  if (fn.awaits > 0) add(1.2, plural(fn.awaits, 'await'));
  if (fn.state.length > 0) add(1.2, `changes ${fn.state.slice(0, 2).join(' and ')}`);
  if (fn.throws > 0) add(1.2, 'throws');
  if (fn.catches > 0) add(1.2, 'handles errors');
  if (fn.io > 0) add(1.15, 'does I/O');
  if (fn.isExported) add(1.15, 'is public');
  const complexity = 1 + 0.5 * Math.log(1 + fn.cognitive) + 0.35 * Math.log(1 + fn.nodes / 20);
  if (fn.cyclomatic >= 4) add(complexity, plural(fn.cyclomatic - 1, 'branch', 'branches'));
  else reasons.push({ factor: complexity, text: '' });
  if (isTrivial(fn)) add(0.4, 'is trivial');
  if (fn.roles.includes('test') || isTestFile(module.file)) add(testFactor, 'is test code');

  const score = reasons.reduce((product, { factor }) => product * factor, 1);
  const because = reasons
    .filter(({ text }) => text !== '')
    .sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)))
    .map(({ text }) => text);
  return { score, because };
}

function isTrivial(fn: FunctionSurvey): boolean {
  return (
    fn.nodes <= trivialNodes && fn.cyclomatic === 1 && fn.throws === 0 && fn.state.length === 0
  );
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
