/**
 * Ten thousand canaries go through a real program, its worker and its child process, at `values`.
 * Not one of them, nor twelve characters of one, stands in arena, segments, cache or any output of
 * the inspector; and the search is able to find them.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cleanEnv, cli, info, node, root, scratch } from '../whole/harness.js';
import { bytesOnDisk, decompressed, inspectorOutput, Leaks } from './disk.js';

const program = join(root, 'test/fixtures/privacy/canaries.mjs');
const { canary } = (await import(join(root, 'test/fixtures/privacy/canary.mjs'))) as {
  canary: (index: number) => string;
};

function canaries(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => canary(first + index));
}

/** `scope run`, so that the child process is recorded, too; the canaries' own file is not. */
function runOptions(out: string, cache: string): string[] {
  const options = ['--out', out, '--name', 'run', '--cache', cache, '--level', 'values'];
  return [cli, 'run', ...options, '--exclude', '**/canar*.mjs', '--', program];
}

test('10,000 canaries: none in segments, cache or what the inspector prints', () => {
  const out = scratch();
  const cache = scratch();
  const count = 10_000;
  const result = node([...runOptions(out, cache), '0', String(count)]);
  assert.equal(result.stdout, `passed ${String(count)}\n`, result.stderr);
  const recording = join(out, 'run');
  const { events, processes, threads, lost } = info(recording);
  assert.equal(lost, 0);
  assert.deepEqual([processes, threads], [2, 3]);
  assert.ok(events > 6 * count, `${String(events)} events`);

  const leaks = new Leaks(canaries(0, count));
  const places = [...bytesOnDisk(out), ...bytesOnDisk(cache), ...decompressed(recording)];
  assert.deepEqual(leaks.find(places).slice(0, 5), []);
  assert.deepEqual(leaks.find(inspectorOutput(recording)).slice(0, 5), []);
});

test('the search finds a canary that nothing gave away', () => {
  const out = scratch();
  const secret = canary(77);
  const script = `console.log('${secret}')`; // stands in the recorded command line
  node(['--import', join(root, 'dist/guest/register.cjs'), '--eval', script], {
    env: { SCOPE_OUT: out, SCOPE_NAME: 'run', SCOPE_CACHE: 'off' },
  });
  assert.ok(new Leaks([secret]).find(decompressed(join(out, 'run'))).length > 0);
  assert.ok(new Leaks([secret]).find([['text', `--${secret}--`]]).length > 0);
  assert.ok(new Leaks([secret]).find([['half', secret.slice(3, 15)]]).length > 0);
  const wide = Buffer.from(`x${secret}`, 'utf16le').toString('latin1');
  assert.ok(new Leaks([secret]).find([['UTF-16', wide]]).length > 0);
  const base64 = Buffer.from(`ada:${secret}`).toString('base64');
  assert.ok(new Leaks([secret]).find([['base64', base64]]).length > 0);
});

test('SIGKILL: no canary in the arena that is left, nor in what is read from it', async () => {
  const out = scratch();
  const cache = scratch();
  const count = 600;
  const child = spawn(process.execPath, [...runOptions(out, cache), '0', String(count), '--stay'], {
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await once(child.stdout, 'data');
  process.kill(-child.pid!, 'SIGKILL');
  await once(child, 'exit');
  const recording = join(out, 'run');
  assert.equal(info(recording).state, 'died');
  const places = bytesOnDisk(out);
  assert.ok(places.some(([name]) => name.endsWith('arena.ring') && existsSync(name)));
  const leaks = new Leaks(canaries(0, count));
  const shown = [...places, ...decompressed(recording), ...inspectorOutput(recording)];
  assert.deepEqual(leaks.find(shown).slice(0, 5), []);
});
