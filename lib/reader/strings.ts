/**
 * The strings of a thread's present generation: kept as the words that define them, turned into
 * text when somebody asks. Bounded, whatever the file says.
 */
import { kindBits, stringHeadWords } from './format.js';
import { recordLength } from './walk.js';

/** A string whose head only was recorded. */
export interface TruncatedString {
  type: 'string';
  /** The first code units. */
  head: string;
  /** Of the whole, in UTF-16 code units. */
  length: number;
  /** A hash of the beginning with the recording's key, as 8 hex digits: tells equal strings. */
  hash: string;
}

/** A writer numbers strings from 1 without gaps; ids far above what there is go to a map. */
const denseSlack = 65_536;
/** Words that one generation's strings may take: four times what a recorder's bounds allow. */
const maxStoreWords = 16 * 2 ** 20;

export class StringTable {
  #store = new Int32Array(1024);
  #used = 1; // offset 0 means "not defined"
  #offsets = new Int32Array(256);
  #count = 0;
  readonly #sparse = new Map<number, number>();
  #texts: (string | TruncatedString | undefined)[] = [];

  /** Takes over the kString record at `words[at]`, whose length was checked. */
  define(words: Int32Array, at: number): void {
    const length = recordLength(words, at, words.length);
    if (this.#used + length > maxStoreWords) return;
    if (this.#used + length > this.#store.length) this.#store = grown(this.#store);
    const store = this.#store;
    const to = this.#used;
    for (let word = 0; word < length; word++) store[to + word] = words[at + word]!;
    this.#used += length;
    this.#count++;
    this.#setOffset(words[at + 1]! >>> 0, to);
  }

  /** The string with this id; undefined where its definition was lost. */
  get(id: number): string | TruncatedString | undefined {
    const at = id < this.#offsets.length ? this.#offsets[id]! : (this.#sparse.get(id) ?? 0);
    if (at === 0) return undefined;
    if (id >= this.#offsets.length) return readString(this.#store, at);
    return (this.#texts[id] ??= readString(this.#store, at));
  }

  /** Forgets everything: a new generation begins. */
  clear(): void {
    this.#used = 1;
    this.#count = 0;
    this.#offsets.fill(0);
    this.#sparse.clear();
    this.#texts = [];
  }

  #setOffset(id: number, offset: number): void {
    if (id >= this.#offsets.length) {
      if (id > this.#count + denseSlack) {
        this.#sparse.set(id, offset);
        return;
      }
      const larger = new Int32Array(Math.max(this.#offsets.length * 2, id + 1));
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[id] = offset;
    this.#texts[id] = undefined;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Text of the kString record at `words[at]`. */
export function readString(words: Int32Array, at: number): string | TruncatedString {
  const argument = words[at]! >>> kindBits;
  const stored = argument >>> 1;
  const length = words[at + 2]! >>> 0;
  const from = words.byteOffset + (at + stringHeadWords) * 4;
  const bytes = Buffer.from(words.buffer, from, (argument & 1) === 0 ? stored : stored * 2);
  const head = (argument & 1) === 0 ? bytes.toString('latin1') : bytes.toString('utf16le');
  if (length === stored) return head;
  return { type: 'string', head, length, hash: hex(words[at + 3]!) };
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
