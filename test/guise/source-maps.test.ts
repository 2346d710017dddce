/**
 * Under --enable-source-maps a compiled TypeScript program shows the stacks and last words that it
 * shows without scope: places in the file that was compiled.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { node, register, scratch } from '../whole/harness.js';

const program = `interface Order {
  id: number;
  lines: { price: number; count: number }[];
}

enum Kind {
  Small = 'small',
  Large = 'large',
}

class Shop<T extends Order> {
  constructor(
    private readonly orders: Map<number, T>,
    readonly kind: Kind = Kind.Small,
  ) {}

  total(id: number): number {
    const order = this.orders.get(id);
    if (!order) throw new RangeError(\`no order \${id} in a \${this.kind} shop\`);
    return order.lines.reduce((sum: number, { price, count }) => sum + price * count, 0);
  }

  async later(id: number): Promise<number> {
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
    return this.total(id);
  }
}

function* walk(shop: Shop<Order>, ids: readonly number[]): Generator<number> {
  for (const id of ids) yield shop.total(id);
}

const shop = new Shop(new Map([[1, { id: 1, lines: [{ price: 2, count: 3 }] }]]), Kind.Large);
console.log(shop.total(1));
try {
  [...walk(shop, [1, 2])];
} catch (error: unknown) {
  console.log((error as Error).stack);
}
const { stackTraceLimit } = Error;
Error.stackTraceLimit = 1;
console.log(new Error('one frame').stack);
Error.stackTraceLimit = stackTraceLimit;
process.on('exit', () => console.log(new Error('exit').stack));
shop.later(3).catch((error: Error) => {
  console.log(error.stack);
  if (process.argv[2] === 'property') {
    const get = (): number => 1 + (null as unknown as Shop<Order>).total(2);
    get();
  } else if (process.argv[2] === 'timer') {
    setTimeout((): never => {
      throw new TypeError('in a timer');
    }, 1);
  }
  shop.total(4);
});
`;

const folder = scratch();
const nothing = join(folder, 'nothing.mjs');
writeFileSync(nothing, '');
writeFileSync(join(folder, 'shop.ts'), program);

const { CommonJS, ESNext } = ts.ModuleKind;
const { ES2015, ES2022 } = ts.ScriptTarget;
for (const [name, module, target] of [
  ['shop.cjs', CommonJS, ES2022],
  ['old-shop.cjs', CommonJS, ES2015],
  ['shop.mjs', ESNext, ES2022],
] as const) {
  test(`${name} shows places in shop.ts`, () => {
    const compilerOptions = { module, target, inlineSourceMap: true };
    const { outputText } = ts.transpileModule(program, { fileName: 'shop.ts', compilerOptions });
    const path = join(folder, name);
    writeFileSync(path, outputText);
    for (const way of ['total', 'property', 'timer']) {
      const plain = run(nothing, path, way);
      assert.match(plain.stdout, /shop\.ts:19:23/);
      assert.match(plain.stderr, /shop\.ts:\d+\n.*\n *\^/);
      assert.deepEqual(run(register, path, way), plain, way);
    }
  });
}

function run(preload: string, path: string, way: string) {
  const env = { SCOPE_INCLUDE: '**', SCOPE_CACHE: 'off', SCOPE_QUIET: '1', SCOPE_OUT: scratch() };
  // Two, so that Node's way to a CommonJS program is the same for both (alike.test.ts tells why).
  const preloads = ['--import', nothing, '--import', preload];
  return node(['--enable-source-maps', ...preloads, path, way], { env });
}
