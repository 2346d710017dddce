/** The cache's entries and its folder: what is written comes back whole, or not at all. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decompress } from 'zstd-napi';
import fc from '../properties.js';
import { binding } from '../../lib/binding.js';
import type { Level } from '../../lib/plan/plan.js';
import { cacheFiles, clearCache, openCacheFolder, prune } from '../../lib/cache-folder.js';
import { rebase } from '../../loader/modules.js';
import { moduleKey, preferredSite } from '../../loader/module-key.js';
import { transform } from '../../loader/transform/transform.js';
import { node, scratch } from '../whole/harness.js';

const native = binding();
const key = 'ab'.repeat(20);
const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

native.start({
  recording: join(scratch(), 'recording'),
  manifest: '{}',
  backpressure: 'block',
  keepBytes: 0,
  keepMs: 0,
  exactClock: false,
  isTunable: false,
});

function write(folder: string, name = key, code = 'f(__s$e(1))'): boolean {
  return native.enlist(folder, name, 3, 77, '{"type":"module"}', '', code, false).isKept;
}

function writeNow(...entry: Parameters<typeof write>): void {
  write(...entry);
  native.flush();
}

test('an entry comes back as it was written, lone surrogates included', () => {
  const folder = newFolder();
  const texts = fc.tuple(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('', '\ud800', '\xff'),
  );
  fc.assert(
    fc.property(texts, fc.nat(100), (parts, siteCount) => {
      const code = parts.join('');
      const facts = [siteCount, 77, '{"type":"module"}', '', code, false] as const;
      const { site } = native.enlist(folder, key, ...facts);
      assert.deepEqual(native.enlistCached(folder, key), {
        ...{ siteCount, firstSite: 77, isRecorded: true, code, lacksText: false },
        site,
      });
    }),
  );
  native.enlist(folder, key, 0, 1, '', '', '', false);
  assert.deepEqual(native.enlistCached(folder, key), {
    ...{ siteCount: 0, firstSite: 1, isRecorded: false, code: '', lacksText: false },
    site: 0,
  });
});

test('a record gets the source of its module as JSON.stringify would write it', () => {
  const folder = newFolder();
  const units = fc.constantFrom(
    '"',
    '\\',
    '\n',
    '\t',
    '\0',
    '\x7f',
    '\xff',
    '\u07ff',
    '\uffff',
    '\ud800',
    '\udc00',
    '😀',
  );
  const texts = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), units));
  fc.assert(
    fc.property(texts, (parts) => {
      const source = parts.join('');
      native.enlist(folder, key, 1, 77, '{"type":"module"}', source, 'c', false);
      native.flush();
      const entry = readFileSync(join(folder, key));
      const frame = entry.subarray(entry.indexOf(zstdMagic), -'c'.length);
      const record = decompress(frame).toString();
      assert.deepEqual(JSON.parse(record), { type: 'module', source });
    }),
  );
});

test('in a folder that was empty others’ entries are found two seconds later, own ones at once', () => {
  const made = newFolder();
  writeNow(made);
  const asks = `
    import { copyFileSync } from 'node:fs';
    import { binding } from ${JSON.stringify(new URL('../../lib/binding.js', import.meta.url).href)};
    const [recording, folder, made, key] = process.argv.slice(1);
    const native = binding();
    native.start({ recording, manifest: '{}', backpressure: 'block', keepBytes: 0, keepMs: 0,
      exactClock: false, isTunable: false });
    const has = (name) => native.enlistCached(folder, name) !== undefined;
    const found = [has(key)];
    const own = key.replace('a', 'c');
    native.enlist(folder, own, 1, 1, '', '', 'c', false);
    copyFileSync(made + '/' + key, folder + '/' + key);
    found.push(has(key), has(own));
    setTimeout(() => console.log(JSON.stringify([...found, has(key), has(own)])), 2100);
  `;
  const args = [join(scratch(), 'recording'), newFolder(), made, key];
  const { stdout, stderr } = node(['--input-type=module', '-e', asks, ...args]);
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), [false, false, true, true, true]);
});

test('an entry with any byte changed, or cut anywhere, is no entry', () => {
  const folder = newFolder();
  writeNow(folder);
  const path = join(folder, key);
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at++) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 0x10;
    writeFileSync(path, flipped);
    assert.equal(native.enlistCached(folder, key), undefined, `byte ${String(at)}`);
    writeFileSync(path, bytes.subarray(0, at));
    assert.equal(native.enlistCached(folder, key), undefined, `cut at ${String(at)}`);
  }
  writeFileSync(path, bytes);
  assert.notEqual(native.enlistCached(folder, key), undefined);
});

test("what V8 made of scope's scripts comes back with its stage", () => {
  const folder = newFolder();
  assert.equal(native.readCode(folder, key), undefined);
  assert.ok(native.writeCode(folder, key, Buffer.from([1, 2, 3]), 2));
  assert.deepEqual(native.readCode(folder, key), { data: Buffer.from([1, 2, 3]), stage: 2 });
});

test('code that is moved is the code that is rendered there', () => {
  const source = 'async function f(a, b) { for (const x of a) await g(x, () => b); return "(1)" }';
  const made = transform(source, { format: 'commonjs', levelOf: () => 'values' });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 24 }),
      fc.integer({ min: 1, max: 2 ** 24 }),
      (a, b) => {
        assert.equal(rebase(made.render(a), a, b), made.render(b));
      },
    ),
  );
});

test('every example of the transform is moved to other sites as it would be rendered there', () => {
  const cases = new URL('../../../test/transform/cases/', import.meta.url);
  for (const name of readdirSync(cases)) {
    const isModule = existsSync(new URL(`${name}/input.mjs`, cases));
    const source = readFileSync(new URL(`${name}/input.${isModule ? 'mjs' : 'js'}`, cases), 'utf8');
    const format = isModule ? 'module' : 'commonjs';
    for (const level of ['values', 'state', 'tunable'] as const) {
      const levelOf = (): Level => (level === 'tunable' ? 'values' : level);
      const options = {
        format,
        levelOf,
        topLevel: levelOf(),
        tunable: level === 'tunable',
      } as const;
      const made = transform(source, options);
      assert.equal(rebase(made.render(7), 7, 70_001), made.render(70_001), name);
    }
  }
});

test('a key changes with everything that the result depends on, and with nothing else', () => {
  const module = {
    url: 'file:///a.js',
    format: 'module' as const,
    source: 'a',
    sourceMap: undefined,
    columnOffset: 0,
    rules: { entriesHash: '' },
  };
  const base = moduleKey(native.hash, 'salt', module);
  assert.equal(moduleKey(native.hash, 'salt', { ...module }), base);
  const others = [
    moduleKey(native.hash, 'other', module),
    moduleKey(native.hash, 'salt', { ...module, url: 'file:///a.js?1' }),
    moduleKey(native.hash, 'salt', { ...module, format: 'commonjs' }),
    moduleKey(native.hash, 'salt', { ...module, source: 'b' }),
    moduleKey(native.hash, 'salt', { ...module, source: '\ud800' }),
    moduleKey(native.hash, 'salt', { ...module, source: '\ud801' }),
    moduleKey(native.hash, 'salt', { ...module, source: '"\\ud800"' }),
    moduleKey(native.hash, 'salt', { ...module, sourceMap: '{}' }),
    moduleKey(native.hash, 'salt', { ...module, columnOffset: -9 }),
    moduleKey(native.hash, 'salt', { ...module, rules: { entriesHash: '1' } }),
  ];
  assert.equal(new Set([base, ...others]).size, others.length + 1);
  assert.equal(preferredSite(base, 10), preferredSite(base, 10));
  assert.ok(preferredSite('f'.repeat(40), 2 ** 22) >= 1);
});

function newFolder(): string {
  const folder = join(scratch(), 'cache');
  openCacheFolder(folder);
  return folder;
}

test('entries are private, and what others can write or link is not read', () => {
  const folder = newFolder();
  writeNow(folder);
  const path = join(folder, key);
  assert.equal(native.enlistCached(folder, key)?.code, 'f(__s$e(1))');
  chmodSync(path, 0o666);
  assert.equal(native.enlistCached(folder, key), undefined, 'anybody could have written it');
  chmodSync(path, 0o600);
  symlinkSync(path, join(folder, 'cd'.repeat(20)));
  assert.equal(native.enlistCached(folder, 'cd'.repeat(20)), undefined, 'a link leads anywhere');
  mkdirSync(join(folder, 'ef'.repeat(20)));
  assert.equal(native.enlistCached(folder, 'ef'.repeat(20)), undefined);
  truncateSync(path, 5);
  assert.equal(native.enlistCached(folder, key), undefined);
});

test('a folder that others can write, a link or a file is refused', () => {
  const base = scratch();
  mkdirSync(join(base, 'open'));
  chmodSync(join(base, 'open'), 0o777);
  assert.throws(() => openCacheFolder(join(base, 'open')), /only this user can write/);
  mkdirSync(join(base, 'own'), { mode: 0o700 });
  symlinkSync(join(base, 'own'), join(base, 'link'));
  assert.throws(() => openCacheFolder(join(base, 'link')), /only this user can write/);
  writeFileSync(join(base, 'file'), '');
  assert.throws(() => openCacheFolder(join(base, 'file')));
});

test('a writer that finds no place gives up quietly and leaves nothing behind', () => {
  const folder = newFolder();
  mkdirSync(join(folder, key));
  writeFileSync(join(folder, key, 'in the way'), '');
  for (const place of [folder, join(folder, 'nowhere')]) {
    write(place);
    native.flush();
    assert.equal(write(place, 'cd'.repeat(20)), false, 'the next one is not tried');
  }
  assert.deepEqual(readdirSync(folder), [key]);
});

test('pruning removes what was not used for longest, and abandoned files', () => {
  const folder = newFolder();
  const keys = Array.from({ length: 10 }, (_, n) => String(n).repeat(40));
  keys.forEach((name, n) => {
    writeNow(folder, name, 'x'.repeat(1000));
    utimesSync(join(folder, name), 1000 + n, 1000 + n);
  });
  const left = `.${key}.1.1`;
  writeFileSync(join(folder, left), 'half');
  utimesSync(join(folder, left), 1, 1);
  writeFileSync(join(folder, `.${key}.1.2`), 'being written');
  prune(folder, 8000, 5000);
  const kept = readdirSync(folder).filter((name) => name.length === 40);
  assert.deepEqual(kept.sort(), keys.slice(-4));
  assert.ok(!existsSync(join(folder, left)) && existsSync(join(folder, `.${key}.1.2`)));
});

test('clearing removes what scope wrote and nothing else', () => {
  const folder = newFolder();
  writeNow(folder);
  mkdirSync(join(folder, 'v8/v20-x64'), { recursive: true });
  writeFileSync(join(folder, 'v8/v20-x64/deadbeef'), 'code');
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  assert.equal(clearCache(folder).length, 2);
  assert.deepEqual(readdirSync(folder), ['notes.txt']);
  assert.equal(readFileSync(join(folder, 'notes.txt'), 'utf8'), 'mine');
  assert.deepEqual(clearCache(join(folder, 'nowhere')), []);
  assert.deepEqual(cacheFiles(join(folder, 'nowhere')), []);
});
