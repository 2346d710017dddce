/**
 * Insertions into a text, collected in the order of their places and joined with it at the end. The
 * numbers in an insertion are headers of the module's own sites (from 0); rendering moves them to
 * the ids that the module was given.
 *
 *   edits.insert(12, '__s$e(', header(0, kind.enter), ');try{');
 */
import { header } from '../probes.js';

/** Text that is known only behind its place. */
export class Later {
  text = '';
}

export type Part = string | number | Later;

export class Edits {
  /** Place of the last insertion, or -1. */
  last = -1;
  private readonly places: number[] = [];
  private readonly texts: (readonly Part[])[] = [];
  private readonly origins: number[] = [];

  insert(place: number, ...parts: readonly Part[]): void {
    this.insertAll(place, parts);
  }

  /** What V8 places in the insertion stands at `origin` in the source. */
  insertFor(origin: number, place: number, ...parts: readonly Part[]): void {
    this.insertAll(place, parts, origin);
  }

  /** The parts are the insertion's own from now on. */
  insertAll(place: number, parts: readonly Part[], origin = -1): void {
    if (place < this.last) throw new Error(`insertion at ${place} after one at ${this.last}`);
    this.texts.push(parts);
    this.places.push(place);
    this.origins.push(origin);
    this.last = place;
  }

  render(source: string, firstSite: number): string {
    const offset = header(firstSite, 0);
    let text = '';
    let copied = 0;
    for (let i = 0; i < this.places.length; i++) {
      const place = this.places[i]!;
      if (place > copied) text += source.slice(copied, place);
      copied = place;
      for (const part of this.texts[i]!) text += textOf(part, offset);
    }
    return text + source.slice(copied);
  }

  /**
   * Three numbers for each insertion: its place in the source, its length in UTF-16 units, and its
   * origin, or -1.
   */
  insertions(firstSite: number): Int32Array {
    const offset = header(firstSite, 0);
    const numbers = new Int32Array(3 * this.places.length);
    for (let i = 0; i < this.places.length; i++) {
      let length = 0;
      for (const part of this.texts[i]!) length += textOf(part, offset).length;
      numbers.set([this.places[i]!, length, this.origins[i]!], 3 * i);
    }
    return numbers;
  }
}

function textOf(part: Part, offset: number): string {
  if (typeof part === 'string') return part;
  return typeof part === 'number' ? String(part + offset) : part.text;
}
