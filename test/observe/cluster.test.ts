/** The processes of a cluster join in one recording, and what travels between them is linked. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { signalsOf } from '../../lib/model/signals.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { calls, record, root, type Call } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/cluster.mjs');
const count = 30;

test('requests to processes of a cluster lead to their clients, messages to their servers', () => {
  const { recording: path, status, stdout } = record(program, { args: [String(count)] });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: `true ${String(count)}\n` });
  const recording = openRecordingFiles(path);
  const mains = recording.threads.filter(({ name }) => name === 'main');
  assert.equal(mains.length, 3);

  const all = calls(path);
  const served = all.filter(({ fn }) => fn === 'answer');
  assert.deepEqual(new Set(served.map(({ thread }) => thread)).size, 2);
  assert.equal(served.length, count);

  const senders = new Map<string, Set<number>>();
  for (const thread of recording.threads) {
    for (const { link, seq } of signalsOf(recording).received(thread)) {
      const threads = senders.get(link.kind) ?? new Set();
      senders.set(link.kind, threads.add(link.thread.number));
      if (link.kind !== 'request') continue;
      const own = served.filter((call) => call.thread === thread.number && seqOf(call) > seq);
      const next = own.sort((one, other) => seqOf(one) - seqOf(other))[0];
      assert.equal(link.signal.values[3], next?.args?.[0]); // path sent, path answered
    }
  }
  const primary = mains[0]!.number;
  assert.deepEqual(senders.get('request'), new Set([primary]));
  assert.deepEqual(senders.get('message'), new Set(mains.map(({ number }) => number)));
  for (const thread of mains.slice(1)) {
    assert.equal(signalsOf(recording).start(thread)?.thread.number, primary);
  }
});

function seqOf({ id }: Call): number {
  return Number(id.split(':')[1]);
}
