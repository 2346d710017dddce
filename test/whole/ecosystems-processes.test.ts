/**
 * Programs of several processes and threads, and programs that may do little: forks, clusters,
 * workers with options of their own, the permission model.
 */
import { join } from 'node:path';
import t from 'tap';
import { calls, cleanEnv, node, record, register, root, scratch } from './harness.js';

const [major = 0] = process.versions.node.split('.').map(Number);

void t.test('a cluster whose workers share a port', (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const cluster = require('node:cluster'), http = require('node:http');
      function answer(request, response) { response.end('from a worker'); }
      async function ask(port) { return (await fetch('http://localhost:' + port)).text(); }
      if (cluster.isPrimary) {
        const worker = cluster.fork();
        cluster.on('listening', async (_, { port }) => {
          console.log(await ask(port), await ask(port));
          worker.disconnect();
        });
        worker.on('exit', (code) => console.log('exit', code));
      } else http.createServer(answer).listen(0);
    `,
  });
  const program = join(folder, 'main.cjs');
  const env = { NODE_OPTIONS: '' };
  const recorded = record(program, { env });
  t.equal(recorded.stdout, node([program]).stdout, recorded.stderr);
  t.match(recorded.stdout, /from a worker from a worker\nexit 0/);
  const names = calls(recorded.recording).map(({ fn }) => fn);
  t.equal(names.filter((name) => name === 'ask').length, 2);
  t.equal(names.filter((name) => name === 'answer').length, 2, 'the worker is part of it');
  t.end();
});

void t.test('fork, exec and workers with options of their own', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import { fork, execFileSync } from 'node:child_process';
      import { once } from 'node:events';
      import { Worker } from 'node:worker_threads';
      const here = (file) => new URL(file, import.meta.url);
      const child = fork(here('./child.mjs'), ['argument'], { execArgv: process.execArgv });
      child.send({ n: 3 });
      console.log((await once(child, 'message'))[0]);
      child.disconnect();
      await once(child, 'exit');
      for (const options of [{ eval: true }, { env: { ONLY: '1' } }, { workerData: [1], argv: ['x'] }]) {
        const what = options.eval ? 'require("worker_threads").parentPort.postMessage("evaluated")' : here('./worker.mjs');
        console.log((await once(new Worker(what, options), 'message'))[0]);
      }
      console.log(execFileSync(process.execPath, ['-e', 'console.log(1 + 1)'], { encoding: 'utf8' }).trim());
    `,
    'child.mjs': `
      function reply({ n }) { process.send([process.argv[2], n * 2]); }
      process.once('message', reply);
    `,
    'worker.mjs': `
      import { parentPort, workerData } from 'node:worker_threads';
      function say() { return [workerData, process.argv.slice(2), process.env.ONLY]; }
      parentPort.postMessage(say());
    `,
  });
  const program = join(folder, 'main.mjs');
  const recorded = record(program);
  t.equal(recorded.stdout, node([program]).stdout, recorded.stderr);
  const names = calls(recorded.recording).map(({ fn }) => fn);
  t.equal(names.filter((name) => name === 'say').length, 2);
  t.ok(names.includes('reply'));
  t.end();
});

void t.test('under the permission model the program runs, recorded or not', (t) => {
  const folder = t.testdir({
    'main.cjs': `
      function may(what) { return process.permission.has(what); }
      console.log(may('fs.write'), may('child'));
      try { require('node:fs').writeFileSync(__filename + '.x', ''); } catch (e) { console.log(e.code); }
    `,
  });
  const program = join(folder, 'main.cjs');
  const flag = major < 22 ? '--experimental-permission' : '--permission';
  const plain = node(['--no-warnings', flag, '--allow-fs-read=*', program]);
  const denied = record(program, { nodeArgs: ['--no-warnings', flag, '--allow-fs-read=*'] });
  t.equal(denied.stdout, plain.stdout, denied.stderr);
  t.equal(denied.status, 0);
  t.match(denied.stderr, /^scope: not recording: .+\n$/, 'says why in one line');
  t.notOk(cleanEnv()['SCOPE_RECORDING']);
  const out = scratch();
  const allowed = [
    '--allow-fs-read=*',
    `--allow-fs-write=${out}/*`,
    '--allow-addons',
    '--allow-worker',
  ];
  const args = ['--no-warnings', flag, ...allowed, '--import', register, program];
  const recorded = node(args, { env: { SCOPE_OUT: out, SCOPE_NAME: 'run', SCOPE_CACHE: 'off' } });
  t.match(recorded.stdout, /ERR_ACCESS_DENIED/, root + recorded.stderr);
  t.end();
});
