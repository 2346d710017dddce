/**
 * CRC32C (Castagnoli, as in iSCSI), eight bytes a step. The addon's is faster and is used where
 * it is loaded anyway; this one needs nothing.
 *
 *   crc32c(Buffer.from('123456789')) === 0xe3069283
 */

const reflectedPolynomial = 0x82f63b78;
const tables = makeTables();

export function crc32c(data: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [...Tables];
  const end = data.length;
  const aligned = end - 7;
  let crc = ~0;
  let at = 0;
  for (; at < aligned; at += 8) {
    const low =
      crc ^ (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24));
    crc =
      t7[low & 0xff]! ^
      t6[(low >>> 8) & 0xff]! ^
      t5[(low >>> 16) & 0xff]! ^
      t4[low >>> 24]! ^
      t3[data[at + 4]!]! ^
      t2[data[at + 5]!]! ^
      t1[data[at + 6]!]! ^
      t0[data[at + 7]!]!;
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ t0[(crc ^ data[at]!) & 0xff]!;
  return ~crc >>> 0;
}

type Table = Int32Array;
type Tables = [Table, Table, Table, Table, Table, Table, Table, Table];

/** tables[n][b]: the checksum of byte b followed by n zero bytes. */
function makeTables(): Table[] {
  const first = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 1) !== 0 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
    }
    first[byte] = crc;
  }
  const all = [first];
  for (let n = 1; n < 8; n++) {
    const previous = all[n - 1]!;
    all.push(previous.map((crc) => (crc >>> 8) ^ first[crc & 0xff]!));
  }
  return all;
}
