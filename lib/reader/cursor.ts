/**
 * A pass over the events of one thread, in the order in which it emitted them, without an object
 * for each: `next()` moves, the fields tell.
 *
 *   const cursor = thread.cursor();
 *   while (cursor.next()) if (cursor.kind === kind.enter) count(cursor.site);
 *
 * Where events are missing the cursor stops at a gap: `kind` is kind.loss, and `lostCount` and
 * `lossCause` tell what is not there.
 */
import type { BlockHeader } from './block.js';
import type { CursorMark, CursorOptions, CursorSource } from './cursor-options.js';
import { Definitions } from './definitions.js';
import type { ExpiredThread } from './expired.js';
import {
  chunkBytes,
  kind,
  kindBits,
  kindMask,
  lossCause,
  maxCount,
  recordLengths,
  runtimeEventBits,
} from './format.js';
import { gapCause } from './gap.js';
import { readAndKeepWords, readWords, type ChunkPlace, type ThreadBlock } from './thread-blocks.js';
import { BlockTimes } from './times.js';
import { valueCounts, valueOffsets } from './value-places.js';
import type { Value } from './value.js';
import { join, recordLength } from './walk.js';

interface Gap {
  count: number;
  cause: number;
}

/** `site` of events that happened at no site. */
export const noSite = -1;

const chunkWords = chunkBytes / 4;
const noWords = new Int32Array(0);

export class ThreadCursor {
  /** Record kind of the present event; kind.loss at a gap. */
  kind = 0;
  /** Site id within the process; noSite for events of the runtime. */
  site = 0;
  /** Number of the event within its thread, from 0, lost ones included; at a gap the first lost. */
  seq = -1;
  /** At a gap: events that are missing; 0 when nobody knows how many. */
  lostCount = 0;
  /** At a gap: one of gapCause. */
  lossCause = 0;
  /** Words of the present block, and the index of the event's header among them. */
  words: Int32Array = noWords;
  at = 0;

  #next = 0;
  #end = 0;
  #nextSeq = 0;
  #lostSoFar = 0;
  #overwrittenSoFar = 0;
  #block = -1;
  #firstSeqOfBlock = 0;
  #lostInBlock = 0;
  #segment = -1;
  #generation = 0;
  #isEnded = false;
  #isFromMiddle = false;
  #timesBlock = -1;
  #timeBefore = 0;
  readonly #gaps: Gap[] = [];
  readonly #times = new BlockTimes();
  readonly #source: CursorSource;
  readonly #definitions: Definitions;
  readonly #onBlock: ((mark: CursorMark) => void) | undefined;

  constructor(source: CursorSource, options: CursorOptions = {}) {
    this.#source = source;
    this.#definitions = new Definitions(options);
    this.#onBlock = options.onBlock;
    if (options.from !== undefined) this.#beginAt(options.from);
    else if (source.expired !== undefined) this.#beginBehind(source.expired);
  }

