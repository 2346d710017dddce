/** Modules whose text holds secrets are cached without them, and start from the cache as others do. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { record, scratch } from '../whole/harness.js';
import { bytesOnDisk, decompressed, inspectorOutput, Leaks } from './disk.js';

const secrets = ['q7Zt3kW9x1Lm5Rb8Vc2N', 'p4Hs6Jd0y8Fg2Ka7Xe5T', 'b9Wn3Qv5u1Mc7Zr4Gt6L', 'm2Yx8'];
const [first, second, inMap, weak] = secrets;

const sourceMap = {
  ...{ version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA' },
  sourcesContent: [`const password = '${inMap!}';`],
};

const program = {
  'main.mjs': `
    import keys from './keys.cjs';
    import { sign, apiKey } from './sign.mjs';
    import { mapped } from './mapped.cjs';
    const show = (text) => text.length;
    console.log(mapped(1), show(keys.key), show(apiKey), sign(keys.key), keys.names({ password: '${weak!}x' }));
  `,
  'keys.cjs': `
    const secret = '${first!}';
    exports.key = secret;
    exports.names = function names({ password }) { return Object.keys(arguments[0]) + password };
    exports.text = exports.names.toString();
  `,
  'sign.mjs': `
    export const apiKey = '${second!}';
    export async function signLater(text) { return text + apiKey }
    export function sign(text) { return text.length * apiKey.length }
  `,
  'mapped.cjs': `exports.mapped = (n) => n;\n//# sourceMappingURL=mapped.cjs.map\n`,
  'mapped.cjs.map': JSON.stringify(sourceMap),
};

function writeProgram(): string {
  const folder = join(scratch(), 'app');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(program)) writeFileSync(join(folder, name), text);
  return join(folder, 'main.mjs');
}

for (const level of ['values', 'state']) {
  test(`a cache that was filled and used at ${level} holds no secret of the text`, () => {
    const cache = join(scratch(), 'cache');
    const main = writeProgram();
    const args = { env: { SCOPE_CACHE: cache, SCOPE_LEVEL: level } };
    const runs = [1, 2, 3].map(() => record(main, args));
    const leaks = new Leaks(secrets);
    for (const [turn, { stdout, stderr, recording }] of runs.entries()) {
      assert.deepEqual([stdout, stderr], [runs[0]!.stdout, '']);
      const places = [...bytesOnDisk(cache), ...bytesOnDisk(recording), ...decompressed(recording)];
      assert.deepEqual(leaks.find(places).slice(0, 3), []);
      const files = openRecordingFiles(recording);
      const { units, unkept } = files.processes[0]!.meta.made;
      files.close();
      assert.deepEqual([units > 0, unkept], [turn === 0, 0], 'transformed by the first start only');
    }
    assert.deepEqual(leaks.find(inspectorOutput(runs[2]!.recording)).slice(0, 3), []);
    assert.equal(readdirSync(cache).filter((name) => /^[0-9a-f]{40}$/.test(name)).length, 4);
  });
}

const skip = 'enableCompileCache' in module ? false : 'this Node has no compile cache';

test('nor what V8 made of modules that the plan leaves off, where they hold one', { skip }, () => {
  const cache = join(scratch(), 'cache');
  const main = writeProgram();
  const args = { env: { SCOPE_CACHE: cache, SCOPE_EXCLUDE: '**' } };
  const check = (kept: number, which: string): void => {
    assert.equal(record(main, args).status, 0);
    assert.deepEqual(new Leaks(secrets).find(bytesOnDisk(cache)).slice(0, 3), []);
    assert.equal(codeFiles(cache), kept, which);
  };
  check(1, 'mapped.cjs is kept');
  check(1, 'mapped.cjs was kept');
  const text = `const password = '${inMap!}'; exports.mapped = (n) => password.length;`;
  writeFileSync(join(dirname(main), 'mapped.cjs'), text);
  check(0, 'mapped.cjs holds one now');
});

function codeFiles(cache: string): number {
  const options = { recursive: true, withFileTypes: true } as const;
  return readdirSync(join(cache, 'v8'), options).filter((entry) => entry.isFile()).length;
}
