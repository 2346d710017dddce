/** Checks many random programs with fast-check, which shrinks one that behaves differently. */
import fc from 'fast-check';
import { Comparison } from './compare.js';
import { programOf } from './program.js';

export interface Campaign {
  programs: number;
  seed: number;
  /** Called after each program. */
  onProgram?: () => void;
}

export interface Result {
  /** Programs that compile and were compared. */
  compared: number;
  /** The shrunk program and how it differs. */
  failure: string | undefined;
}

export async function checkPrograms({ programs, seed, onProgram }: Campaign): Promise<Result> {
  const comparison = new Comparison();
  const tapes = fc.uint8Array({ minLength: 20, maxLength: 300, size: 'max' });
  const property = fc.asyncProperty(tapes, async (tape) => {
    await comparison.check(programOf(tape));
    onProgram?.();
  });
  const details = await fc.check(property, { numRuns: programs, seed });
  const { compared } = comparison;
  if (!details.failed) return { compared, failure: undefined };
  const [tape = []] = details.counterexample ?? [];
  const error = details.errorInstance as Error;
  const failure = `seed ${seed}, path ${details.counterexamplePath ?? ''}, ${error.message}\n${programOf(tape)}`;
  return { compared, failure };
}