  #beginBehind({ recorded, dropped, overwritten }: ExpiredThread): void {
    const { expired, dropped: byDrop, overwritten: byOverwrite } = gapCause;
    if (recorded > 0) this.#gaps.push({ count: recorded, cause: expired });
    if (dropped > 0) this.#gaps.push({ count: dropped, cause: byDrop });
    if (overwritten > 0) this.#gaps.push({ count: overwritten, cause: byOverwrite });
  }

  #beginAt(mark: CursorMark): void {
    this.#isFromMiddle = true;
    this.#block = mark.block - 1;
    this.#segment = this.#source.blocks.events[this.#block]?.segment ?? -1;
    this.#nextSeq = mark.nextSeq;
    this.#lostSoFar = mark.lostSoFar;
    this.#overwrittenSoFar = mark.overwrittenSoFar;
    this.#generation = mark.generation;
    this.#timeBefore = mark.time;
  }

  get #mark(): CursorMark {
    return {
      block: this.#block + 1,
      nextSeq: this.#nextSeq,
      lostSoFar: this.#lostSoFar,
      overwrittenSoFar: this.#overwrittenSoFar,
      generation: this.#generation,
      time: this.#timeBehindBlock(),
    };
  }

  /** Moves to the next event or gap; false at the end. */
  next(): boolean {
    for (;;) {
      if (this.#gaps.length > 0) return this.#stopAtGap();
      const at = this.#next;
      if (at >= this.#end) {
        if (!this.#nextBlock()) return false;
        continue;
      }
      const header = this.words[at]!;
      const recordKind = header & kindMask;
      let length = recordLengths[recordKind]!;
      if (recordKind === kind.runtime) length = recordLength(this.words, at, this.#end);
      if (recordKind < kind.firstAuxiliaryKind && length !== 0 && at + length <= this.#end) {
        this.#next = at + length;
        this.at = at;
        this.kind = recordKind;
        this.site =
          recordKind < kind.task || recordKind > kind.runtime ? header >>> kindBits : noSite;
        this.seq = this.#nextSeq++;
        return true;
      }
      this.#auxiliary(at, header, recordKind);
    }
  }

  /** Nanoseconds since the recording's start; interpolated between time records. */
  get time(): number {
    if (this.#block < 0 || this.kind === kind.loss) return this.#timeAtGap();
    this.#scanTimes();
    return this.#times.of(this.seq - this.#firstSeqOfBlock - this.#lostInBlock);
  }

  /** Rules of strings that hide something, and sights without a comparison, so far. */
  get redactions(): readonly (number | undefined)[] {
    return this.#definitions.redactions;
  }

  get uncompared(): number {
    return this.#definitions.uncompared;
  }

  /** The present block, among those of the thread; -1 before the first. */
  get block(): number {
    return this.#block;
  }

  /** Whether no event or gap of the present block is left; takes what only defines something. */
  finishBlock(): boolean {
    if (this.#gaps.length > 0) return false;
    while (this.#next < this.#end) {
      if ((this.words[this.#next]! & kindMask) < kind.firstAuxiliaryKind) return false;
      const behind = this.takeDefinition(this.#next);
      if (behind < 0) return false;
      this.#next = behind;
    }
    return true;
  }

  /**
   * For who goes over records of the present block himself: the next one's place, or the end where
   * a gap comes first. `goOn` says how far he came.
   */
  get ahead(): number {
    return this.#gaps.length > 0 ? this.words.length : this.#next;
  }

  /** Number within its block of the event that comes next. */
  get nextOrdinal(): number {
    return this.#nextSeq - this.#firstSeqOfBlock - this.#lostInBlock;
  }

  /** Times of the present block's events, by their numbers in it. */
  get blockTimes(): BlockTimes {
    this.#scanTimes();
    return this.#times;
  }

  /** Takes the record at `at`, no event; the place behind it, or -1 where `next` must see it. */
  takeDefinition(at: number): number {
    const recordKind = this.words[at]! & kindMask;
    const length = recordLength(this.words, at, this.#end);
    if (length === 0 || recordKind === kind.loss) return -1;
    this.#pass(at, recordKind);
    return at + length;
  }

  /** Records up to `at` were taken, so many events among them. */
  goOn(at: number, events: number): void {
    this.#next = at;
    this.#nextSeq += events;
  }

  /** Sequence number of the event that comes next: behind the pass, the number of all. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** A key frame of this event was read, which comes before the event, or without it. */
  isAhead(seq: number): boolean {
    return seq >= this.#nextSeq || seq > this.seq;
  }

  /** Nanoseconds since the start, of the last time that was stated behind the present block. */
  get lastTime(): number {
    return this.#timeBehindBlock();
  }

  /** What the event's header says besides its kind: a TaskRun, a RuntimeEvent and its values. */
  get argument(): number {
    return this.words[this.at]! >>> kindBits;
  }

  /** Of task events: words back to where the promise was made, or placeNotKnown; or an async id. */
  get taskFrom(): number {
    return this.words[this.at + 1]! >>> 0;
  }

  /** Where the event's record stands among all words that the thread ever stored. */
  get place(): number {
    const block = this.#source.blocks.events[this.#block];
    return block === undefined ? 0 : blockPlace(block) + this.at;
  }

  /** The same of the present block's first word. */
  get blockPlace(): number {
    const block = this.#source.blocks.events[this.#block];
    return block === undefined ? 0 : blockPlace(block);
  }

  /** Id of the async or generator call that activation, await, resume and yield events name. */
  get activation(): number {
    return this.words[this.at + 1]!;
  }

  /** Recorded values of the event: arguments of an enter, what a set or mutate event names. */
  get valueCount(): number {
    if (this.kind === kind.runtime) return this.argument >>> runtimeEventBits;
    return valueCounts[this.kind]!;
  }

  /** The value at `index` (below valueCount), decoded. Needs a cursor with values. */
  value(index: number): Value {
    return this.#definitions.value(this.words[this.at + valueOffsets[this.kind]! + index]!);
  }

  /** What the word of a value means, with no more of objects than tells them apart. */
  glance(word: number): Value {
    return this.#definitions.glance(word);
  }

  #stopAtGap(): true {
    const gap = this.#gaps.shift()!;
    this.kind = kind.loss;
    this.site = 0;
    this.seq = this.#nextSeq;
    this.lostCount = gap.count;
    this.lossCause = gap.cause;
    this.#nextSeq += gap.count;
    this.#lostInBlock += gap.count;
    const isRecorded = gap.cause !== gapCause.damaged && gap.cause !== gapCause.expired;
    if (isRecorded) this.#lostSoFar += gap.count;
    if (gap.cause === gapCause.overwritten) this.#overwrittenSoFar += gap.count;
    // What was lost may have held the doubles that later events refer to.
    this.#definitions.forgetDoubles();
    return true;
  }

  #timeAtGap(): number {
    if (this.#block < 0) return 0;
    if (this.#next >= this.#end) return this.#timeBehindBlock();
    this.#scanTimes();
    return this.#times.of(
      this.seq - this.#firstSeqOfBlock - (this.#lostInBlock - this.lostCount) - 1,
    );
  }

  #scanTimes(): void {
    if (this.#timesBlock === this.#block) return;
    this.#timesBlock = this.#block;
    this.#times.scan(this.words, 0, this.words.length, this.#timeBefore, this.#source.epoch);
  }

  #timeBehindBlock(): number {
    if (this.#block < 0) return 0;
    const header = this.#source.blocks.events[this.#block]?.header;
    if (header !== undefined && this.#timesBlock !== this.#block) {
      return Math.max(this.#timeBefore, this.#source.epoch.sinceBig(header.timeLast));
    }
    if (this.#block >= this.#source.blocks.events.length) return this.#timeBefore;
    this.#scanTimes();
    return this.#times.last;
  }

  #nextBlock(): boolean {
    const { blocks, segments, codec, epoch } = this.#source;
    if (this.#isEnded) return false;
    this.#onBlock?.(this.#mark);
    const previous = blocks.events[this.#block];
    const timeBefore = this.#block < 0 ? 0 : this.#timeBehindBlock();
    const block = blocks.events[++this.#block];
    this.words = noWords;
    this.#next = this.#end = 0;
    this.#timeBefore = timeBefore;
    if (block === undefined) return this.#finish();
    const { header } = block;
    if (header !== undefined) {
      this.#timeBefore = Math.max(timeBefore, epoch.sinceBig(header.timeFirst));
      if (!this.#compareCounts(header, block)) {
        this.#firstSeqOfBlock = this.#nextSeq;
        this.#lostInBlock = 0;
        return true;
      }
      if (header.generation !== this.#generation) this.#beginGeneration(header.generation);
    } else {
      this.#compareChunks(previous ?? blocks.expiredEnd, block);
    }
    if (block.segment !== this.#segment) this.#readCarries(block.segment);
    const missing = this.#gaps.reduce((sum, gap) => sum + gap.count, 0);
    this.#firstSeqOfBlock = this.#nextSeq + missing;
    this.#lostInBlock = -missing;
    try {
      this.words = (this.#isFromMiddle ? readAndKeepWords : readWords)(block, segments, codec);
      this.#end = this.words.length;
    } catch (error) {
      this.#report(block, (error as Error).message);
      this.#gaps.push({ count: header?.eventCount ?? 0, cause: gapCause.damaged });
    }
    return true;
  }

  /**
   * The block states how many events came before it, and how many of them were lost. False where
   * its events, or others with their numbers, were read already.
   */
  #compareCounts({ firstSeq, lostBefore }: BlockHeader, block: ThreadBlock): boolean {
    const missing = firstSeq - this.#nextSeq;
    if (missing < 0) {
      const expected = String(this.#nextSeq);
      this.#report(block, `its first event is ${String(firstSeq)}, expected ${expected}`);
      return false;
    }
    if (missing > 0) this.#addGaps(missing, lostBefore, block);
    return true;
  }

  #addGaps(missing: number, lostBefore: number, block: ThreadBlock | undefined): void {
    const recorded = Math.min(missing, Math.max(0, lostBefore - this.#lostSoFar));
    // Losses without a record of their own come from a disk that refused blocks.
    if (recorded > 0) this.#gaps.push({ count: recorded, cause: gapCause.stopped });
    const damaged = missing - recorded;
    if (damaged === 0) return;
    this.#gaps.push({ count: damaged, cause: gapCause.damaged });
    if (block !== undefined) this.#reportMissing(block, `${String(damaged)} events before it`);
  }

  /** Chunks are numbered without gaps; words of the arena have no other account. */
  #compareChunks(previous: ChunkPlace | undefined, block: ThreadBlock): void {
    // Also where the chunks follow: of the one before, only a prefix may be in a segment.
    if (this.#addUnwritten(block.overwrittenBefore)) return;
    const follows =
      previous === undefined
        ? block.chunkSeq === 0 && block.chunkOffset === 0
        : previous.chunkSeq === block.chunkSeq
          ? block.chunkOffset === previous.chunkOffset + previous.wordCount
          : block.chunkOffset === 0 && block.chunkSeq === previous.chunkSeq + 1;
    if (follows) return;
    this.#reportMissing(block, `words before chunk ${String(block.chunkSeq)}`);
    this.#gaps.push({ count: 0, cause: gapCause.damaged });
    this.#beginGeneration(-1);
  }

  #finish(): boolean {
    this.#isEnded = true;
    this.#firstSeqOfBlock = this.#nextSeq;
    const { end, unwritten } = this.#source;
    if (end === undefined) {
      this.#addUnwritten();
      if (unwritten !== undefined && unwritten.rewound > 0) {
        this.#gaps.push({ count: unwritten.rewound, cause: gapCause.dropped });
      }
    } else if (end.emitted > this.#nextSeq) {
      this.#addGaps(end.emitted - this.#nextSeq, end.lost, undefined);
    }
    return this.#gaps.length > 0;
  }

  /** A kill may come before notes on overwritten chunks are in a segment: those up to `before`. */
  #addUnwritten(before = Infinity): boolean {
    const all = this.#source.unwritten?.overwritten ?? 0;
    const count = Math.min(before, all) - this.#overwrittenSoFar;
    if (count <= 0) return false;
    this.#gaps.push({ count, cause: gapCause.overwritten });
    this.#beginGeneration(-1);
    return true;
  }

  #auxiliary(at: number, header: number, recordKind: number): void {
    const length = recordLength(this.words, at, this.#end);
    const argument = header >>> kindBits;
    if (length === 0) {
      this.#giveUpBlock();
      return;
    }
    if (recordKind === kind.loss) {
      const count = join(this.words[at + 1]!, this.words[at + 2]!);
      if (argument >= lossCause.lossCauses || this.#nextSeq + count > maxCount) {
        this.#giveUpBlock();
        return;
      }
      this.#next = at + length;
      this.#gaps.push({ count, cause: argument });
      return;
    }
    this.#next = at + length;
    this.#pass(at, recordKind);
  }

  /** A whole record that is neither an event nor a loss. */
  #pass(at: number, recordKind: number): void {
    if (recordKind === kind.generation) this.#beginGeneration(this.#generation + 1);
    else this.#definitions.take(this.words, at);
  }

  /** What stands in the block from here on is no record: its remaining events are damaged. */
  #giveUpBlock(): void {
    const block = this.#source.blocks.events[this.#block]!;
    this.#report(block, `no valid record at word ${String(this.#next)}`);
    const read = this.#nextSeq - this.#firstSeqOfBlock - this.#lostInBlock;
    const count = Math.max(0, (block.header?.eventCount ?? 0) - read);
    this.#next = this.#end;
    this.#gaps.push({ count, cause: gapCause.damaged });
  }

  #beginGeneration(generation: number): void {
    this.#generation = generation;
    this.#definitions.beginGeneration();
  }

  /** A segment repeats the strings of generations that began before it; needed after a gap. */
  #readCarries(segment: number): void {
    const isNext = segment === this.#segment + 1 && this.#segment >= 0;
    this.#segment = segment;
    if (!this.#definitions.areKept || (isNext && this.#gaps.length === 0)) return;
    const { blocks, segments, codec } = this.#source;
    for (const block of blocks.carries.get(segment) ?? []) {
      if (block.header?.generation !== this.#generation) continue;
      try {
        this.#definitions.readCarry(readWords(block, segments, codec));
      } catch (error) {
        this.#report(block, (error as Error).message);
      }
    }
  }

  #report(block: ThreadBlock, what: string): void {
    this.#source.log.add({ file: block.file, offset: block.offset, kind: 'corrupt', what });
  }

  #reportMissing(block: ThreadBlock, what: string): void {
    const sentence = `thread ${String(this.#source.blocks.thread)} lacks ${what}`;
    this.#source.log.add({
      file: block.file,
      offset: block.offset,
      kind: 'missing',
      what: sentence,
    });
  }
}

function blockPlace(block: ThreadBlock): number {
  return block.chunkSeq * chunkWords + block.chunkOffset;
}
