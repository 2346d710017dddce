/**
 * Endings that leave no time: aborts, a full heap, workers that are terminated, stops, storms of
 * threads and children. The program ends as it does without scope, and the books balance.
 * SCOPE_TEST_WORKERS sets how many short workers there are.
 */
import { once } from 'node:events';
import { lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { calls, info, node, record, scope, scratch, startRecorded } from './harness.js';

const workers = Number(process.env['SCOPE_TEST_WORKERS'] ?? 100);
const forSignals = `process.on('SIGTERM', function onTerm() { process.exit(9); });`;
const loop = `
  function step(n) { return n + 1; }
  let n = 0;
`;

interface Ending {
  what: string;
  source: string;
  state: 'complete' | 'died';
  nodeArgs?: string[];
  /** A function and how often it is called. */
  called: [string, number];
}

const endings: Ending[] = [
  {
    what: 'process.abort',
    source: `${loop} for (; n < 30000; ) n = step(n); console.log(n); process.abort();`,
    state: 'died',
    called: ['step', 30000],
  },
  {
    what: 'a full heap',
    source: `
      const all = [];
      function fill() { for (;;) all.push(new Array(1000).fill(all.length + 0.5)); }
      console.log('begins'); fill();`,
    state: 'died',
    nodeArgs: ['--max-old-space-size=20'],
    called: ['fill', 1],
  },
  {
    what: 'worker.terminate in mid-call',
    source: `
      import { isMainThread, parentPort, Worker } from 'node:worker_threads';
      function spins() { parentPort.postMessage('in'); for (;;); }
      if (isMainThread) {
        const worker = new Worker(new URL(import.meta.url));
        worker.on('message', async () => console.log(await worker.terminate()));
      } else spins();`,
    state: 'complete',
    called: ['spins', 1],
  },
  {
    what: 'an exit while a worker starts up',
    source: `
      import { isMainThread, Worker } from 'node:worker_threads';
      function leave() { process.exit(5); }
      if (isMainThread) { new Worker(new URL(import.meta.url)); setTimeout(leave, 15); }
      else for (;;);`,
    state: 'complete',
    called: ['leave', 1],
  },
  {
    what: 'process.exit in a signal handler',
    source: `${forSignals} setInterval(() => {}, 1000); process.kill(process.pid, 'SIGTERM');`,
    state: 'complete',
    called: ['onTerm', 1],
  },
  {
    what: `${String(workers)} short workers`,
    source: `
      import { isMainThread, Worker } from 'node:worker_threads';
      function brief() { return 1; }
      brief();
      if (isMainThread) {
        for (let i = 0; i < ${String(workers)}; i += 4) {
          const ends = [0, 1, 2, 3].map(() => new Promise((ended) =>
            new Worker(new URL(import.meta.url)).on('exit', ended)));
          await Promise.all(ends);
        }
        console.log('all ended');
      }`,
    state: 'complete',
    called: ['brief', Math.ceil(workers / 4) * 4 + 1],
  },
  {
    what: 'a storm of children',
    source: `
      import { fork } from 'node:child_process';
      function child() { process.exit(3); }
      if (process.send) child();
      const ends = Array.from({ length: 8 }, () => new Promise((ended) =>
        fork(new URL(import.meta.url)).on('exit', ended)));
      console.log((await Promise.all(ends)).join());`,
    state: 'complete',
    called: ['child', 8],
  },
];

function checkBooks(t: Test, recording: string): void {
  const verified = scope('verify', recording);
  t.equal(verified.status, 0, verified.stdout + verified.stderr);
}

for (const { what, source, state, nodeArgs = [], called } of endings) {
  void t.test(what, (t) => {
    const main = join(t.testdir({ 'main.mjs': source }), 'main.mjs');
    const plain = node([...nodeArgs, main]);
    const recorded = record(main, { nodeArgs });
    t.equal(recorded.status, plain.status);
    t.equal(recorded.signal, plain.signal);
    t.equal(recorded.stdout, plain.stdout);
    t.equal(info(recorded.recording).state, state);
    checkBooks(t, recorded.recording);
    const [fn, count] = called;
    t.equal(calls(recorded.recording, '--fn', fn).length, count);
    t.end();
  });
}

void t.test('a program that is stopped and goes on', async (t) => {
  const source = `${loop}
    process.on('message', () => { console.log('on'); process.exit(0); });
    process.send('go');
    setInterval(() => { for (let i = 0; i < 1000; i++) n = step(n); }, 1);`;
  const main = join(t.testdir({ 'main.mjs': source }), 'main.mjs');
  const { child, recording, output } = startRecorded(main);
  await once(child, 'message');
  await sleep(30);
  child.kill('SIGSTOP');
  await sleep(100);
  t.equal(info(recording).state, 'running', 'read while it stands still');
  child.kill('SIGCONT');
  child.send('end');
  const [code] = (await once(child, 'close')) as [number | null];
  t.equal(code, 0);
  t.equal(output(), 'on\n');
  t.equal(info(recording).state, 'complete');
  checkBooks(t, recording);
});

void t.test('files are private even under umask 000', (t) => {
  const source = `(function f() {})(); console.log('done');`;
  const main = join(t.testdir({ 'main.mjs': source }), 'main.mjs');
  const out = join(scratch(), 'out');
  const before = process.umask(0);
  record(main, { env: { SCOPE_OUT: out, SCOPE_CACHE: join(out, 'cache') } });
  process.umask(before);
  const found = readdirSync(out, { recursive: true, encoding: 'utf8' });
  t.ok(found.length > 4, found.join());
  for (const name of ['.', ...found]) {
    const info = lstatSync(join(out, name));
    if (info.isSymbolicLink()) continue;
    t.equal(info.mode & 0o777, info.isDirectory() ? 0o700 : 0o600, name);
  }
  t.end();
});

for (const [what, name] of [
  ['recording', 'run'],
  ['cache', 'cache'],
] as const) {
  void t.test(`a link in place of the ${what} is not written through`, (t) => {
    const source = `(function f() {})(); console.log('done');`;
    const main = join(t.testdir({ 'main.mjs': source }), 'main.mjs');
    const [out, target] = [scratch(), scratch()];
    symlinkSync(target, join(out, name));
    const recorded = record(main, { env: { SCOPE_OUT: out, SCOPE_CACHE: join(out, 'cache') } });
    t.equal(recorded.status, 0);
    t.equal(recorded.stdout, 'done\n');
    t.same(readdirSync(target), []);
    t.end();
  });
}

void t.test('a link named latest is replaced, not followed', (t) => {
  const main = join(t.testdir({ 'main.mjs': `(function f() {})();` }), 'main.mjs');
  const [out, target] = [scratch(), scratch()];
  mkdirSync(join(target, 'kept'));
  symlinkSync(target, join(out, 'latest'));
  record(main, { env: { SCOPE_OUT: out } });
  t.same(readdirSync(target), ['kept']);
  t.equal(info(join(out, 'latest')).state, 'complete');
  t.end();
});
