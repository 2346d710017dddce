/** What led to a call, across awaits, threads and HTTP; every pair of ends is the right one. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { callsBySeq } from '../../lib/query/call-by-id.js';
import { causesOf, type Cause } from '../../lib/query/causes.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { calls, record, root, scope, type Call } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/shop.mjs');
const clients = 60;
let path: string;
let recording: Recording;
let finishes: Call[];

before(() => {
  const run = record(program, { args: [String(clients)] });
  const prices = Array.from({ length: clients }, (_, index) => (index + 1) * (index + 2));
  assert.deepEqual(
    { status: run.status, stdout: run.stdout },
    { status: 0, stdout: `${prices.join()}\n` },
  );
  path = run.recording;
  recording = openRecordingFiles(path);
  finishes = calls(path, '--fn', 'finish');
});

/** `message onJob 7`: the kind of a link, the sending function, and the number it worked on. */
async function describe(cause: Cause): Promise<string> {
  // Node sends a request when it has a connection, in a callback that leads back to the client.
  const sender = cause.calls.length > 0 ? cause : cause.causes[0];
  if (sender !== undefined && sender !== cause) return describe({ ...sender, kind: cause.kind });
  const seqs = new Set(cause.calls.map(({ seq }) => seq));
  const found = await callsBySeq(recording, cause.thread, seqs);
  for (const { seq } of cause.calls) {
    const { call, site } = found.get(seq)!;
    if (!['onJob', 'compute', 'client'].includes(site.fn)) continue;
    const [first, second] = call.args ?? [];
    return `${cause.kind} ${site.fn} ${JSON.stringify(site.fn === 'onJob' ? second : first)}`;
  }
  return cause.kind;
}

test('the messages and the request that led to a call are its own, under load', async () => {
  assert.equal(finishes.length, clients);
  for (const finish of finishes) {
    const query = finish.args![1] as number;
    const [threadNumber, seq] = finish.id.split(':').map(Number) as [number, number];
    const thread = recording.threads.find(({ number }) => number === threadNumber)!;
    const { messages } = causesOf(recording, thread, seq);
    const texts = await Promise.all(messages.map(describe));
    // The first jobs wait for the start of the worker, which is a cause of theirs, too.
    const links = texts.filter((text) => text !== 'thread').sort();
    const expected = [
      `message compute ${String(query)}`,
      `message onJob ${String(query)}`,
      `request client ${String(query)}`,
    ];
    assert.deepEqual([...new Set(links)], expected);
  }
});

test('scope why prints the way from the effect back to the first cause', () => {
  const { id } = finishes[4]!;
  const query = String(finishes[4]!.args![1]);
  const { stdout, status } = scope('why', path, '--call', id);
  assert.equal(status, 0);
  const steps = [
    `^finish\\(.*${id}$`,
    'awaited since price',
    `GET /${query}, requested by client\\(i: ${query}\\)`,
    'message \\d+ from worker \\d+, sent by onJob',
    'message \\d+ to worker \\d+, sent by .*\n.*called by compute',
  ];
  for (const step of steps) assert.match(stdout, new RegExp(step, 'm'));
});

test('a worker leads back to the call that started it', () => {
  const inWorker = calls(path, '--fn', 'setUp').find((call) => call.returned === 'worker')!;
  const { stdout } = scope('why', path, '--json', '--call', inWorker.id);
  const { messages } = JSON.parse(stdout) as { messages: { kind: string; text: string }[] };
  assert.deepEqual(
    messages.map(({ kind }) => kind),
    ['thread'],
  );
});

for (const [options, sentence] of [
  [[], 'give --call ID, --event ID or --value SUBJECT'],
  [['--call', 'x'], 'Expected thread:number'],
  [['--call', '9:1'], 'the recording has no thread 9'],
  [['--call', '1:0'], '1:0 is no call'],
] as const) {
  test(`scope why ${options.join(' ')} is wrong usage, said in one line`, () => {
    const { status, stderr, stdout } = scope('why', path, ...options);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    assert.match(stderr, new RegExp(`^scope: .*${sentence}.*\n$`));
  });
}
