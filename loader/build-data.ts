/**
 * The last step of the build: what V8 makes of scope's own scripts lies beside them from then on,
 * so that a first start, whose cache is empty, need not compile them. It is of use to the Node that
 * builds; others find their own in the cache, once one start has put it there (own-scripts.ts).
 *
 * A small program is recorded whole into a cache whose entries of scripts are kept.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Code of many kinds, in fewer modules than after which data is taken before the end. */
const packages = ['acorn', 'astring', 'picomatch', 'commander'];

const guest = fileURLToPath(new URL('../guest/', import.meta.url));
const folder = join(guest, 'code');
const require = createRequire(import.meta.url);
const scratch = mkdtempSync(join(tmpdir(), 'scope-build-'));
const cache = join(scratch, 'cache');

const program = `
  class Counter { #count = new Map(); add(key) { this.#count.set(key, { key }); return this; } }
  async function load(paths) {
    const list = [];
    for (const path of paths) list.push(await import(path));
    return list;
  }
  load(${JSON.stringify(packages.map((name) => pathToFileURL(require.resolve(name)).href))}).then(
    ([acorn, astring, { default: picomatch }]) => {
      const text = 'class A { #b = [1, 2.5, "c"]; async *d({ e = 1, ...f }) { yield* f?.[e]; } }';
      const options = { ecmaVersion: 'latest' };
      const path = astring.generate(acorn.parse(text, options));
      try { acorn.parse('(', options); } catch (error) { new Counter().add(error).add(path); }
      return picomatch('**/*.{js,ts}')(path);
    });`;

try {
  const options = ['--import', pathToFileURL(join(guest, 'register.cjs')).href];
  const main = join(scratch, 'main.cjs');
  writeFileSync(main, program);
  const { stderr } = spawnSync(process.execPath, [...options, main], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      SCOPE_OUT: join(scratch, 'out'),
      SCOPE_CACHE: cache,
      SCOPE_INCLUDE: '**',
      SCOPE_QUIET: '1',
    },
  });
  // Without the addon, or with an error: starts are slower, and that is all.
  process.stderr.write(stderr);
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    if (!name.endsWith('.v8')) continue;
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(cache, name), join(folder, name));
    chmodSync(join(folder, name), 0o644);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
