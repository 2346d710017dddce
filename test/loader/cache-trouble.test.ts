/** Caches that belong to somebody else, cannot be written, or are full: a start is slower, no more. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import tap, { type Test } from 'tap';
import { calls, record, scope, scratch } from '../whole/harness.js';

const program = {
  'main.cjs': `const { half } = require('./half.cjs'); console.log(half(4));`,
  'half.cjs': `exports.half = function half(n) { return n / 2 }`,
};
const nobody = 65534;
const isRoot = process.geteuid?.() === 0;

/** A start with this cache gives the program's result and the recording of its call. */
function start(t: Test, cache: string): string {
  const main = join(t.testdir(program), 'main.cjs');
  const { stdout, stderr, status, recording } = record(main, { env: { SCOPE_CACHE: cache } });
  t.same([stdout, stderr, status], ['2\n', '', 0]);
  t.equal(calls(recording).length, 1);
  return recording;
}

/** A small file system of its own, for as long as the test takes. */
function mounted(t: Test, options: string): string | undefined {
  const folder = join(scratch(), 'cache');
  mkdirSync(folder);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mount.status !== 0) return undefined;
  t.teardown(() => spawnSync('umount', [folder]));
  chmodSync(folder, 0o700);
  return folder;
}

function remount(folder: string, options: string): void {
  spawnSync('mount', ['-o', `remount,${options}`, folder]);
}

const needsRoot = isRoot ? false : 'needs root';

void tap.test("somebody else's folder is not used, and the recording says so", (t) => {
  const cache = join(scratch(), 'cache');
  mkdirSync(cache, { mode: 0o700 });
  if (isRoot) chownSync(cache, nobody, nobody);
  else chmodSync(cache, 0o720);
  const info = scope('info', '--json', start(t, cache)).stdout;
  t.match(info, /no cache: .* only this user can write/);
  t.same(readdirSync(cache), []);
  t.end();
});

void tap.test('a read-only folder is read and not written', { skip: needsRoot }, (t) => {
  const cache = mounted(t, 'size=4m');
  if (cache === undefined) return void t.end();
  remount(cache, 'ro');
  start(t, cache);
  t.same(readdirSync(cache), []);
  remount(cache, 'rw');
  start(t, cache);
  const names = readdirSync(cache);
  t.equal(names.filter((name) => /^[0-9a-f]{40}$/.test(name)).length, 2);
  remount(cache, 'ro');
  start(t, cache);
  t.same(readdirSync(cache), names);
  t.end();
});

void tap.test('a full disk leaves no half entries', { skip: needsRoot }, (t) => {
  const cache = mounted(t, 'size=16k');
  if (cache === undefined) return void t.end();
  start(t, cache);
  t.same(
    readdirSync(cache).filter((name) => name.startsWith('.') && name !== '.pruned'),
    [],
  );
  t.end();
});
