/** `scope at`, `history`, `why --value`, `step` and `lines` on programs that have a bug. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cleanEnv, cli, lines, record, root, scope } from '../whole/harness.js';

function recordBug(name: string): string {
  const program = join(root, 'test/demo/bugs', `${name}.mjs`);
  const { recording, stderr } = record(program, { env: { SCOPE_LEVEL: 'state' } });
  assert.equal(stderr, '');
  return recording;
}

interface JsonReason {
  kind: string;
  name: string;
  fn: string;
  inferred: string;
  value?: unknown;
  causes: JsonReason[];
}

/** The way from the effect to its first cause that a test finds, as `kind name` from the top. */
function wayTo(reason: JsonReason, name: string): string[] | undefined {
  const here = `${reason.kind} ${reason.name}`;
  if (reason.name === name) return [here];
  for (const cause of reason.causes) {
    const below = wayTo(cause, name);
    if (below !== undefined) return [here, ...below];
  }
  return undefined;
}

test('a wrong value is followed through a message into the worker that made it', () => {
  const recording = recordBug('worker');
  const { stdout, status } = scope('why', recording, '--value', 'total == NaN', '--json');
  assert.equal(status, 0);
  const { effect } = JSON.parse(stdout) as { effect: JsonReason };
  assert.deepEqual(wayTo(effect, 'text'), [
    'variable total',
    'argument price.cents',
    'message message 1 from worker 1',
    'result prices[2].cents',
    'variable cents',
    'variable text',
  ]);
  const line = scope('why', recording, '--value', 'line == cherry', '--json');
  const argument = (JSON.parse(line.stdout) as { effect: JsonReason }).effect;
  assert.deepEqual([argument.name, argument.value, argument.fn], ['line', 'cherry', 'parseLine']);
});

test('a wrong result is followed from the call that returned it, without a name to ask for', () => {
  const recording = recordBug('worker');
  const found = scope('search', recording, 'fn == parseLine && arg.line == cherry', '--json');
  const { id } = JSON.parse(found.stdout) as { id: string };
  const { stdout, status } = scope('why', recording, '--call', id, '--result', '--json');
  assert.equal(status, 0);
  const { effect } = JSON.parse(stdout) as { effect: JsonReason };
  assert.deepEqual(wayTo(effect, 'text'), ['result parseLine', 'variable cents', 'variable text']);
});

test('what a listener got is followed through the emitter to what was emitted', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'scope-emit-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'door.mjs');
  writeFileSync(
    program,
    `import { EventEmitter } from 'node:events';
const door = new EventEmitter();
door.on('close', (code) => console.log(code));
class Room {
  shut(clean) {
    const status = clean ? 1000 : 1006;
    door.emit('open', 1, 2);
    door.emit('close', status);
  }
}
new Room().shut(false);
`,
  );
  const { recording } = record(program, { env: { SCOPE_LEVEL: 'state' } });
  const { stdout } = scope('why', recording, '--value', 'code == 1006', '--json');
  const { effect } = JSON.parse(stdout) as { effect: JsonReason };
  assert.deepEqual(wayTo(effect, 'clean'), ['argument code', 'variable status', 'argument clean']);
  const status = effect.causes.find(({ name }) => name === 'status');
  assert.equal(status?.inferred, "the caller emits 'close'");
});

test('every version of a property, and who wrote it', () => {
  const recording = recordBug('race');
  const { stdout } = scope('at', recording, '--line', 'race.mjs:12#2', '--json');
  const { threads } = JSON.parse(stdout) as {
    threads: { frames: { fn: string; locals: { name: string; value: { id: string } }[] }[] }[];
  };
  const [frame] = threads[0]!.frames;
  assert.equal(frame?.fn, 'withdraw');
  const account = frame.locals.find(({ name }) => name === 'account');
  const versions = lines<{ name: string; value: number; line: number }>(
    scope('history', recording, `${account!.value.id}.balance`, '--json').stdout,
  );
  assert.deepEqual(
    versions.map(({ value }) => value),
    [100, 20, 20],
  );
  const last = scope('history', recording, 'before', '--last-write-before', '1h');
  assert.equal(last.status, 2, 'an hour is no unit of time');
});

test('a session of steps goes forwards and backwards', () => {
  const recording = recordBug('worker');
  const input = 'c total == NaN\nW total\no\nq\n';
  const { stdout, status } = spawnSync(
    process.execPath,
    [cli, 'step', recording, '--line', 'worker.mjs:19'],
    { env: cleanEnv(), input, encoding: 'utf8' },
  );
  assert.equal(status, 0);
  const heads = stdout.split('\n').filter((line) => /^1:\d+ {2}/.test(line));
  assert.deepEqual(
    heads.map((head) => /^\S+ {2}(\w+ \w+)/.exec(head)?.[1]),
    ['write total', 'write total', 'write total', 'leave addUp'],
  );
  assert.match(stdout, /total += NaN/);
  assert.match(stdout, /▶ +21 /);
});

test('lines that ran are counted', () => {
  const recording = recordBug('worker');
  const { stdout } = scope('lines', recording, '--file', 'worker.mjs');
  assert.match(stdout, /^ +4 {2} {4}total \+= price\.cents;$/m);
});

for (const [options, sentence] of [
  [['at'], 'give one of --event ID'],
  [['at', '--line', 'nowhere.js:1'], 'holds nothing that was recorded'],
  [['at', '--event', '1:99999999'], 'has no event'],
  [['history', 'no such thing'], 'expected an object'],
  [['why', '--value', 'nobody'], 'no write of it was recorded'],
  [['why', '--call', '1:99999999', '--result'], '1:99999999 has no end'],
  [['why', '--event', '1:1', '--result'], '--result goes with --call ID'],
] as const) {
  test(`scope ${options.join(' ')} is wrong usage, said in one line`, () => {
    const recording = (recorded ??= recordBug('shared'));
    const [command, ...rest] = options;
    const { status, stderr } = scope(command, recording, ...rest);
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`^scope: .*${sentence}.*\n$`));
  });
}

let recorded: string | undefined;
