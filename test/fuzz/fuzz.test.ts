/**
 * A small run of the fuzzer, and the real inspector over a sample of what it makes. The large one:
 * `npm run fuzz -- --iterations 100000`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scope } from '../cli/run-scope.js';
import { campaign } from './campaign.js';

const iterations = 600;
const seed = 1;
const inspectedEvery = 100;
const commands = ['info', 'events', 'calls', 'tree', 'verify'];

/** What scripts and terminals may rely on, whatever the recording says. */
function inspect(folder: string, iteration: number): void {
  const command = commands[(iteration / inspectedEvery) % commands.length]!;
  for (const options of [[], ['--json']]) {
    const { code, stdout, stderr } = scope([command, folder, ...options]);
    const what = `${command} ${options.join(' ')} at iteration ${String(iteration)}: ${stderr}`;
    assert.ok(code === 0 || code === 1 || code === 3, what);
    assert.ok(code !== 1 || command === 'verify' || stderr !== '', what);
    assert.match(stderr, /^(scope: [^\n]*\n)?$/, what);
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/, what);
    if (options.length === 0) continue;
    for (const line of stdout.split('\n').filter((text) => text !== '')) JSON.parse(line);
  }
}

test('damaged and forged recordings: nothing invented, nothing lost in silence', async () => {
  const failures = await campaign({
    iterations,
    seed,
    onRecording(folder, iteration) {
      if (iteration % inspectedEvery === 0) inspect(folder, iteration);
    },
  });
  const first = failures[0];
  const where = `seed ${String(first?.seed)}, ${String(first?.did)}: ${String(first?.error)}`;
  assert.equal(failures.length, 0, where);
});
