/**
 * Which long texts are looked at. To look costs V8 a copy of a text that was made by concatenation:
 * a loop that makes a long text out of pieces would become quadratic. So there is an account: so
 * many code units at first, and so many for each long text. What it does not cover is told by its
 * length alone. A text that has grown by a little many times running is such a loop's: when the
 * first units are spent, it is looked at whenever it has become longer by a sixteenth.
 */
import { kind } from '../../lib/records.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';

export const unitsAtFirst = 64 << 20;
const unitsForEach = 8 << 10;

/** Longer texts are on account; a text that grows by more at a time is a new one. */
export const maxFreeCodeUnits = 1024;
/** So many longer texts running are a growing one. */
const maxSteps = 16;
/** Code units that each new one of a growing text pays for. */
const unitsForGrown = 16;

export class LongTexts {
  #left = unitsAtFirst;
  #lastLength = 0;
  /** How often running a text was a little longer than the one before. */
  #steps = 0;
  #leftOfGrown = 0;
  /** The last that was not looked at, and its id. */
  #unseen = '';
  #id = 0;

  /** Whether there is enough for a text of this length; takes it. */
  mayLook(length: number): boolean {
    const grown = length - this.#lastLength;
    this.#lastLength = length;
    this.#steps = grown > 0 && grown <= maxFreeCodeUnits ? this.#steps + 1 : 0;
    const isGrowing = this.#steps > maxSteps;
    if (!isGrowing) this.#left += unitsForEach;
    if (length > this.#left) return isGrowing && this.#mayLookAtGrown(length, grown);
    this.#left -= length;
    return true;
  }

  #mayLookAtGrown(length: number, grown: number): boolean {
    this.#leftOfGrown += grown * unitsForGrown;
    if (length > this.#leftOfGrown) return false;
    this.#leftOfGrown = 0;
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
