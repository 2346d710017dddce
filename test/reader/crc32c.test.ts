import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { crc32c } from '../../lib/reader/crc32c.js';
import { slowCrc32c } from './recording-writer.js';

test('crc32c gives the values of RFC 3720', () => {
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
  assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
});

test('crc32c agrees with the definition at every length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      assert.equal(crc32c(data), slowCrc32c(data));
    }),
  );
});
