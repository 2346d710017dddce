/**
 * Each folder in cases/ is an example: input.js or input.mjs, and what becomes of it at three levels,
 * calls.js, values.js and state.js. UPDATE_GOLDEN=1 writes the expected files anew. CommonJS inputs are also
 * run and must behave the same; they may use the helpers of differential.ts.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { transform, type Transformed } from '../../loader/transform/transform.js';
import { runInstrumented, runPlain } from './differential.js';

const cases = fileURLToPath(new URL('../../../test/transform/cases/', import.meta.url));
const update = process.env['UPDATE_GOLDEN'] === '1';
const firstSite = 0;
/** From Node 24 on. */
const disposesAsynchronously = canParse('async () => { await using a = null }');

for (const name of readdirSync(cases)) {
  const isModule = existsSync(join(cases, name, 'input.mjs'));
  const source = readFileSync(join(cases, name, isModule ? 'input.mjs' : 'input.js'), 'utf8');
  const format = isModule ? 'module' : 'commonjs';

  for (const level of ['calls', 'values', 'state'] as const) {
    test(`${name} at ${level} becomes the expected text`, () => {
      const transformed = transform(source, { format, levelOf: () => level, topLevel: level });
      const text = transformed.render(firstSite);
      assertOnlyInserted(source, text);
      const expected = join(cases, name, `${level}.js`);
      const golden = text + (level === 'calls' ? '' : listing(transformed));
      if (update) writeFileSync(expected, golden);
      assert.equal(golden, readFileSync(expected, 'utf8'));
      if (level === 'state') return;
      const options = { format, levelOf: () => level, topLevel: level, lacksState: true } as const;
      assert.equal(transform(source, options).render(firstSite), text, 'where nothing is at state');
    });

    if (isModule) continue;
    const skip = source.includes('await using') && !disposesAsynchronously;
    test(`${name} at ${level} behaves as before`, { skip }, async () => {
      const plain = await runPlain(source);
      assert.ok(plain, 'the input has a syntax error');
      const lacksState = level !== 'state';
      const instrumented = await runInstrumented(source, () => level, { lacksState });
      assert.deepEqual(instrumented?.log, plain.log);
      assert.deepEqual(instrumented.problems, []);
    });
    test(`${name} behaves as before where levels change from ${level}`, { skip }, async () => {
      const plain = await runPlain(source);
      const instrumented = await runInstrumented(source, () => level, { tunable: true });
      assert.deepEqual(instrumented?.log, plain?.log);
      assert.deepEqual(instrumented?.problems, []);
    });
  }
}

function canParse(source: string): boolean {
  try {
    return Boolean(new vm.Script(source));
  } catch {
    return false;
  }
}

/** Line by line, what the original has is there, in order, and no line was added. */
function assertOnlyInserted(source: string, text: string): void {
  const [before, after] = [source.split('\n'), text.split('\n')];
  assert.equal(after.length, before.length);
  before.forEach((line, index) => {
    let place = 0;
    for (const character of line) {
      place = (after[index] ?? '').indexOf(character, place) + 1;
      assert.ok(place > 0, `line ${index + 1} lost ${character}`);
    }
  });
}

/** Sites and skips as comments below the text. */
function listing({ sites, skips }: Transformed): string {
  const shown = sites.map(({ kind, name, line, column, parameters }, index) =>
    `// ${index} ${kind} ${name} ${line}:${column} ${parameters?.join(' ') ?? ''}`.trimEnd(),
  );
  const skipped = skips.map(
    ({ name, line, reason }) => `// skipped ${name} line ${line}: ${reason}`,
  );
  return [...shown, ...skipped, ''].join('\n');
}
