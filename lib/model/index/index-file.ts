/**
 * Columns in a file: `<recording>/p<pid>-<n>/index/<thread>.calls` and `.values`. They are derived
 * from the segments beside them; what is absent, of other segments, or damaged is built anew.
 *
 *   "SCPIDX01" | bytes of the header | CRC32C of all behind it | header (JSON) | columns, 8-aligned
 */
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Codec } from '../../reader/codec.js';
import { ReadFile } from '../../reader/files.js';
import { asCount, asObject, asText, parseObject } from '../../reader/json.js';
import type { Column } from './layout.js';

const magic = 'SCPIDX01';
const headBytes = 16;
/** Larger indexes are neither written nor believed. */
const maxBytes = 512 * 2 ** 20;

const types = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
type TypeName = keyof typeof types;

function typeOf(column: Column): TypeName {
  if (column instanceof Float64Array) return 'f64';
  return column instanceof Int32Array ? 'i32' : 'u8';
}

/** Writes a file that is whole when it appears; false where the folder does not let us. */
export function writeIndexFile(
  path: string,
  key: string,
  columns: Record<string, Column>,
  codec: Codec,
): boolean {
  const bytes = encode(key, columns, codec);
  if (bytes === undefined) return false;
  const folder = dirname(path);
  const fresh = `${path}.new-${String(process.pid)}`;
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    if (!lstatSync(folder).isDirectory()) return false; // a link leads elsewhere
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
    const descriptor = openSync(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, path);
    return true;
  } catch {
    remove(fresh);
    return false;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // it was not there, as its folder
  }
}

function encode(key: string, columns: Record<string, Column>, codec: Codec): Buffer | undefined {
  let offset = 0;
  const entries = Object.entries(columns).map(([name, column]) => {
    const entry = { name, type: typeOf(column), offset, length: column.length };
    offset += (column.byteLength + 7) & ~7;
    return entry;
  });
  const header = Buffer.from(JSON.stringify({ key, columns: entries }));
  const first = (headBytes + header.length + 7) & ~7;
  if (first + offset > maxBytes) return undefined;
  const bytes = Buffer.alloc(first + offset);
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt32LE(header.length, 8);
  header.copy(bytes, headBytes);
  for (const [index, column] of Object.values(columns).entries()) {
    const { buffer, byteOffset, byteLength } = column;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), first + entries[index]!.offset);
  }
  bytes.writeUInt32LE(codec.crc32c(bytes.subarray(headBytes)), 12);
  return bytes;
}

/** The columns in the file; undefined where there is no valid one of this key. */
export function readIndexFile(
  path: string,
  key: string,
  codec: Codec,
): Record<string, Column> | undefined {
  const file = new ReadFile(path);
  try {
    const size = file.size();
    if (size > maxBytes || size < headBytes) return undefined;
    return decode(file.read(0, size), key, codec);
  } catch {
    return undefined;
  } finally {
    file.close();
  }
}

function decode(bytes: Buffer, key: string, codec: Codec): Record<string, Column> | undefined {
  if (bytes.toString('latin1', 0, 8) !== magic) return undefined;
  if (codec.crc32c(bytes.subarray(headBytes)) !== bytes.readUInt32LE(12)) return undefined;
  const headerEnd = headBytes + bytes.readUInt32LE(8);
  if (headerEnd > bytes.length) return undefined;
  const header = parseObject(bytes.toString('utf8', headBytes, headerEnd));
  if (header === undefined || header['key'] !== key) return undefined;
  const first = (headerEnd + 7) & ~7;
  const buffer = bytes.buffer as ArrayBuffer;
  const columns: Record<string, Column> = {};
  const list: unknown[] = Array.isArray(header['columns']) ? header['columns'] : [];
  for (const entry of list) {
    const fields = asObject(entry);
    const type = types[asText(fields['type']) as TypeName] as (typeof types)[TypeName] | undefined;
    const offset = first + (asCount(fields['offset']) ?? NaN);
    const length = asCount(fields['length']) ?? NaN;
    if (type === undefined || offset % 8 !== 0) return undefined;
    if (!(offset + length * type.BYTES_PER_ELEMENT <= bytes.length)) return undefined;
    columns[asText(fields['name'])] = new type(buffer, bytes.byteOffset + offset, length);
  }
  return columns;
}
