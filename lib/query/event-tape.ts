/**
 * The events of a thread as words that are the same in another run of the program, block by block:
 * without times, strings by what they say, doubles by value, and without the events that come when
 * the machine likes (collections of garbage, samples).
 *
 *   const tape = new EventTape(recording, thread, index);
 *   while (tape.next()) compare(tape.words.subarray(0, tape.length));
 */
import type { ThreadIndex } from '../model/index/thread-index.js';
import { frame } from '../model/index/layout.js';
import { taskLinks, type TaskLinks } from '../model/task-links.js';
import {
  doubleSlots,
  kind,
  kindBits,
  kindMask,
  recordLengths,
  runtimeEvent,
  runtimeEventBits,
  snapshotHeadWords,
  taskRun,
} from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import { readString } from '../reader/strings.js';
import type { RecordedThread } from '../reader/thread.js';
import { readWords } from '../reader/thread-blocks.js';
import { valueOffsets } from '../reader/value-places.js';
import { doubleTag, idOf, objectTag, slotOf, stringTag } from '../reader/value-words.js';
import { recordLength } from '../reader/walk.js';
import { hashText } from './hash-text.js';
import { sameInAnotherRun } from './value-shape.js';

const runtimeTypeMask = (1 << runtimeEventBits) - 1;
/** Strings of one generation that are known by what they say; behind them a tape ends. */
const maxStrings = 2 ** 22;
/** A word becomes three at most. */
const growth = 3;

/** Runtime events that another run has elsewhere. */
function isByChance(type: number): boolean {
  const { collected, sampled, turned } = runtimeEvent;
  return type === collected || type === sampled || type === turned;
}

export class EventTape {
  /** Of the present block; valid up to `length`. */
  words = new Int32Array(0);
  length = 0;
  block = -1;
  readonly #recording: Recording;
  readonly #thread: RecordedThread;
  readonly #index: ThreadIndex;
  readonly #links: TaskLinks;
  /** Sequence numbers of the events that are left out, in order. */
  readonly #skipped: Float64Array;
  /** Hashes of strings by id, two words each; 0: not known. */
  #strings = new Int32Array(1024);
  readonly #doubles = new Float64Array(doubleSlots);
  readonly #doubleWords = new Int32Array(this.#doubles.buffer);
  #isHidden = false;

  constructor(recording: Recording, thread: RecordedThread, index: ThreadIndex) {
    this.#recording = recording;
    this.#thread = thread;
    this.#index = index;
    this.#links = taskLinks(recording, thread);
    const byChance = index.signals.filter(({ type }) => isByChance(type));
    this.#skipped = Float64Array.from(byChance, ({ seq }) => seq);
  }

