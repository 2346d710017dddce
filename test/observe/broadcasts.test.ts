/** Every message of a BroadcastChannel leads to the call that sent it, also where senders cross. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { signalsOf } from '../../lib/model/signals.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { calls, node, record, root, type Call } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/broadcasts.mjs');
const threads = 4;
const count = 50;

interface Pair {
  receiver: unknown;
  got: unknown[];
  sent: unknown[] | undefined;
}

/** Each call of `got` with the call of `post` that its message came from. */
function pairs(recording: string): Pair[] {
  const all = calls(recording);
  const byId = new Map(all.map((call) => [call.id, call]));
  const opened = openRecordingFiles(recording);
  return opened.threads.flatMap((thread) => {
    const received = signalsOf(opened).received(thread);
    const links = received.filter(({ link }) => link.kind === 'message');
    const gots = all.filter(({ fn, thread: number }) => fn === 'got' && number === thread.number);
    return gots.map((got) => {
      const before = links.findLast(({ seq }) => seq < seqOf(got));
      const { link } = before!;
      const sender = byId.get(`${String(link.thread.number)}:${String(link.signal.callSeq)}`);
      const [receiver, ...args] = got.args!;
      return {
        receiver,
        got: args,
        sent: sender?.fn === 'post' ? sender.args!.slice(1) : undefined,
      };
    });
  });
}

function seqOf({ id }: Call): number {
  return Number(id.split(':')[1]);
}

test('messages of several senders that cross on one channel lead to their senders', () => {
  const { recording, status, stdout, stderr } = record(program);
  assert.deepEqual({ status, stdout, stderr, signal: null }, node([program]));
  const found = pairs(recording);
  const own = count * threads + threads - 1;
  assert.equal(found.length, threads * ((threads - 1) * count + threads + own));
  assert.deepEqual(
    found.filter(({ got, sent }) => String(got) !== String(sent)),
    [],
  );
});
