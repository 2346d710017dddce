/** Operations on files are recorded in the call that asked for them, and the program is the same. */
import assert from 'node:assert/strict';
import module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { calls, lines, node, record, root, scope } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/files.mjs');
const { recording, status, stdout, stderr } = record(program);

interface Event {
  seq: number;
  kind: string;
  event?: string;
  values?: unknown[];
}

const events = lines<Event>(scope('events', '--json', recording).stdout);
const all = calls(recording);

/** Operations while `fn` was on top, with the names of files: `open sync.txt`, `write 5`. */
function operationsOf(fn: string): string[] {
  const call = all.find((one) => one.fn === fn)!;
  const begin = events.findIndex(({ seq }) => seq === Number(call.id.split(':')[1]));
  let depth = 0;
  const end = events.findIndex(({ kind }, index) => {
    if (index < begin) return false;
    if (kind.startsWith('enter')) depth++;
    else if (kind.startsWith('leave')) depth--;
    return depth === 0 || (depth === 1 && kind.startsWith('await'));
  });
  return operations(events.slice(begin, end < 0 ? undefined : end));
}

function operations(list: readonly Event[]): string[] {
  return list
    .filter(({ event }) => event === 'fileOperation')
    .map(({ values: [asyncId, operation, target, bytes, to] = [] }) => {
      const shown = typeof target === 'string' ? basename(target) : '';
      const more = typeof to === 'string' ? basename(to) : typeof bytes === 'number' ? bytes : '';
      return `${asyncId === 0 ? '' : 'async '}${String(operation)} ${shown} ${more}`.trim();
    });
}

test('the program does not notice', () => {
  assert.deepEqual({ status, stdout, stderr, signal: null }, node([program]));
});

test('operations have names, files and bytes', () => {
  const sync = ['writeFile sync.txt 5', 'open sync.txt', 'stat', 'read  5', 'close'];
  assert.deepEqual(operationsOf('bySync'), sync);
  const descriptor = ['open descriptor.txt', 'write  4', 'write  6', 'read  10', 'close'];
  assert.deepEqual(operationsOf('byDescriptor'), descriptor);
  assert.deepEqual(operationsOf('byCallback'), ['async stat sync.txt']);
  assert.deepEqual(operationsOf('byPromise'), ['async rename sync.txt moved.txt']);
  const opened = operations(events).filter((text) => text === 'async open moved.txt');
  // By a promise, a stream in a tick of its own, and a handle; Node 26 reads files in one job.
  const isOneJob = Number.parseInt(process.versions.node) >= 26;
  assert.equal(opened.length, isOneJob ? 2 : 3);
  assert.equal(operations(events).includes('async readFile moved.txt'), isOneJob);
  assert.ok(operations(events).includes('async read  65536'));
});

test('what fails at once is told with its code', () => {
  const failed = events.find(({ event }) => event === 'fileFailed')!;
  const [operation, target, code] = failed.values!;
  assert.deepEqual([operation, basename(String(target)), code], ['open', 'missing.txt', 'ENOENT']);
  assert.deepEqual(operationsOf('missing'), []);
});

/** Node 22 and later do not say when modules begin to run. */
const tellsEvaluation = !('registerHooks' in module);

test(
  'what Node does to load an ES module and its imports is none of the program’s events',
  { skip: !tellsEvaluation },
  () => {
    const targets = events
      .filter(({ event }) => event === 'fileOperation')
      .map(({ values }) => String(values?.[2]));
    assert.ok(targets.length > 20);
    assert.equal(targets.indexOf(program), -1);
  },
);

test('paths of bytes are shown as text, and closing a handle as its descriptor', () => {
  const [open] = events.slice(seqOf('byHandle')).filter(({ event }) => event === 'fileOperation');
  assert.equal(basename(String(open!.values![2])), 'moved.txt');
  const closed = events
    .slice(seqOf('byHandle'))
    .find(({ event, values }) => event === 'fileOperation' && values![1] === 'close')!;
  assert.equal(typeof closed.values![2], 'number');
  assert.notEqual(closed.values![0], 0);
});

/** Where its call begins among the events. */
function seqOf(fn: string): number {
  const id = all.find((one) => one.fn === fn)!.id;
  return events.findIndex(({ seq }) => seq === Number(id.split(':')[1]));
}

test('an operation names the resource whose callback gets its result', () => {
  const [stat] = events.filter(
    ({ values }) => String(values?.[2]).endsWith('/sync.txt') && values![0] !== 0,
  );
  const made = events.find(
    ({ event, values }) => event === 'taskInit' && values?.[0] === stat?.values?.[0],
  );
  assert.equal(made?.values?.[1], 'FSREQCALLBACK');
});

test('secrets in paths, and files of scope itself, are not recorded', () => {
  const text = scope('events', '--json', recording).stdout;
  assert.ok(text.includes('secret-password=[redacted') && !text.includes('hunter22'));
  const targets = events
    .filter(({ event }) => event === 'fileOperation')
    .map(({ values }) => values?.[2]);
  const own = [dirname(recording), join(root, 'dist/guest')];
  assert.deepEqual(
    targets.filter((target) => own.some((folder) => String(target).startsWith(folder))),
    [],
  );
});
