/** Plan files: what the parser takes, what the published schema takes, what the matcher makes of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import fc from '../properties.js';
import { mostLimits } from '../../lib/plan/limits.js';
import { entryPattern, formatEntry, parseEntry, type FunctionEntry } from '../../lib/plan/entry.js';
import { functionHash } from '../../lib/plan/hash.js';
import { PlanMatcher } from '../../lib/plan/match.js';
import { checkEntries, hashPlan, levels, parsePlan, type Plan } from '../../lib/plan/plan.js';
import { root } from '../whole/harness.js';

const schemaFile = join(root, 'lib/plan/plan.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as {
  properties: { functions: { additionalProperties: { items: { pattern: string } } } };
};
const bySchema = new Ajv().compile(schema);

const level = fc.constantFrom(...levels);
const name = fc.stringMatching(/^[a-z$_#][\w$.]{0,8}$/);
const names = fc.array(name, { maxLength: 3 });
const entry: fc.Arbitrary<FunctionEntry> = fc.record(
  {
    hash: fc.stringMatching(/^[0-9a-f]{16}$/),
    level,
    arguments: names,
    state: names,
    redact: names,
    entries: fc.integer({ min: 1, max: mostLimits.entries }),
    depth: fc.integer({ min: 0, max: mostLimits.depth }),
    name: fc.string({ minLength: 1 }),
    reason: fc.string(),
  },
  { requiredKeys: ['hash', 'level', 'name', 'reason'] },
);
const texts = fc.array(fc.string(), { minLength: 1, maxLength: 2 });
const rule = fc.record(
  { files: texts, functions: texts, level, reason: fc.string() },
  { requiredKeys: ['files', 'level'] },
);
const plan = fc.record(
  {
    version: fc.constant(1),
    rules: fc.array(rule, { maxLength: 3 }),
    default: level,
    functions: fc.dictionary(fc.string(), fc.array(entry.map(formatEntry), { maxLength: 3 })),
    made: fc.record({ strategy: fc.string(), budget: fc.nat() }, { requiredKeys: [] }),
  },
  { requiredKeys: ['version', 'rules'] },
);

function accepts(value: unknown): boolean {
  try {
    checkEntries(parsePlan(JSON.stringify(value)));
    return true;
  } catch (error) {
    assert.equal((error as Error).name, 'PlanError', String((error as Error).stack));
    assert.doesNotMatch((error as Error).message, /\n/, 'one line');
    return false;
  }
}

test('an entry reads back as it was written', () => {
  fc.assert(
    fc.property(entry, (one) => {
      const line = formatEntry(one);
      const back = parseEntry(line);
      assert.ok(back, line);
      assert.equal(formatEntry(back), line);
      const { arguments: captured, level: at, entries, depth } = one;
      const read = [back.arguments, back.level, back.entries, back.depth];
      assert.deepEqual(read, [captured, at, entries, depth]);
    }),
  );
});

test('the schema and the parser take the same plans', () => {
  assert.equal(schema.properties.functions.additionalProperties.items.pattern, entryPattern);
  fc.assert(
    fc.property(plan, (value) => {
      assert.equal(bySchema(value), true, JSON.stringify(bySchema.errors));
      assert.equal(accepts(value), true);
    }),
  );
});

test('the schema and the parser refuse the same damage', () => {
  const damage = fc.constantFrom('version', 'rules', 'default', 'functions', 'made', 'other');
  const junk = fc.oneof(fc.jsonValue(), fc.constant({ a: ['x'] }), fc.constant([{ files: [] }]));
  fc.assert(
    fc.property(plan, damage, junk, (value, key, replacement) => {
      const damaged = JSON.parse(JSON.stringify({ ...value, [key]: replacement })) as unknown;
      assert.equal(accepts(damaged), bySchema(damaged), JSON.stringify(damaged));
    }),
  );
});

const hostile: [string, string, RegExp][] = [
  ['no JSON', '{', /PlanError: plan: expected JSON/],
  ['a list', '[]', /PlanError: plan: expected an object/],
  ['another version', '{"version":2,"rules":[]}', /PlanError: version: expected 1/],
  [
    'an entry of nonsense',
    '{"version":1,"rules":[],"functions":{"a.js":["x"]}}',
    /PlanError: functions\["a.js"\]\[0\]/,
  ],
  [
    'entries that are objects',
    '{"version":1,"rules":[],"functions":{"a":[{}]}}',
    /an array of strings/,
  ],
  ['a prototype', '{"version":1,"rules":[],"__proto__":{"x":1}}', /__proto__/],
  ['an endless budget', '{"version":1,"rules":[],"made":{"budget":-1}}', /PlanError: made.budget/],
];

for (const [what, text, message] of hostile) {
  test(`a plan that is ${what} is refused in one line`, () => {
    assert.throws(() => {
      checkEntries(parsePlan(text));
    }, message);
  });
}

const source = 'function f(a, b) { return a + b }';
const planned = (line: string): Plan => ({
  version: 1,
  rules: [{ files: ['**'], level: 'calls' }],
  default: 'off',
  functions: { 'src/a.js': [line] },
});

test('an entry beats the rules for its text of a function, and no other', () => {
  const hash = functionHash('f', source);
  const matcher = new PlanMatcher(planned(`${hash} values arguments=a | f | a reason`), '/app');
  const rules = matcher.file('/app/src/a.js')!;
  assert.equal(rules.entry('f', () => source)?.level, 'values');
  assert.equal(
    rules.entry('f', () => `${source} `),
    undefined,
  );
  assert.equal(
    rules.entry('g', () => source),
    undefined,
  );
  assert.equal(rules.level('f'), 'calls');
  assert.equal(
    matcher.file('/app/src/b.js')!.entry('f', () => source),
    undefined,
  );
});

test('plans that differ in an entry have different hashes', () => {
  const [a, b] = ['off', 'values'].map((l) => planned(`${'0'.repeat(16)} ${l} | f | r`)) as [
    Plan,
    Plan,
  ];
  assert.notEqual(hashPlan(a), hashPlan(b));
});

test('a guest reads twenty thousand entries in a few milliseconds', () => {
  const functions: Record<string, string[]> = {};
  for (let file = 0; file < 1000; file++) {
    functions[`src/file${String(file)}.js`] = Array.from({ length: 20 }, (_, i) => {
      const hash = functionHash(String(i), String(file));
      return `${hash} values | Class${String(file)}.method${String(i)} | handles requests, 2 awaits`;
    });
  }
  const text = JSON.stringify({ ...planned(''), functions });
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const matcher = new PlanMatcher(parsePlan(text), '/app');
    matcher.file('/app/src/file7.js');
    return performance.now() - start;
  });
  // 3 to 8 ms alone on the machine; the bound leaves room for a busy one.
  assert.ok(Math.min(...times) < 40, times.join(', '));
});
