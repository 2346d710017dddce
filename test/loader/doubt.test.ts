/** On doubt a module runs as it is, and the recording says which one and why. */
import { join } from 'node:path';
import t from 'tap';
import { calls, record, scope, scratch } from '../whole/harness.js';

interface Skips {
  process: {
    skips: { url: string; reason: string }[];
    modules: { path: string; skips: { reason: string }[] }[];
  }[];
}

/** Reasons of the modules that were left alone, by file name. */
function reasons(recording: string): Record<string, string> {
  const { process } = JSON.parse(scope('info', '--json', recording).stdout) as Skips;
  const found: Record<string, string> = {};
  const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  for (const { skips, modules } of process) {
    for (const { url, reason } of skips) found[name(url)] = reason;
    for (const { path, skips } of modules) {
      for (const { reason } of skips) found[name(path)] = reason;
    }
  }
  return found;
}

const depth = 1500;
const folder = t.testdir({
  'main.mjs': `
    import { prefixed } from './prefixed.mjs';
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    console.log(prefixed(), require('./deep.cjs')());
    try { require('./broken.cjs'); } catch (error) { console.log(error.name); }
    await import('./broken.mjs').catch((error) => console.log(error.name));
  `,
  'prefixed.mjs': `export function prefixed() { return '__s$' }`,
  'deep.cjs': `module.exports = function deep() { return ${'['.repeat(depth)}${']'.repeat(depth)}.length }`,
  'broken.cjs': `function broken( {`,
  'broken.mjs': `export function broken( {`,
});
const main = join(folder, 'main.mjs');

void t.test('what cannot be instrumented runs as it is, cold and warm', (t) => {
  const env = { SCOPE_CACHE: join(scratch(), 'cache') };
  for (const start of ['cold', 'warm']) {
    const { stdout, recording } = record(main, { env });
    t.equal(stdout, '__s$ 1\nSyntaxError\nSyntaxError\n', start);
    const found = reasons(recording);
    t.match(found['prefixed.mjs'], /contains __s\$/);
    t.match(found['deep.cjs'], /nested too deeply/);
    t.match(found['broken.cjs'], /Unexpected token/);
    t.match(found['broken.mjs'], /Unexpected token/);
    t.notMatch(
      calls(recording).map(({ fn }) => fn),
      /prefixed|deep/,
    );
    const text = scope('info', recording).stdout;
    t.match(text, /not instrumented/);
    t.match(text, /prefixed\.mjs/);
  }
  t.end();
});
