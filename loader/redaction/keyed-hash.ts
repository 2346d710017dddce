/**
 * BLAKE2s (RFC 7693) with a key, over UTF-16 code units as little-endian bytes. What stands on disk
 * in place of a secret is the first half of such a hash: without the key, which no disk ever sees,
 * nobody can try out passwords on it. 32-bit arithmetic only, no allocation, no Node-API.
 */

const initial = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/** Order of the message words in each of the ten rounds, as hexadecimal digits. */
const schedule =
  '0123456789abcdef' +
  'ea489fd61c02b753' +
  'b8c052fdae367194' +
  '7931dcbe265a40f8' +
  '905724afe1bc683d' +
  '2c6a0b834d75fe19' +
  'c51fed4a0763928b' +
  'db7ec13950f4862a' +
  '6fe9b308c2d714a5' +
  'a2847615fb9e3cd0';
const order = new Uint8Array(schedule.length);
for (let at = 0; at < order.length; at++) order[at] = parseInt(schedule.charAt(at), 16);

const unitsPerBlock = 32;

export interface KeyedHash {
  /** Hashes `codes[from..to)`, at least one unit, into `result` (eight words). */
  hash(codes: Uint16Array, from: number, to: number): void;
  readonly result: Int32Array;
}

/** `key`: eight words. */
export function createKeyedHash(key: Int32Array): KeyedHash {
  const v = new Int32Array(16);
  const message = new Int32Array(16);
  const state = new Int32Array(8);
  const keyed = new Int32Array(8); // the state behind the block that holds the key

  function mix(a: number, b: number, c: number, d: number, x: number, y: number): void {
    let va = (v[a]! + v[b]! + x) | 0;
    let vd = v[d]! ^ va;
    vd = (vd >>> 16) | (vd << 16);
    let vc = (v[c]! + vd) | 0;
    let vb = v[b]! ^ vc;
    vb = (vb >>> 12) | (vb << 20);
    va = (va + vb + y) | 0;
    vd ^= va;
    vd = (vd >>> 8) | (vd << 24);
    vc = (vc + vd) | 0;
    vb ^= vc;
    v[a] = va;
    v[b] = (vb >>> 7) | (vb << 25);
    v[c] = vc;
    v[d] = vd;
  }

  /** `bytes`: hashed so far, this block included. */
  function compress(bytes: number, isLast: boolean): void {
    for (let at = 0; at < 8; at++) {
      v[at] = state[at]!;
      v[at + 8] = initial[at]!;
    }
    v[12]! ^= bytes;
    if (isLast) v[14] = ~v[14]!;
    for (let round = 0; round < 160; round += 16) {
      const word = (at: number): number => message[order[round + at]!]!;
      mix(0, 4, 8, 12, word(0), word(1));
      mix(1, 5, 9, 13, word(2), word(3));
      mix(2, 6, 10, 14, word(4), word(5));
      mix(3, 7, 11, 15, word(6), word(7));
      mix(0, 5, 10, 15, word(8), word(9));
      mix(1, 6, 11, 12, word(10), word(11));
      mix(2, 7, 8, 13, word(12), word(13));
      mix(3, 4, 9, 14, word(14), word(15));
    }
    for (let at = 0; at < 8; at++) state[at]! ^= v[at]! ^ v[at + 8]!;
  }

  for (let at = 0; at < 8; at++) {
    state[at] = initial[at]!;
    message[at] = key[at]!;
  }
  state[0]! ^= 0x0101_0000 ^ (32 << 8) ^ 32; // fan-out and depth 1, a key of 32 bytes, 32 out
  compress(64, false);
  for (let at = 0; at < 8; at++) keyed[at] = state[at]!;

  return {
    result: state,
    hash(codes, from, to) {
      for (let at = 0; at < 8; at++) state[at] = keyed[at]!;
      let bytes = 64;
      for (let begin = from; begin < to; begin += unitsPerBlock) {
        for (let word = 0; word < 16; word++) {
          const at = begin + 2 * word;
          const low = at < to ? codes[at]! : 0;
          message[word] = low | ((at + 1 < to ? codes[at + 1]! : 0) << 16);
        }
        const isLast = begin + unitsPerBlock >= to;
        bytes += isLast ? 2 * (to - begin) : 64;
        compress(bytes, isLast);
      }
    },
  };
}
