/** Every message that was received leads to the call that sent it, and to no other. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { signalsOf } from '../../lib/model/signals.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { calls, record, root, type Call } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/messages.mjs');
const count = 40;
const directions = [
  'given.a given.b',
  'swapped0.a swapped0.b',
  'swapped1.a swapped1.b',
  'visitor.a visitor.b',
  'polled.a polled.b',
  'worker1.inside worker1.outside',
  'worker2.inside worker2.outside',
  'process.child process.parent',
];

/** `got` with the call of `post` that its message came from: `given.b 7 <- given.a 7`. */
function pairs(recording: string): string[] {
  const all = calls(recording);
  const gots = all.filter(({ fn }) => fn === 'got').sort((a, b) => seqOf(a) - seqOf(b));
  const byId = new Map(all.map((call) => [call.id, call]));
  const opened = openRecordingFiles(recording);
  return opened.threads.flatMap((thread) =>
    signalsOf(opened)
      .received(thread)
      .filter(({ link }) => link.kind === 'message')
      .flatMap(({ link, seq }, index, list) => {
        const until = list[index + 1]?.seq ?? Infinity;
        const got = gots.find(
          (call) => call.thread === thread.number && seqOf(call) > seq && seqOf(call) < until,
        );
        if (got === undefined) return []; // a message that is none of the counted ones
        const inner = byId.get(`${String(link.thread.number)}:${String(link.signal.callSeq)}`);
        const sender = inner?.fn === 'post' ? inner : byId.get(inner?.parent ?? '');
        const sent = sender?.fn === 'post' ? sender.args!.slice(1) : [sender?.fn];
        return [`${got.args!.join(' ')} <- ${sent.join(' ')}`];
      }),
  );
}

function seqOf({ id }: Call): number {
  return Number(id.split(':')[1]);
}

test('equal messages that cross between threads and processes lead to their senders', () => {
  const { recording, status, stdout, stderr } = record(program);
  assert.deepEqual(
    { status, stdout, stderr },
    { status: 0, stdout: '1 true true 8\n', stderr: '' },
  );
  const expected = directions
    .flatMap((names) => {
      const [one, other] = names.split(' ') as [string, string];
      return [`${one} ? <- ${other} ?`, `${other} ? <- ${one} ?`];
    })
    .flatMap((pair) =>
      Array.from({ length: count }, (_, index) => pair.replaceAll('?', String(index + 1))),
    );
  assert.deepEqual(pairs(recording).sort(), expected.sort());
});
