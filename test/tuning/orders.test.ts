/** The control file's text: what it may say, what it means, and what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { orderedLevel, parseOrders, type Order } from '../../lib/plan/orders.js';
import { matchesWildcard } from '../../lib/plan/wildcard.js';

const place = { pid: 7, folder: '/app' };
const text = (orders: unknown[]): string => JSON.stringify({ version: 1, orders });

test('wildcards match what the same regular expression matches', () => {
  const part = fc.constantFrom('a', 'b', '/', '*', '**', '?', '.');
  const letters = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 8 });
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }),
      letters,
      fc.constantFrom('/', ''),
      (parts, characters, separator) => {
        const pattern = parts.join('');
        const within = separator === '' ? '[^]' : '[^/]';
        const source = pattern.replaceAll(/\*\*|[*?.]/g, (token) => {
          if (token === '**') return '[^]*';
          if (token === '.') return '\\.';
          return token === '*' ? `${within}*` : within;
        });
        const expected = new RegExp(`^${source}$`).test(characters.join(''));
        assert.equal(matchesWildcard(pattern, characters.join(''), separator), expected, pattern);
      },
    ),
    { numRuns: 3000 },
  );
});

test('a pattern full of stars is matched in no time', () => {
  const start = performance.now();
  assert.equal(matchesWildcard('*a'.repeat(100), 'a'.repeat(20_000) + 'b'), false);
  assert.ok(performance.now() - start < 2000);
});

test('the last order that fits counts, in this process only where it says so', () => {
  const orders: Order[] = [
    { fn: ['Cart.*'], level: 'off' },
    { file: ['src/*.js'], level: 'calls' },
    { fn: ['Cart.add'], level: 'values', pid: 8 },
  ];
  const level = (name: string, path: string) => orderedLevel(orders, { name, path }, place);
  assert.equal(level('Cart.add', '/elsewhere/cart.js'), 'off');
  assert.equal(level('Cart.add', '/app/src/cart.js'), 'calls');
  assert.equal(level('Cart.add', '/app/src/deep/cart.js'), 'off');
  assert.equal(level('other', '/elsewhere/cart.js'), undefined);
  const inOther = orderedLevel(orders, { name: 'Cart.add', path: '/a.js' }, { ...place, pid: 8 });
  assert.equal(inOther, 'values');
});

test('files are named by path, by path below the folder, or by name', () => {
  const fits = (pattern: string): boolean =>
    orderedLevel(
      [{ file: [pattern], level: 'off' }],
      { name: 'f', path: '/app/src/cart.js' },
      place,
    ) === 'off';
  assert.ok(['/app/src/cart.js', 'src/cart.js', 'cart.js', '**/cart.js', 'src/**'].every(fits));
  assert.ok(!['app/src/cart.js', 'art.js', 'src/*/cart.js', '/app/*.js'].some(fits));
});

test('what is no list of orders is refused with a sentence', () => {
  const refused: [string, RegExp][] = [
    ['', /no JSON/],
    ['[]', /no object/],
    ['{"version":2,"orders":[]}', /version/],
    ['{"version":1,"orders":{}}', /too many/],
    [text(Array(101).fill({ level: 'off' })), /too many/],
    [text([null]), /no object/],
    [text([{ level: 'state' }]), /without a level/],
    [text([{ level: 'off', redact: false }]), /unknown field/],
    [text([{ level: 'off', fn: 'f' }]), /patterns/],
    [text([{ level: 'off', fn: [] }]), /patterns/],
    [text([{ level: 'off', file: ['x'.repeat(201)] }]), /too long/],
    [text([{ level: 'off', fn: [1] }]), /no text/],
    [text([{ level: 'off', pid: '1' }]), /pid/],
  ];
  for (const [input, expected] of refused) assert.throws(() => parseOrders(input), expected, input);
  assert.deepEqual(parseOrders(text([{ fn: ['f'], level: 'plan' }])), [
    { fn: ['f'], level: 'plan' },
  ]);
});

test('any text is a list of orders or refused, and never more', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (input) => {
      try {
        assert.ok(Array.isArray(parseOrders(input)));
      } catch (error) {
        assert.match((error as Error).message, /^tune\.json/);
      }
    }),
  );
});
