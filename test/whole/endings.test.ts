/** However a program ends, its recording can be read and nothing is missing without a word. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { calls, info, node, record, scope, startRecorded } from './harness.js';

function statuses(recording: string): { verify: number | null; state: string; lost: number } {
  const { state, lost } = info(recording);
  return { verify: scope('verify', recording).status, state, lost };
}

const clean = { verify: 0, state: 'complete', lost: 0 };

void t.test('process.exit inside a callback', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      function last() { process.exit(7); }
      function work(n) { return n + 1; }
      for (let i = 0; i < 50000; i++) work(i);
      setTimeout(last, 5);
    `,
  });
  const recorded = record(join(folder, 'main.mjs'));
  t.equal(recorded.status, 7);
  t.same(statuses(recorded.recording), clean);
  const last = calls(recorded.recording, '--fn', 'last');
  t.equal(last.length, 1);
  t.equal(last[0]?.duration ?? null, null, 'the call that never returned is open');
  t.equal(calls(recorded.recording, '--fn', 'work').length, 50000);
  t.end();
});

void t.test('an uncaught exception', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      function inner(n) { if (n === 3) throw new TypeError('three'); return n; }
      function outer() { for (let i = 0; i < 9; i++) inner(i); }
      outer();
    `,
  });
  const main = join(folder, 'main.mjs');
  const recorded = record(main);
  t.equal(recorded.status, node([main]).status);
  t.match(recorded.stderr, /TypeError: three/);
  t.same(statuses(recorded.recording), clean);
  const threw = calls(recorded.recording, '--threw');
  t.same(threw.map(({ fn }) => fn).sort(), ['inner', 'outer']);
  t.match(JSON.stringify(threw[0]?.threw), /three/);
  t.end();
});

void t.test('an unhandled rejection', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      async function fails() { await null; throw new Error('late'); }
      fails();
    `,
  });
  const recorded = record(join(folder, 'main.mjs'));
  t.equal(recorded.status, 1);
  t.same(statuses(recorded.recording), clean);
  t.equal(calls(recorded.recording, '--threw').length, 1);
  t.end();
});

const counting = `
  function step(n) { return n + 1; }
  let n = 0;
  function round() { for (let i = 0; i < 20000; i++) n = step(n); process.send?.(n); }
  setInterval(round, 1);
`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  void t.test(`${signal} from outside closes the recording and ends the program`, async (t) => {
    const folder = t.testdir({ 'main.mjs': counting });
    const { child, recording } = startRecorded(join(folder, 'main.mjs'));
    await once(child, 'message');
    child.kill(signal);
    const [code, ended] = (await once(child, 'exit')) as [number | null, string | null];
    t.equal(code, null);
    t.equal(ended, signal, 'dies of the signal as without scope');
    t.same(statuses(recording), clean);
  });
}

void t.test(
  'a signal that comes while the program waits for the drain is no less clean',
  async (t) => {
    const folder = t.testdir({ 'main.mjs': counting });
    for (let round = 0; round < 10; round++) {
      const { child, recording } = startRecorded(join(folder, 'main.mjs'));
      await once(child, 'message');
      await sleep(20 * round); // deeper into a full ring
      child.kill('SIGTERM');
      await once(child, 'exit');
      t.same(statuses(recording), clean);
    }
  },
);

void t.test('SIGKILL from outside in mid-loop leaves all but the last record', async (t) => {
  const folder = t.testdir({
    'main.mjs': `
      function step(n) { return n + 1; }
      let n = 0;
      process.send('go');
      setTimeout(() => { for (;;) n = step(n); }, 10);
    `,
  });
  const { child, recording } = startRecorded(join(folder, 'main.mjs'));
  await once(child, 'message');
  const many = 100_000;
  while (info(recording).events < many) await sleep(100);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { state, lost, events } = info(recording);
  t.equal(state, 'died');
  t.equal(lost, 0);
  t.ok(events > many, `${String(events)} events`);
  t.equal(scope('verify', recording).status, 0);
  const tail = calls(recording, '--fn', 'step', '--limit', '5');
  t.equal(tail.length, 5);
});

void t.test('a live recording can be read 100 ms after the program fell idle', async (t) => {
  const folder = t.testdir({
    'main.mjs': `
      function work(n) { return n * 2; }
      for (let i = 0; i < 100; i++) work(i);
      process.send('idle');
      setInterval(() => {}, 1000);
    `,
  });
  const { child, recording } = startRecorded(join(folder, 'main.mjs'));
  await once(child, 'message');
  await sleep(150);
  t.equal(info(recording).state, 'running');
  t.equal(calls(recording, '--fn', 'work').length, 100);
  child.kill('SIGKILL');
  await once(child, 'exit');
});

void t.test('files are private to their owner', (t) => {
  const folder = t.testdir({ 'main.mjs': `(function f() {})();` });
  const { recording } = record(join(folder, 'main.mjs'));
  t.ok(existsSync(join(recording, 'manifest.json')));
  const manifest = JSON.parse(readFileSync(join(recording, 'manifest.json'), 'utf8')) as object;
  t.match(manifest, { format: 1, name: 'run' });
  t.end();
});
