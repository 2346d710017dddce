/** What two runs have in common is passed over: the same is found as by aligning all calls. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { commonPrefix } from '../../lib/query/common-prefix.js';
import { diffRecordings, type Diff, type DiffSide } from '../../lib/query/diff.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { steps, writeSteps, type Step } from '../model/random-thread.js';

interface Change {
  at: number;
  value: number;
  how: 'value' | 'gone' | 'site' | 'none';
  cuts: boolean[];
  collects: boolean[];
}

const change = fc.record({
  at: fc.nat(60),
  value: fc.integer({ min: 6, max: 9 }),
  how: fc.constantFrom('value', 'gone', 'site', 'none'),
  cuts: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
  collects: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
}) as fc.Arbitrary<Change>;

/** Another run: cut elsewhere, garbage collected elsewhere, and perhaps one step of it differs. */
function changed(script: readonly Step[], { at, value, how, cuts, collects }: Change): Step[] {
  const place = at % script.length;
  const other = script.map((step, index): Step => {
    const again = { ...step, cut: cuts[index]!, collects: collects[index]! };
    if (index !== place) return again;
    if (how === 'value') return { ...again, value };
    return how === 'site' ? { ...again, site: (step.site % 4) + 1 } : again;
  });
  // A new generation is no event, and leaves the numbers of the steps behind it as they are.
  if (how === 'gone') other[place] = { ...other[place]!, letter: 'g' };
  return other;
}

function told({ divergence, isUnbounded }: Diff): unknown {
  const side = (of: DiffSide | undefined): unknown => of && [of.seq, of.at];
  return [divergence?.what, side(divergence?.a), side(divergence?.b), isUnbounded];
}

test('with and without passing over what is common, the same difference is found', async () => {
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(steps, change, fc.boolean(), async (all, other, values) => {
      const script = all.filter(({ letter }) => letter !== 'x');
      if (script.length === 0) return;
      const paths = [writeSteps(script), writeSteps(changed(script, other))] as const;
      const open = (): [Recording, Recording] => [
        openRecordingFiles(paths[0]),
        openRecordingFiles(paths[1]),
      ];
      const aligned = await diffRecordings(...open(), { values, minBlocks: Infinity });
      const found = await diffRecordings(...open(), { values, minBlocks: 1 });
      assert.deepEqual(told(found), told(aligned));
      if (aligned.divergence === undefined) assert.equal(found.equalCalls, aligned.equalCalls);
      const [a, b] = open().map((recording) => ({ recording, thread: recording.threads[0]! }));
      if ((await commonPrefix(a!, b!)) !== undefined) passed++;
    }),
    { numRuns: 100 },
  );
  assert.ok(passed > 30, `${String(passed)} pairs had a beginning in common`);
});
