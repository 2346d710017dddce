/** Messages of WebSockets lead from one process to the call in the other that sent them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { signalsOf } from '../../lib/model/signals.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { calls, lines, node, record, root, scope, type Call } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/web-sockets.mjs');
const kinds = typeof WebSocket === 'function' ? ['ws', 'undici'] : ['ws'];
const connections = kinds.length * 4;
const count = 20;

let recording: string;
let all: Call[];

interface RuntimeEvent {
  event?: string;
  values: unknown[];
}

before(() => {
  const run = record(program);
  const { status, stdout, stderr } = node([program]);
  assert.deepEqual(
    { status: run.status, stdout: run.stdout, stderr: run.stderr },
    { status, stdout, stderr },
  );
  assert.equal(stdout, `${String(connections * count)} true\n`);
  ({ recording } = run);
  all = calls(recording);
});

function seqOf({ id }: Call): number {
  return Number(id.split(':')[1]);
}

/** `ws 4711 1 server 7`: what a call of `post` sent. */
function sentBy(thread: number, seq: number): string {
  const call = all.find((one) => one.thread === thread && seqOf(one) === seq);
  return call?.fn === 'post' ? String(call.returned) : (call?.fn ?? '');
}

test('equal messages that cross lead to the calls that sent them', () => {
  const opened = openRecordingFiles(recording);
  const pairs = opened.threads.flatMap((thread) =>
    signalsOf(opened)
      .received(thread)
      .filter(({ link }) => link.kind === 'message' && link.text.includes('by WebSocket'))
      .map(({ link, runSeq, seq }) => {
        const sent = sentBy(link.thread.number, link.signal.callSeq);
        return { sent, thread: thread.number, runSeq, seq };
      }),
  );
  const got = all
    .filter(({ fn }) => fn === 'got' || fn === 'later')
    .sort((a, b) => seqOf(a) - seqOf(b));
  const wrong = pairs.filter(({ sent, thread, seq }) => {
    const next = pairs.find((pair) => pair.thread === thread && pair.seq > seq)?.seq ?? Infinity;
    const handled = got.find(
      (call) => call.thread === thread && seqOf(call) > seq && seqOf(call) < next,
    );
    if (sent === 'introduce') return handled !== undefined && handled.fn === 'later';
    const [name, n] = handled?.args ?? [];
    const [kind, port, number, side, sentNumber] = sent.split(' ');
    const other = side === 'client' ? '' : ' client';
    return `${kind} ${port} ${number}${other} ${sentNumber}` !== `${String(name)} ${String(n)}`;
  });
  assert.deepEqual(wrong, []);
  assert.equal(pairs.length, connections * (2 * count + 1));
});

test('openings and closings are recorded at both ends, with code and reason', () => {
  const events = lines<RuntimeEvent>(scope('events', '--json', recording).stdout);
  const opened = events.filter(({ event }) => event === 'webSocketOpened');
  const sides = opened.map(({ values: [, local, remote, side] }) =>
    side === 'client' ? `${String(remote)} ${String(local)}` : `${String(local)} ${String(remote)}`,
  );
  assert.equal(opened.length, 2 * connections);
  assert.equal(new Set(sides).size, connections);
  const closed = events.filter(({ event }) => event === 'webSocketClosed');
  assert.equal(closed.length, 2 * connections);
  for (const { values } of closed) assert.deepEqual(values.slice(1), [1000, 'done']);
});

test('all messages that led to a call are told across the connection', () => {
  const call = all.filter(({ fn, args }) => fn === 'later' && args?.[1] === 7)[0]!;
  const { stdout } = scope('why', recording, '--call', call.id, '--messages');
  assert.match(stdout, /message 8 by WebSocket to port \d+, sent by post\(.*n: 7\)/);
  assert.equal(stdout.match(/by WebSocket/g)?.length, 1);
  const { stdout: graph } = scope('dag', 'process', recording, '--limit', '20000');
  assert.match(graph, /message 8 by WebSocket/);
});

test('a request to upgrade leads from server to client, and its answer back', () => {
  const connection = all.find(({ fn }) => fn === 'onConnection')!;
  const { stdout } = scope('why', recording, '--call', connection.id, '--messages');
  // Node 20 tells of a request when it is sent, in a callback of its own.
  const isEarly = Number.parseInt(process.versions.node) > 20;
  assert.match(stdout, isEarly ? /GET \/, requested by talk/ : /GET \/, requested by/);
  const clients = new Map(
    all.filter(({ fn, args }) => fn === 'onOpen' && args).map((call) => [call.thread, call]),
  );
  assert.equal(clients.size, kinds.length);
  for (const { id } of clients.values()) {
    const answer = scope('why', recording, '--call', id, '--messages').stdout;
    assert.equal(answer.match(/response 101/g)?.length, 1, answer);
  }
});
