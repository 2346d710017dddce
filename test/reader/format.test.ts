/** lib/reader/format.ts says what native/format.h says: every constant, enum and field. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as format from '../../lib/reader/format.js';

const header = readFileSync(
  new URL('../../../native/format.h', import.meta.url),
  'utf8',
).replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
const exported: Record<string, unknown> = { ...format };

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** C++ integer expressions of the header are JavaScript ones but for suffixes and digit marks. */
function evaluate(text: string, known: Map<string, bigint>): bigint {
  const names = text.replaceAll(/\bk[A-Z]\w*/g, (name) => `${String(known.get(name))}n`);
  const plain = names
    .replaceAll("'", '')
    .replaceAll(/\b(0x[0-9a-f]+|\d+)(?:u?ll|u)?\b(?!n)/gi, '$1n');
  return (0, eval)(plain) as bigint;
}

const constants = new Map<string, bigint>();
for (const [, name, text] of header.matchAll(/constexpr \w+ (k\w+) = ([^;]+);/g)) {
  constants.set(name!, evaluate(text!, constants));
}

test('every constant of format.h has its twin', () => {
  assert.ok(constants.size > 15);
  for (const [name, value] of constants) {
    const twin = exported[lowerFirst(name.slice(1))];
    assert.equal(BigInt(twin as number | bigint), value, name);
  }
});

test('every enum of format.h has its twin', () => {
  const twins: Record<string, string> = { Kind: 'kind' };
  let count = 0;
  for (const [, name, body] of header.matchAll(/enum (\w+) : uint32_t \{([^}]*)\}/g)) {
    const twin = exported[twins[name!] ?? lowerFirst(name!)] as Record<string, number>;
    const entries = [...body!.matchAll(/(k\w+) = (\d+)/g)];
    assert.equal(Object.keys(twin).length, entries.length, name);
    for (const [, entry, value] of entries) {
      assert.equal(twin[lowerFirst(entry!.slice(1))], Number(value), entry);
      count++;
    }
  }
  assert.ok(count > 50);
});

test('every struct of format.h has its twin', () => {
  const sizes: Record<string, number> = { uint16_t: 2, uint32_t: 4, int32_t: 4, uint64_t: 8 };
  let count = 0;
  for (const [, align, name, body] of header.matchAll(
    /struct (alignas\(64\) )?(\w+) \{([^}]*)\};/g,
  )) {
    const twin: Record<string, number> = format.layout[name as keyof typeof format.layout];
    let offset = 0;
    let widest = 4;
    const fields = [...body!.matchAll(/(\w+) (\w+);/g)];
    for (const [, type, field] of fields) {
      const size = sizes[type!]!;
      widest = Math.max(widest, size);
      offset = Math.ceil(offset / size) * size;
      assert.equal(twin[field!], offset, `${name!}.${field!}`);
      offset += size;
      count++;
    }
    const alignment = align === undefined ? widest : 64;
    assert.equal(twin['size'], Math.ceil(offset / alignment) * alignment, name);
    assert.equal(Object.keys(twin).length, fields.length + 1, name);
  }
  assert.ok(count > 40);
});
