import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtimeText } from '../../lib/cli/runtime-text.js';

test('values of an event have names and units', () => {
  const shown = [
    runtimeText('collected', ['scavenge', 57_957_198, 1_331_471]),
    runtimeText('sampled', [2048, 4096, 3 * 2 ** 20, 24, 976]),
    runtimeText('fileOperation', [0, 'rename', '/a', undefined, '/b']),
    runtimeText('fileOperation', [9, 'read', 17, 120]),
    runtimeText('taskInit', [3, 'Timeout', 20]),
    runtimeText('messageSent', [1, 7, 4, 5]),
  ];
  assert.deepEqual(shown, [
    'collected("scavenge", took: 1.33 ms)',
    'sampled(heap: 2.00 KiB, of: 4.00 KiB, resident: 3.00 MiB, CPU: 24.0 ms, waited: 976 ms)',
    'fileOperation("rename", "/a", to: "/b")',
    'fileOperation(task: 9, "read", 17, bytes: 120 B)',
    'taskInit(task: 3, "Timeout", delay: 20.0 ms)',
    'messageSent(port: 1, message: 7, with: 4, with: 5)',
  ]);
});

test('an event of a later version shows its values', () => {
  assert.equal(runtimeText('unknown', [1, 'a']), 'unknown(1, "a")');
});
