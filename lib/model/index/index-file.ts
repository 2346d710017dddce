/**
 * Columns in a file: `<recording>/p<pid>-<n>/index/<thread>.calls` and its like. They are derived
 * from the segments beside them; what is absent, of other segments, or damaged is built anew.
 *
 *   "SCPIDX03" | bytes of the header | CRC32C of the header | header (JSON) | columns
 *
 * Columns of eight bytes a number come first, then those of four and of one, so that each lies
 * where its numbers can be read. The header has a CRC32C for each piece of a column.
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
import { FileColumn, type Paged } from './paged.js';

const magic = 'SCPIDX03';
const headBytes = 16;
/** Larger indexes are neither written nor believed. */
const maxBytes = 2 ** 30;
/** Bytes that one checksum is of, and that are in memory while a file is checked. */
const pieceBytes = 2 ** 16;
/** Shorter columns are kept in memory. */
const pagedBytes = 2 ** 16;

const types = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
type TypeName = keyof typeof types;

/** What a file holds, by name and by the type that the reader expects. */
export class StoredColumns {
  readonly #columns = new Map<string, { type: TypeName; column: Paged<Column> }>();

  add(name: string, type: TypeName, column: Paged<Column>): void {
    this.#columns.set(name, { type, column });
  }

  f64(name: string): Paged<Float64Array> | undefined {
    return this.#take(name, 'f64') as Paged<Float64Array> | undefined;
  }

  i32(name: string): Paged<Int32Array> | undefined {
    return this.#take(name, 'i32') as Paged<Int32Array> | undefined;
  }

  u8(name: string): Paged<Uint8Array> | undefined {
    return this.#take(name, 'u8') as Paged<Uint8Array> | undefined;
  }

  #take(name: string, type: TypeName): Paged<Column> | undefined {
    const found = this.#columns.get(name);
    return found?.type === type ? found.column : undefined;
  }
}

interface Entry {
  name: string;
  type: TypeName;
  offset: number;
  length: number;
  checks: number[];
}

/** A column that is to be written. */
interface Written {
  name: string;
  type: TypeName;
  itemBytes: number;
  column: Paged<Column>;
}

function writtenOf([name, column]: [string, Paged<Column>]): Written {
  const sample = column.subarray(0, 0);
  const itemBytes = sample.BYTES_PER_ELEMENT;
  if (sample instanceof Float64Array) return { name, type: 'f64', itemBytes, column };
  return { name, type: sample instanceof Int32Array ? 'i32' : 'u8', itemBytes, column };
}

/** Its bytes, as many at a time as one checksum is of. */
function* piecesOf({ column, itemBytes }: Written): Generator<Uint8Array, void, undefined> {
  const step = pieceBytes / itemBytes;
  for (let at = 0; at < column.length; at += step) yield bytesOf(column.subarray(at, at + step));
}

/** Writes a file that is whole when it appears; false where the folder does not let us. */
export function writeIndexFile(
  path: string,
  key: string,
  columns: Record<string, Paged<Column>>,
  codec: Codec,
): boolean {
  const sorted = Object.entries(columns)
    .map(writtenOf)
    .sort((a, b) => b.itemBytes - a.itemBytes);
  const head = encodeHead(key, sorted, codec);
  if (head === undefined) return false;
  const folder = dirname(path);
  const fresh = `${path}.new-${String(process.pid)}`;
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    if (!lstatSync(folder).isDirectory()) return false; // a link leads elsewhere
    const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
    const descriptor = openSync(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    try {
      writeAll(descriptor, head);
      for (const column of sorted)
        for (const bytes of piecesOf(column)) writeAll(descriptor, bytes);
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

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

function bytesOf({ buffer, byteOffset, byteLength }: Column): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** What stands before the columns; undefined where they are too large. */
function encodeHead(key: string, columns: readonly Written[], codec: Codec): Buffer | undefined {
  let offset = 0;
  const entries = columns.map((written): Entry => {
    const { name, type, itemBytes, column } = written;
    const checks: number[] = [];
    for (const bytes of piecesOf(written)) checks.push(codec.crc32c(bytes));
    const entry = { name, type, offset, length: column.length, checks };
    offset += column.length * itemBytes;
    return entry;
  });
  // Spaces behind the JSON, so that what follows is aligned.
  const json = JSON.stringify({ key, columns: entries });
  const used = headBytes + Buffer.byteLength(json);
  const header = Buffer.from(json + ' '.repeat(-used & 7));
  if (headBytes + header.length + offset > maxBytes) return undefined;
  const bytes = Buffer.alloc(headBytes + header.length);
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt32LE(header.length, 8);
  bytes.writeUInt32LE(codec.crc32c(header), 12);
  header.copy(bytes, headBytes);
  return bytes;
}

/** The columns in the file; undefined where there is no valid one of this key. */
export function readIndexFile(path: string, key: string, codec: Codec): StoredColumns | undefined {
  const file = new ReadFile(path);
  try {
    const columns = openColumns(file, key, codec);
    if (columns === undefined) file.close();
    return columns;
  } catch {
    file.close();
    return undefined;
  }
}

function openColumns(file: ReadFile, key: string, codec: Codec): StoredColumns | undefined {
  const size = file.size();
  const head = file.read(0, headBytes);
  if (size > maxBytes || head.toString('latin1', 0, 8) !== magic) return undefined;
  const bytes = file.read(headBytes, Math.min(size, head.readUInt32LE(8)));
  if (codec.crc32c(bytes) !== head.readUInt32LE(12)) return undefined;
  const header = parseObject(bytes.toString('utf8'));
  if (header === undefined || header['key'] !== key) return undefined;
  let offset = headBytes + bytes.length;
  const columns = new StoredColumns();
  for (const entry of Array.isArray(header['columns']) ? header['columns'] : []) {
    const fields = asObject(entry);
    const type = asText(fields['type']) as TypeName;
    const length = asCount(fields['length']) ?? NaN;
    const itemBytes = (types[type] as (typeof types)[TypeName] | undefined)?.BYTES_PER_ELEMENT;
    if (itemBytes === undefined || !(offset + length * itemBytes <= size)) return undefined;
    const place = { offset, length, itemBytes };
    const checks: unknown[] = Array.isArray(fields['checks']) ? fields['checks'] : [];
    if (!isWhole(file, place, checks, codec)) return undefined;
    columns.add(asText(fields['name']), type, openColumn(file, type, place));
    offset += length * itemBytes;
  }
  return offset === size ? columns : undefined;
}

interface ColumnPlace {
  offset: number;
  length: number;
  itemBytes: number;
}

function isWhole(file: ReadFile, place: ColumnPlace, checks: unknown[], codec: Codec): boolean {
  const bytes = place.length * place.itemBytes;
  const buffer = Buffer.allocUnsafeSlow(pieceBytes);
  for (let at = 0; at < bytes; at += pieceBytes) {
    const piece = file.read(place.offset + at, Math.min(pieceBytes, bytes - at), buffer);
    if (codec.crc32c(piece) !== checks[at / pieceBytes]) return false;
  }
  return true;
}

function openColumn(file: ReadFile, type: TypeName, place: ColumnPlace): Paged<Column> {
  const make = (bytes: Buffer): Column =>
    new types[type](bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / place.itemBytes);
  const column = new FileColumn<Column>(file, place, make);
  const isLong = place.length * place.itemBytes > pagedBytes;
  return isLong ? column : column.subarray(0, place.length);
}
