/** A program that shall not tell whether it is recorded. */
import type { Test } from 'tap';
import { calls, node, record, register, type Recorded } from './harness.js';

interface Options {
  nodeArgs?: string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Preload options of the plain run, in the recorded one behind scope's and before it. */
  loaders?: string[];
}

/** Runs `program` plain and recorded; the results must be the same. */
export function same(t: Test, program: string, options: Options = {}): Recorded {
  const { nodeArgs = [], loaders = [], ...rest } = options;
  const plain = node([...nodeArgs, ...loaders, program], rest);
  const recorded = record(program, { ...options, preloads: ['--import', register, ...loaders] });
  t.equal(recorded.stdout, plain.stdout, recorded.stderr);
  t.equal(recorded.status, plain.status);
  t.not(plain.stdout, '', plain.stderr);
  return recorded;
}

export function recordedNames(run: Recorded): string[] {
  return [...new Set(calls(run.recording).map(({ fn }) => fn))].sort();
}
