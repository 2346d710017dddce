/**
 * Writes the app that bench/startup.ts starts: 500 modules of a size and shape that applications
 * have (5 kB; functions, classes, closures, async code; each imports four others and runs a little
 * at load), as ES modules or as CommonJS.
 *
 *   main -> part0, part1, ...; part7 -> part15, part16, part22, part25
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type AppFormat = 'esm' | 'cjs';

export const moduleCount = 500;
const unitsPerModule = 6;

/** Writes the app into `folder` and returns the path of its main module. */
export function writeApp(folder: string, format: AppFormat): string {
  mkdirSync(folder, { recursive: true });
  const type = format === 'esm' ? 'module' : 'commonjs';
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', type }));
  for (let index = 0; index < moduleCount; index++) {
    writeFileSync(join(folder, `part${String(index)}.js`), part(index, format));
  }
  const main = join(folder, 'main.js');
  writeFileSync(main, mainModule(format));
  return main;
}

function mainModule(format: AppFormat): string {
  const lines: string[] = [];
  for (let index = 0; index < moduleCount; index++) lines.push(importOf(index, format));
  const names = Array.from({ length: moduleCount }, (_, index) => `p${String(index)}`);
  lines.push(`console.log([${names.join(', ')}].reduce((sum, part) => sum + part.total, 0));`);
  return `${lines.join('\n')}\n`;
}

function importOf(index: number, format: AppFormat): string {
  const n = String(index);
  return format === 'esm'
    ? `import * as p${n} from './part${n}.js';`
    : `const p${n} = require('./part${n}.js');`;
}

/** Later modules only, so that there is no cycle. */
function imported(index: number): number[] {
  return [2 * index + 1, 2 * index + 2, 3 * index + 1, 3 * index + 4].filter(
    (other, at, all) => other < moduleCount && all.indexOf(other) === at,
  );
}

function part(index: number, format: AppFormat): string {
  const others = imported(index);
  const units = Array.from({ length: unitsPerModule }, (_, number) => unit(index, number));
  const sum = others.map((other) => `p${String(other)}.total`).join(' + ');
  const names = units.map((_, number) => `Store${String(number)}, list${String(number)}`);
  const total = `const total = list0([1, 2, 3]).length + (${sum === '' ? '0' : sum}) % 1000;`;
  const exports = `{ ${[...names, 'total'].join(', ')} };`;
  return [
    ...others.map((other) => importOf(other, format)),
    ...units,
    total,
    format === 'esm' ? `export ${exports}` : `module.exports = ${exports}`,
    '',
  ].join('\n');
}

function unit(index: number, number: number): string {
  const n = String(number);
  return `
/** Keeps the entries of table ${String(index)}.${n} and answers questions about them. */
class Store${n} {
  #entries = new Map();
  constructor(name, options = {}) {
    this.name = name;
    this.limit = options.limit ?? ${String(index + 10)};
  }
  add(key, value) {
    if (this.#entries.size >= this.limit) throw new RangeError(\`\${this.name} is full\`);
    this.#entries.set(key, { key, value, at: this.#entries.size });
    return this;
  }
  find(predicate) {
    for (const entry of this.#entries.values()) {
      if (predicate(entry.value, entry.key)) return entry;
    }
    return undefined;
  }
  async load(fetchOne, keys) {
    const values = await Promise.all(keys.map((key) => fetchOne(key)));
    values.forEach((value, at) => this.add(keys[at], value));
    return values.length;
  }
}

function list${n}(items, map = (item) => item * ${String(index % 7)} + ${n}) {
  const result = [];
  for (const item of items) {
    const mapped = map(item);
    if (mapped === undefined) continue;
    result.push(mapped);
  }
  return result;
}`;
}
