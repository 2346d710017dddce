/** What a process says of itself is in its recording, and who was running then. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { calls, lines, record, root, scope } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/diagnostics.mjs');
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

interface RuntimeEvent {
  kind: string;
  seq: number;
  thread: number;
  event: string;
  values: unknown[];
}

let recording: string;
let all: RuntimeEvent[];

/** Values of the events of one type; of one thread where it is given. */
function values(event: string, thread?: number): unknown[][] {
  const found = all.filter((e) => e.event === event && (thread ?? e.thread) === e.thread);
  return found.map((e) => e.values);
}

before(() => {
  const run = record(program);
  const printed = `hello 1 { password: 'hunter2hunter2' }\n${traceparent} none ${traceparent}\n`;
  assert.deepEqual({ status: run.status, stdout: run.stdout }, { status: 0, stdout: printed });
  assert.match(run.stderr, /^to stderr\n\(node:\d+\) CarefulWarning: careful\n.*\n$/);
  ({ recording } = run);
  const events = lines<RuntimeEvent>(scope('events', '--json', recording).stdout);
  all = events.filter(({ kind }) => kind === 'runtime');
});

test('output is recorded with its arguments, redacted', () => {
  const [hello, error] = values('printed', 1);
  assert.deepEqual(hello!.slice(0, 3), ['log', 'hello', 1]);
  assert.deepEqual(error, ['error', 'to stderr']);
  assert.match(JSON.stringify(hello), /redacted/);
  assert.doesNotMatch(JSON.stringify(all), /hunter2/);
});

test('warnings, exit codes and the exits of children are recorded', () => {
  assert.deepEqual(values('warning', 1), [['CarefulWarning', 'careful']]);
  assert.deepEqual(values('exit', 1), [[0]]);
  const children = values('childExited').map((child) => child.slice(1));
  assert.deepEqual(children.map(String).sort(), [',SIGTERM', '0,', '0,SIGKILL', '1,']);
  const commands = values('childNamed').map((child) => JSON.stringify(child[3]));
  assert.equal(commands.filter((command) => command.includes('process.kill')).length, 1);
  assert.equal(commands.filter((command) => command.includes('waits')).length, 1);
  assert.equal(values('childStarted').length, 5);
});

test('a rejection that nobody handles leads to where its promise was made', () => {
  const rejection = all.find(({ event }) => event === 'unhandledRejection')!;
  assert.match(JSON.stringify(rejection.values), /nobody handles this/);
  const onRejection = calls(recording, '--fn', 'onRejection')[0]!;
  assert.match(scope('why', recording, '--call', onRejection.id).stdout, /scheduled by makeReject/);
});

test('an error that nobody catches is recorded, with its process and code', () => {
  const thrown = all.find(({ event }) => event === 'uncaughtException')!;
  assert.match(JSON.stringify(thrown.values), /nobody catches this.*"uncaughtException"/);
  assert.notEqual(thrown.thread, 1);
  assert.deepEqual(values('exit', thrown.thread), [[1]]);
});

test('timers are recorded with their delay', () => {
  const thrower = all.filter(
    ({ event, values: [, type] }) => event === 'taskInit' && type === 'Timeout',
  );
  assert.ok(thrower.some(({ values: [, , delay] }) => delay === 7));
});

test('a traceparent of the program is recorded at both ends, and none is added', () => {
  const sent = values('requestSent', 1).map((request) => request[4] ?? null);
  const received = values('requestReceived', 1).map((request) => request[5] ?? null);
  const isNone = (value: unknown): boolean => value !== traceparent;
  assert.deepEqual(sent.map(isNone), [false, true, false]);
  assert.deepEqual(received.map(isNone), [false, true, false]);
});

test('what runs at the exit belongs to no continuation that ran before', () => {
  const onExit = calls(recording, '--fn', 'onExit')[0]! as { scheduledBy?: string | null };
  assert.equal(onExit.scheduledBy ?? null, null);
  const id = calls(recording, '--fn', 'atExit')[0]!.id;
  const { stdout } = scope('why', recording, '--call', id);
  assert.match(stdout, /^atExit\(code: 0\).*\ncalled by onExit\(code: 0\)[^\n]*\n$/);
});
