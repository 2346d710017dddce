/**
 * Values in the columns of an index: one word each. Small integers, immediates and objects are
 * written as in the recording; all else is a text or number in a pool, each once.
 */
import { immediate } from '../../reader/format.js';
import type { ObjectInfo } from '../../reader/objects.js';
import { classNames, type Value } from '../../reader/value.js';
import { doubleTag, idOf, objectTag, slotOf } from '../../reader/value-words.js';
import { keyOf } from '../entry-keys.js';
import { Words } from './growing.js';
import type { Paged } from './paged.js';

/** Values and their bytes that a pool holds; an index with more is not made. */
const maxPooled = 2 ** 21;
const maxPoolBytes = 2 ** 26;

const atoms = new Map<string, number>([
  ['undefined', immediate.undefined],
  ['null', immediate.null],
  ['true', immediate.true],
  ['false', immediate.false],
]);
const types: Record<string, number> = {
  notCaptured: immediate.notCaptured,
  accessor: immediate.accessor,
  hole: immediate.hole,
  absent: immediate.absent,
};
const fromImmediate = new Map<number, Value>([
  [immediate.undefined, undefined],
  [immediate.null, null],
  [immediate.true, true],
  [immediate.false, false],
]);
for (const [type, code] of Object.entries(types)) {
  fromImmediate.set(code, { type } as Value);
}

export class ValuePool {
  readonly #places = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #starts = new Words();
  #bytes = 0;

  get isFull(): boolean {
    return this.#texts.length > maxPooled || this.#bytes > maxPoolBytes;
  }

  word(value: Value): number {
    if (typeof value === 'number' && (value << 1) >> 1 === value && !Object.is(value, -0)) {
      return (value << 1) | 1;
    }
    if (typeof value === 'object' && value !== null) {
      if (value.type === 'object') return (value.id << 3) | objectTag;
      const code = types[value.type];
      if (code !== undefined) return code << 3;
    } else {
      const code = atoms.get(String(value));
      if (code !== undefined && typeof value !== 'string') return code << 3;
    }
    return (this.#pooled(value) << 5) | doubleTag;
  }

  #pooled(value: Value): number {
    const key = Object.is(value, -0) ? '-0' : keyOf(value);
    let place = this.#places.get(key);
    if (place === undefined) {
      if (this.isFull) return 0;
      const text = textOf(value);
      place = this.#texts.push(text) - 1;
      this.#places.set(key, place);
      this.#starts.push(this.#bytes);
      this.#bytes += Buffer.byteLength(text);
    }
    return place;
  }

  take(): { pool: Uint8Array; poolStarts: Paged<Int32Array> } {
    this.#starts.push(this.#bytes);
    return { pool: Buffer.from(this.#texts.join('')), poolStarts: this.#starts };
  }
}

/** JSON has no infinities, no minus zero and no bigints. */
function textOf(value: Value): string {
  const written = (type: Written['type'], text: string): string => JSON.stringify({ type, text });
  if (typeof value === 'bigint') return written('bigint', String(value));
  if (Object.is(value, -0)) return written('number', '-0');
  if (typeof value === 'number' && !Number.isFinite(value)) return written('number', String(value));
  return JSON.stringify(value);
}

export class StoredValues {
  readonly #pool: Paged<Uint8Array>;
  readonly #starts: Paged<Int32Array>;
  readonly #info: (id: number) => ObjectInfo | undefined;

  constructor(
    columns: { pool: Paged<Uint8Array>; poolStarts: Paged<Int32Array> },
    info: (id: number) => ObjectInfo | undefined,
  ) {
    this.#pool = columns.pool;
    this.#starts = columns.poolStarts;
    this.#info = info;
  }

  value(word: number): Value {
    if ((word & 1) === 1) return word >> 1;
    if ((word & 7) === objectTag) {
      const id = idOf(word);
      const info = this.#info(id);
      const cls = (info && classNames[info.class]) ?? 'unknown';
      return { type: 'object', id, class: cls, label: info?.label ?? '' };
    }
    if ((word & 31) !== doubleTag) return fromImmediate.get(word >> 3);
    const place = slotOf(word);
    const bytes = this.#pool.subarray(this.#starts.at(place) ?? 0, this.#starts.at(place + 1) ?? 0);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    return valueOf(JSON.parse(text) as Value | Written);
  }
}

/** What JSON has no form for. */
interface Written {
  type: 'bigint' | 'number';
  text: string;
}

function valueOf(read: Value | Written): Value {
  if (typeof read !== 'object' || read === null) return read;
  if ('text' in read) return read.type === 'bigint' ? BigInt(read.text) : Number(read.text);
  return read;
}
