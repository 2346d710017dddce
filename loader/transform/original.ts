/**
 * The way back from the text that runs to the text that was written: places for stack traces, the
 * text of a function for Function.prototype.toString and for messages of V8 that quote it.
 *
 *   original.text('a =>{__s$e1(2,a);try{return …}…}')    // 'a => a'
 *   original.place(3, 40)                                // { line: 3, column: 12 }
 */
import { skipBlank } from '../../lib/plan/places.js';
import { kindBits, probePrefix } from '../probes.js';
import { charCodeAt, indexOf, slice } from '../runtime/primordials.js';

export interface Place {
  line: number;
  column: number;
}

/** Offsets in the source. */
export interface Range {
  start: number;
  end: number;
}

/** Where V8 would miss the name, by the place where it does (missing-names.ts); or -1. */
type MissingPlace = (offset: number, name: string) => number;

/** What V8 says of what begins at a place of the source, where it cannot be iterated. */
type NotIterable = (place: number) => string | undefined;

export class Original {
  readonly source: string;
  readonly #rendered: string;
  readonly #missingPlace: MissingPlace;
  readonly #quotedFrom: (start: number) => Range | undefined;
  readonly #notIterable: NotIterable;
  readonly #columnOffset: number;
  /** Places of insertions in the source, and how much was inserted up to and with each. */
  readonly #places: Int32Array;
  readonly #inserted: Int32Array;
  /** Where V8 would be in the source for a place in the insertion; -1 at the function's begin. */
  readonly #origins: Int32Array;
  /** What was asked of `#notIterable` before. */
  readonly #worded = new Map<number, string | undefined>();
  /** Offsets of the source's lines. */
  #lines: Int32Array | undefined;

  /**
   * `insertions`: place, length and origin of each, from `Transformed.insertions`. `quotedFrom`:
   * the class that starts there, or the first function that does so there or later.
   * `columnOffset`: what V8 was told to add to columns of the first line.
   */
  constructor(
    source: string,
    rendered: string,
    insertions: Int32Array,
    missingPlace: MissingPlace = () => -1,
    quotedFrom: (start: number) => Range | undefined = () => undefined,
    columnOffset = 0,
    notIterable: NotIterable = () => undefined,
  ) {
    this.source = source;
    this.#columnOffset = columnOffset;
    this.#notIterable = notIterable;
    this.#quotedFrom = quotedFrom;
    this.#missingPlace = missingPlace;
    this.#rendered = rendered;
    const count = insertions.length / 3;
    this.#places = new Int32Array(count);
    this.#inserted = new Int32Array(count);
    this.#origins = new Int32Array(count);
    let inserted = 0;
    for (let i = 0; i < count; i++) {
      inserted += insertions[3 * i + 1]!;
      this.#places[i] = insertions[3 * i]!;
      this.#origins[i] = insertions[3 * i + 2]!;
      this.#inserted[i] = inserted;
    }
  }

  /** Offset in the source; of an offset inside an insertion, where that stands. */
  offset(rendered: number): number {
    const index = this.#last(rendered);
    if (index < 0) return rendered;
    const place = this.#places[index]!;
    const offset = rendered - this.#inserted[index]!;
    return offset < place ? place : offset;
  }

