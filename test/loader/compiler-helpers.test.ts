/** Functions that compilers put into a program are not the program's own. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { calls, record, scratch } from '../whole/harness.js';

const program = `
import * as os from 'node:os';
import path from 'node:path';
export async function main(items: number[]): Promise<number> {
  const more = { ...{ a: os.EOL } };
  await more;
  return items.map((item) => item + path.sep.length).length;
}
void main([1, 2]);
`;
const { CommonJS } = ts.ModuleKind;
const { ES2015 } = ts.ScriptTarget;
const compilerOptions = { module: CommonJS, target: ES2015, esModuleInterop: true };
const outputs = {
  TypeScript: ts.transpileModule(program, { compilerOptions }).outputText,
  esbuild: transformSync(program, {
    loader: 'ts',
    format: 'cjs',
    target: 'es2016',
    keepNames: true,
  }).code,
};
const own = ['main', 'items.map callback', 'items.map callback'];

function functionsOf(text: string, plan?: object): string[] {
  const folder = scratch();
  writeFileSync(join(folder, 'main.cjs'), text);
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan ?? {}));
  const env = plan === undefined ? {} : { SCOPE_PLAN: join(folder, 'plan.json') };
  const { recording, status, stderr } = record(join(folder, 'main.cjs'), { env, cwd: folder });
  assert.equal(status, 0, stderr);
  return calls(recording).map(({ fn }) => fn);
}

for (const [compiler, text] of Object.entries(outputs)) {
  test(`what ${compiler} adds is not recorded, the body of an async function is`, () => {
    assert.match(text, /__async|__awaiter/);
    const functions = functionsOf(text);
    assert.deepEqual(
      functions.filter((fn) => own.includes(fn)),
      own,
    );
    const others = functions.filter((fn) => !own.includes(fn));
    assert.ok(
      others.every((fn) => /^(?:__async|__awaiter) callback$|^main$/.test(fn)),
      others.join(),
    );
  });
}

test('a rule that names a helper records it', () => {
  const rules = [
    { files: ['**'], level: 'calls' },
    { files: ['**'], functions: ['__awaiter'], level: 'values' },
  ];
  const functions = functionsOf(outputs.TypeScript, { version: 1, rules });
  assert.ok(functions.includes('__awaiter'));
  assert.ok(!functions.includes('__importStar'));
});
