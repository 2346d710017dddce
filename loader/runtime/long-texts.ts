/**
 * Which long texts are looked at. To look costs V8 a copy of a text that was made by concatenation:
 * a loop that makes a long text out of pieces would become quadratic. So there is an account: so
 * many code units at first, and so many for each long text. What it does not cover is told by its
 * length alone.
 */
import { kind } from '../../lib/records.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';

const unitsAtFirst = 64 << 20;
const unitsForEach = 8 << 10;

/** Longer texts are on account. */
export const maxFreeCodeUnits = 1024;

export class LongTexts {
  #left = unitsAtFirst;
  /** The last that was not looked at, and its id. */
  #unseen = '';
  #id = 0;

  /** Whether there is enough for a text of this length; takes it. */
  mayLook(length: number): boolean {
    this.#left += unitsForEach;
    if (length > this.#left) return false;
    this.#left -= length;
    return true;
  }

  /** Its id where it is the text that was told last by its length; else 0. */
  known(text: string): number {
    return text === this.#unseen ? this.#id : 0;
  }

  tell(ring: Ring, id: number, text: string): void {
    const { words } = ring;
    const at = words[ring.position] as number;
    words[at + 1] = id;
    words[at + 2] = text.length;
    words[at + 3] = 0;
    commit(ring, at, auxiliaryHeader(kind.string, 0), 4);
    this.#unseen = text;
    this.#id = id;
  }

  /** Ids start anew. */
  renew(): void {
    this.#unseen = '';
  }
}