  /** Where the function begins that an insertion belongs to. */
  #begin(index: number): number {
    const site = firstSiteIn(this.#insertion(index));
    if (site < 0) return this.#places[index]!;
    let opening = 0;
    while (opening < index && firstSiteIn(this.#insertion(opening)) !== site) opening++;
    return skipBlank(this.source, this.#places[opening]!);
  }

  /** End of an insertion in the text that runs. */
  #end(index: number): number {
    return this.#places[index]! + this.#inserted[index]!;
  }

  #insertion(index: number): string {
    const start = this.#places[index]! + this.#insertedBefore(index);
    return slice(this.#rendered, start, this.#end(index));
  }

  /** The last insertion that starts at or before an offset of the text that runs; -1 for none. */
  #last(rendered: number): number {
    return this.#search((i) => this.#places[i]! + this.#insertedBefore(i) > rendered) - 1;
  }

  /**
   * The place, from 1, that V8 would name in the source for one that it named in the text that
   * runs. What fails inside an insertion without origin is the call of a probe when the stack is
   * full; the function would not have begun then, for which V8 names its first statement.
   * `missing`: the name that a ReferenceError there is about.
   */
  place(line: number, column: number, missing?: string): Place {
    const start = this.#lineStart(line);
    if (start < 0) return { line, column };
    const before = this.#before(line);
    const rendered = this.#renderedStart(start) + column - before;
    const index = this.#last(rendered);
    if (index >= 0 && rendered < this.#end(index)) {
      const origin = this.#origins[index]!;
      const moved = missing === undefined ? -1 : this.#missingPlace(origin, missing);
      if (moved >= 0) return this.at(moved);
      return this.at(origin < 0 ? this.#begin(index) : origin);
    }
    const offset = this.offset(rendered);
    const moved = missing === undefined ? -1 : this.#missingPlace(offset, missing);
    return moved < 0 ? { line, column: offset - start + before } : this.at(moved);
  }

  /** Whether a place of the text that runs lies in what was inserted. */
  isInserted(line: number, column: number): boolean {
    const start = this.#lineStart(line);
    if (start < 0) return false;
    const rendered = this.#renderedStart(start) + column - this.#before(line);
    const index = this.#last(rendered);
    return index >= 0 && rendered < this.#end(index);
  }

  /** V8's words for what cannot be iterated, by the offset of a probe around it. */
  notIterable(rendered: number): string | undefined {
    const index = this.#last(rendered);
    if (index < 0 || rendered >= this.#end(index)) return undefined;
    const place = this.#places[index]!;
    if (!this.#worded.has(place)) this.#worded.set(place, this.#notIterable(place));
    return this.#worded.get(place);
  }

  /** Offset in the source of a place of the source. */
  offsetOf(line: number, column: number): number {
    return this.#lineStart(line) + column - this.#before(line);
  }

  /** Line and column, from 1, of an offset in the source. */
  at(offset: number): Place {
    let line = 1;
    while (this.#lineStart(line + 1) >= 0 && this.#lineStart(line + 1) <= offset) line++;
    return { line, column: offset - this.#lineStart(line) + this.#before(line) };
  }

  /** A line of the source without its end. */
  line(line: number): string | undefined {
    const start = this.#lineStart(line);
    if (start < 0) return undefined;
    const next = this.#lines![line];
    return slice(this.source, start, next === undefined ? undefined : lineEnd(this.source, next));
  }

  /** The source of a function or class that shows itself as `text`; undefined if not from here. */
  text(text: string): string | undefined {
    const start = indexOf(this.#rendered, text);
    if (start < 0) return this.#within(text);
    return slice(this.source, this.offset(start), this.offset(start + text.length));
  }

  /** A function whose body is the whole text: V8 shows a head that it made. */
  #within(text: string): string | undefined {
    const start = indexOf(text, this.#rendered);
    if (start < 0) return undefined;
    return slice(text, 0, start) + this.source + slice(text, start + this.#rendered.length);
  }

  /**
   * A message in which V8 quotes a function, with what was written in place of what runs. V8 leaves
   * the middle out of texts of more than 128 units; then what it quotes is the class that begins
   * there, or the first function from there on. Undefined where it is none from here.
   */
  quoting(message: string): string | undefined {
    const { at, end: keyEnd } = findProbe(message);
    const there = at < 0 ? -1 : indexOf(this.#rendered, slice(message, at, keyEnd));
    if (there < 0) return undefined;
    const same = (step: number): number => {
      let count = 0;
      for (let near = at, far = there; ; count++) {
        near += step;
        far += step;
        const code = charCodeAt(message, near);
        if (!(code >= 0) || code !== charCodeAt(this.#rendered, far)) return count;
      }
    };
    const before = same(-1);
    const start = skipBlank(this.source, this.offset(there - before));
    const head = slice(message, 0, at - before + (start - this.offset(there - before)));
    const gap = indexOf(message, leftOut, at);
    if (gap < 0) {
      const behind = same(1) + 1;
      const quoted = slice(this.source, start, this.offset(there + behind));
      return head + quoted + slice(message, at + behind);
    }
    const range = this.#quotedFrom(start);
    if (range === undefined) return undefined;
    if (indexOf(slice(this.source, start, range.start), '{') >= 0) return undefined;
    const quoted = shortened(slice(this.source, start, range.end));
    return head + quoted + slice(message, gap + leftOut.length + unitsBehind);
  }

  /** The column of a line's first unit. */
  #before(line: number): number {
    return line === 1 ? this.#columnOffset + 1 : 1;
  }

  #insertedBefore(index: number): number {
    return index === 0 ? 0 : this.#inserted[index - 1]!;
  }

  #lineStart(line: number): number {
    this.#lines ??= lineStarts(this.source);
    return this.#lines[line - 1] ?? -1;
  }

  /** Where the line that starts at `start` of the source starts in the text that runs. */
  #renderedStart(start: number): number {
    return start + this.#insertedBefore(this.#search((i) => this.#places[i]! >= start));
  }

  /** The first insertion for which `isBehind` holds; it does for all that follow. */
  #search(isBehind: (index: number) => boolean): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

// By hand from here on: a regular expression would leave its match in the guest's RegExp.$1.

const codes = { lineFeed: 0x0a, return: 0x0d, lineSeparator: 0x2028, paragraphSeparator: 0x2029 };

/** Where the line ends that is followed by one at `next`. */
function lineEnd(source: string, next: number): number {
  const isPair =
    charCodeAt(source, next - 1) === codes.lineFeed &&
    charCodeAt(source, next - 2) === codes.return;
  return next - (isPair ? 2 : 1);
}

/** As V8 counts lines. */
function lineStarts(source: string): Int32Array {
  let count = 1;
  for (let at = nextLine(source, 0); at >= 0; at = nextLine(source, at)) count++;
  const starts = new Int32Array(count);
  for (let line = 1; line < count; line++) starts[line] = nextLine(source, starts[line - 1]!);
  return starts;
}

/** Where the next line starts; -1 in the last. */
function nextLine(source: string, start: number): number {
  for (let at = start; at < source.length; at++) {
    const code = charCodeAt(source, at);
    if (code === codes.return && charCodeAt(source, at + 1) === codes.lineFeed) return at + 2;
    if (isLineEnd(code)) return at + 1;
  }
  return -1;
}

function isLineEnd(code: number): boolean {
  return (
    code === codes.lineFeed ||
    code === codes.return ||
    code === codes.lineSeparator ||
    code === codes.paragraphSeparator
  );
}

/** The first site that a text with probes names; -1 for a text without probes. */
export function firstSiteIn(text: string): number {
  return findProbe(text).site;
}

interface Probe {
  /** Where it stands; -1 for none, and behind its header. */
  at: number;
  end: number;
  site: number;
}

/** The first probe in a text that names a site. */
function findProbe(text: string): Probe {
  let at = indexOf(text, probePrefix);
  while (at >= 0) {
    const open = indexOf(text, '(', at);
    if (open < 0) break;
    const end = numberEnd(text, open + 1);
    if (end > open + 1 && isProbeName(text, at + probePrefix.length, open)) {
      return { at, end, site: Number(slice(text, open + 1, end)) >> kindBits };
    }
    at = indexOf(text, probePrefix, at + 1);
  }
  return { at: -1, end: -1, site: -1 };
}

/** What V8 writes in place of the middle of a long text. */
const leftOut = '...<omitted>...';
const mostUnits = 128;
const unitsBefore = 111;
const unitsBehind = 2;

function shortened(text: string): string {
  if (text.length <= mostUnits) return text;
  return slice(text, 0, unitsBefore) + leftOut + slice(text, text.length - unitsBehind);
}

/** `e2`, `w?.`, `a?.self)` */
function isProbeName(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isWordPart(charCodeAt(text, at))) at++;
  const rest = slice(text, at, end);
  return at > start && (rest === '' || rest === '?.' || rest === '?.self)' || rest === '?.self');
}

function isWordPart(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  );
}

/** Where the decimal number ends that stands there. */
function numberEnd(text: string, start: number): number {
  let at = start;
  while (charCodeAt(text, at) >= 0x30 && charCodeAt(text, at) <= 0x39) at++;
  return at;
}
