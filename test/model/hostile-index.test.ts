/** Whatever stands in the files of an index, answers are those of the recording. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from '../properties.js';
import { frame } from '../../lib/model/index/layout.js';
import { stateIndex } from '../../lib/model/index/find-state.js';
import { CallList } from '../../lib/query/call-list.js';
import { Filter } from '../../lib/query/filter.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { manyBlocks, writeStateSteps } from './random-state.js';

const files = ['1.calls', '1.objects', '1.state', '1.values'];

function folderOf(path: string): string {
  return join(path, openRecordingFiles(path).processes[0]!.directory, 'index');
}

/** What is to be seen from the middle of a recording on, through all of its indexes. */
async function answers(path: string): Promise<unknown[]> {
  const recording = openRecordingFiles(path);
  const thread = recording.threads[0]!;
  const index = stateIndex(recording, thread, await recording.sites(0))!;
  const { threads } = index;
  const seen: unknown[] = [threads.facts, [...threads.functionTimes()], threads.signals];
  for (let block = 2; block < threads.blockCount; block += 9) {
    const { state } = index.at(block);
    for (let events = 0; events < 4 && state.step(); events++) {
      const { cursor, running, here } = state;
      const frames = [...running, ...(here === undefined ? [] : [here])];
      const variables = frames.map((of) =>
        state.visible(of).map(({ name, value }) => [name, value]),
      );
      const objects = [1, 2, 3, 4, 5].map((id) => [...(state.objects.get(id)?.entries ?? [])]);
      seen.push([cursor.seq, cursor.kind, cursor.time, variables, objects]);
    }
  }
  const from = threads.at(threads.blockCount >> 1, frame.time);
  for (const { call, site } of await CallList.open(recording, new Filter({ from }, recording))) {
    seen.push([call.id, call.start, call.end, call.self, call.args, call.result, site.fn]);
  }
  return seen;
}

const damages = fc.record({
  name: fc.constantFrom(...files),
  how: fc.constantFrom('flip', 'scatter', 'cut', 'longer', 'other', 'emptied'),
  /** Of all bytes, or of those behind the header. */
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  behind: fc.boolean(),
  bits: fc.integer({ min: 1, max: 255 }),
});

type Damage = typeof damages extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Buffer, { how, place, behind, bits }: Damage, other: Buffer): Buffer {
  const from = behind && bytes.length > 16 ? 16 + bytes.readUInt32LE(8) : 0;
  const last = Math.max(0, bytes.length - 1);
  const at = Math.min(last, from + Math.floor((bytes.length - from) * place));
  if (how === 'cut') return bytes.subarray(0, at);
  if (how === 'longer') return Buffer.concat([bytes, bytes.subarray(at)]);
  if (how === 'other') return other;
  if (how === 'emptied') return Buffer.from(bytes).fill(0, at);
  const flipped = Buffer.from(bytes);
  const step = how === 'flip' ? flipped.length : 41;
  for (let byte = at; byte < flipped.length; byte += step) flipped[byte]! ^= bits;
  return flipped;
}

test('files that were damaged, or are of another recording, change no answer', async () => {
  const cases = fc.tuple(manyBlocks, manyBlocks, fc.array(damages, { minLength: 1, maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(cases, async ([script, otherScript, list]) => {
      const path = writeStateSteps(script);
      const expected = await answers(path);
      const folder = folderOf(path);
      assert.deepEqual(readdirSync(folder).sort(), files);
      const otherPath = writeStateSteps(otherScript);
      await answers(otherPath);
      for (const damage of list) {
        const file = join(folder, damage.name);
        const other = readFileSync(join(folderOf(otherPath), damage.name));
        writeFileSync(file, damaged(readFileSync(file), damage, other));
      }
      assert.deepEqual(await answers(path), expected, 'with damaged files');
      assert.deepEqual(await answers(path), expected, 'with those that were made anew');
    }),
    { numRuns: 40 },
  );
});
