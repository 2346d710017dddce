/**
 * Random programs behave the same plain and instrumented, and their events keep their discipline.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Level } from '../../lib/plan/plan.js';
import { parse } from '../../lib/plan/parse.js';
import type { TransformOptions } from '../../loader/transform/transform.js';
import { runInstrumented, runPlain } from './differential.js';
import { programOf } from './programs.js';

const runs = Number(process.env['SCOPE_PROGRAMS'] ?? 300);
const mixed: readonly Level[] = ['values', 'off', 'calls'];
const plans: Record<string, TransformOptions['levelOf']> = {
  calls: () => 'calls',
  values: () => 'values',
  mixed: ({ name, line }) => mixed[(line + name.length) % mixed.length] ?? 'off',
};

for (const [plan, levelOf] of Object.entries(plans)) {
  test(`random programs behave the same at ${plan}`, async () => {
    let compared = 0;
    const tapes = fc.uint8Array({ minLength: 20, maxLength: 1500, size: 'max' });
    const property = fc.asyncProperty(tapes, async (tape) => {
      const source = programOf(tape);
      const plain = await runPlain(source);
      if (plain === undefined || !parses(source)) return;
      compared++;
      const instrumented = await runInstrumented(source, levelOf);
      assert.deepEqual(instrumented?.log, plain.log, source);
      assert.deepEqual(instrumented.problems, [], source);
    });
    const seed = Number(process.env['SCOPE_SEED'] ?? 1);
    await fc.assert(property, { numRuns: runs, seed, interruptAfterTimeLimit: 120_000 });
    assert.ok(compared > runs / 2, `only ${compared} of ${runs} programs compile`);
  });
}

/** acorn knows early errors that V8 does not; such a module is left alone. */
function parses(source: string): boolean {
  try {
    parse(source, 'commonjs');
    return true;
  } catch {
    return false;
  }
}