  /** The number of the event among those of the tape, which another run has, too. */
  ordinalOf(seq: number): number {
    let low = 0;
    let high = this.#skipped.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#skipped[middle]! < seq) low = middle + 1;
      else high = middle;
    }
    return seq - low;
  }

  /** The event with this number. */
  seqOf(ordinal: number): number {
    let seq = ordinal;
    for (const skipped of this.#skipped) {
      if (skipped > seq) break;
      seq++;
    }
    return seq;
  }

  /** The next block; false at the end, or where what follows is not known. */
  next(): boolean {
    const block = this.#thread.blocks.events[this.block + 1];
    if (block?.header === undefined) return false;
    const { files } = this.#recording.processes[this.#thread.process]!;
    let words: Int32Array;
    try {
      words = readWords(block, files.segments, this.#recording.codec);
    } catch {
      return false;
    }
    this.block++;
    this.length = 0;
    if (this.words.length < words.length * growth) {
      this.words = new Int32Array(words.length * growth);
    }
    return this.#pass(words);
  }

  #pass(words: Int32Array): boolean {
    const out = this.words;
    const end = words.length;
    let seq = this.#index.at(this.block, frame.nextSeq);
    for (let at = 0; at < end;) {
      const header = words[at]!;
      const k = header & kindMask;
      let length = recordLengths[k]!;
      if (length === 0) length = recordLength(words, at, end);
      if (length === 0 || at + length > end || k === kind.loss) return false;
      if (k < kind.firstAuxiliaryKind) {
        if (length === 1) out[this.length++] = header;
        else this.#event(words, at, length, seq);
        seq++;
      } else if (!this.#auxiliary(words, at, length)) return false;
      at += length;
    }
    return true;
  }

  #event(words: Int32Array, at: number, length: number, seq: number): void {
    const out = this.words;
    const header = words[at]!;
    const k = header & kindMask;
    if (k === kind.runtime) {
      const type = (header >>> kindBits) & runtimeTypeMask;
      if (isByChance(type)) return;
      out[this.length++] = kind.runtime | (type << kindBits);
      return;
    }
    out[this.length++] = header;
    if (k === kind.task) {
      if (header >>> kindBits !== taskRun.runEnd) this.#origin(seq);
      return;
    }
    const first = valueOffsets[k] === 0 ? length : valueOffsets[k]!;
    for (let word = 1; word < first; word++) out[this.length++] = words[at + word]!;
    for (let word = first; word < length; word++) this.#value(words[at + word]!);
  }

  /** Who scheduled what runs now. */
  #origin(seq: number): void {
    const origin = this.#links.origin(seq);
    const call = origin === undefined || origin.callSeq < 0 ? -1 : this.ordinalOf(origin.callSeq);
    this.words[this.length++] = call;
  }

  #auxiliary(words: Int32Array, at: number, length: number): boolean {
    const out = this.words;
    const header = words[at]!;
    switch (header & kindMask) {
      case kind.string:
        return this.#define(words, at, length);
      case kind.redaction:
        this.#isHidden = true;
        return true;
      case kind.double: {
        const slot = (header >>> kindBits) % doubleSlots;
        this.#doubleWords[slot * 2] = words[at + 1]!;
        this.#doubleWords[slot * 2 + 1] = words[at + 2]!;
        return true;
      }
      case kind.generation:
        this.#strings.fill(0);
        return true;
      case kind.object:
        out[this.length++] = header;
        out[this.length++] = words[at + 1]!;
        this.#value(words[at + 2]!);
        return true;
      case kind.snapshot:
      case kind.snapshotMore:
        for (let word = 0; word < snapshotHeadWords; word++) out[this.length++] = words[at + word]!;
        for (let word = snapshotHeadWords; word < length; word++) this.#value(words[at + word]!);
        return true;
      default:
        return true;
    }
  }

  #define(words: Int32Array, at: number, length: number): boolean {
    const id = words[at + 1]! >>> 0;
    if (id >= maxStrings) return false;
    if (id * 2 + 1 >= this.#strings.length) {
      const larger = new Int32Array(Math.max(this.#strings.length * 2, id * 2 + 2));
      larger.set(this.#strings);
      this.#strings = larger;
    }
    const hash = this.#isHidden ? hiddenHash(words, at) : hashWords(words, at, length);
    this.#isHidden = false;
    this.#strings[id * 2] = hash | 0;
    this.#strings[id * 2 + 1] = Math.floor(hash / 2 ** 32) + 1;
    return true;
  }

  #value(word: number): void {
    const out = this.words;
    if ((word & 1) === 1 || (word & 7) === objectTag || (word & 7) === 0) {
      out[this.length++] = word;
      return;
    }
    if ((word & 31) === doubleTag) {
      const slot = slotOf(word) % doubleSlots;
      out[this.length++] = doubleTag;
      out[this.length++] = this.#doubleWords[slot * 2]!;
      out[this.length++] = this.#doubleWords[slot * 2 + 1]!;
      return;
    }
    const isString = (word & 7) === stringTag;
    const id = isString ? idOf(word) : slotOf(word);
    out[this.length++] = isString ? stringTag : word & 31;
    out[this.length++] = this.#strings[id * 2] ?? 0;
    out[this.length++] = this.#strings[id * 2 + 1] ?? 0;
  }
}

/** Of the kString record: 53 bits over its length and what is stored of it. */
function hashWords(words: Int32Array, at: number, length: number): number {
  let a = words[at]! ^ 0x2545f491;
  let b = words[at + 2]! ^ 0x41c6ce57;
  for (let word = at + 4; word < at + length; word++) {
    a = Math.imul(a ^ words[word]!, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ words[word]!, 0x5f356495);
    b ^= b >>> 13;
  }
  return (b & 0x1fffff) * 2 ** 32 + (Math.imul(a ^ (a >>> 16), 0x85ebca6b) >>> 0);
}

/** What stands for a secret has a hash whose key is the recording's own. */
function hiddenHash(words: Int32Array, at: number): number {
  const text = readString(words, at);
  return hashText(sameInAnotherRun(typeof text === 'object' ? text.head : text));
}
