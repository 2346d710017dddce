/** What objects show at first sight. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { calls, record, scratch } from './harness.js';

const program = `
  function Query() {}
  Query.prototype = Object.create(null);
  class User { constructor() { this.name = 'ada'; } }
  class Request {
    constructor(items) {
      this.query = new Query();
      this.query.items = items;
      this.user = new User();
    }
  }
  function handle(request) { return request.query.items; }
  handle(new Request('apple'));
`;

interface Shown {
  entries?: [key: string, value: unknown][];
}

test('inside an object, what a query was parsed to is shown, and an instance of a class is named', () => {
  const file = join(scratch(), 'request.cjs');
  writeFileSync(file, program);
  const run = record(file);
  const [call] = calls(run.recording, '--fn', 'handle');
  const entries = new Map((call?.args?.[0] as Shown).entries);
  assert.deepEqual((entries.get('query') as Shown).entries, [['items', 'apple']]);
  assert.equal((entries.get('user') as Shown).entries, undefined);
});
