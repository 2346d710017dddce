/** Worker threads and child processes are part of the recording. */
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import t from 'tap';
import { calls, cleanEnv, cli, info, node, record, scope, scratch } from './harness.js';

const program = {
  'main.mjs': `
    import { Worker } from 'node:worker_threads';
    function send(worker, n) { worker.postMessage(n); }
    function done(n) { console.log('sum', n); }
    let sum = 0;
    let left = 4;
    for (let i = 0; i < 4; i++) {
      const worker = new Worker(new URL('./worker.mjs', import.meta.url));
      worker.on('message', (n) => {
        sum += n;
        worker.terminate();
        if (--left === 0) done(sum);
      });
      send(worker, i);
    }
  `,
  'worker.mjs': `
    import { parentPort } from 'node:worker_threads';
    function work(n) { let total = 0; for (let i = 0; i < 1000; i++) total += add(i, n); return total; }
    function add(a, b) { return a + b; }
    parentPort.on('message', (n) => parentPort.postMessage(work(n)));
  `,
};

void t.test('workers record beside the main thread', (t) => {
  const folder = t.testdir(program);
  const main = join(folder, 'main.mjs');
  const recorded = record(main);
  t.equal(recorded.stdout, node([main]).stdout);
  const found = calls(recorded.recording);
  t.equal(found.filter(({ fn }) => fn === 'add').length, 4000);
  t.equal(new Set(found.filter(({ fn }) => fn === 'work').map(({ thread }) => thread)).size, 4);
  const { threads, lost, state } = info(recorded.recording);
  t.equal(threads, 5);
  t.equal(lost, 0);
  t.equal(state, 'complete');
  t.equal(scope('verify', recorded.recording).status, 0);
  t.end();
});

void t.test('scope run reaches child processes, and passes output and exit code on', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import { fork } from 'node:child_process';
      function parent() { return fork(new URL('./child.mjs', import.meta.url)); }
      parent().on('exit', (code) => { console.log('child', code); process.exitCode = 5; });
    `,
    'child.mjs': `
      function inChild(n) { return n * 3; }
      console.log('in child', inChild(4));
    `,
  });
  const out = scratch();
  const args = ['run', '--out', out, '--name', 'family', '--', join(folder, 'main.mjs')];
  const result = node([cli, ...args]);
  t.equal(result.status, 5, result.stderr);
  t.equal(result.stdout, 'in child 12\nchild 5\n'.replace('child 5', 'child 0'));
  t.match(result.stderr, /family/, 'says where the recording is');
  const recording = join(out, 'family');
  t.same(
    calls(recording)
      .map(({ fn }) => fn)
      .filter((fn) => ['parent', 'inChild'].includes(fn))
      .sort(),
    ['inChild', 'parent'],
  );
  t.equal(info(recording).processes, 2);
  t.ok(readdirSync(out).includes('latest'));
  t.notOk('SCOPE_RECORDING' in cleanEnv());
  t.end();
});
