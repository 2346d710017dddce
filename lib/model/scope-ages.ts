/**
 * Which scopes go where more began than are kept: the oldest, unless something began in it since it
 * was the oldest before. Those of frames that are there stay as long as there are others.
 */
import { OldestFirst } from './oldest-first.js';

/** Unused scopes go; held ones are of frames that are there; unknown ones have gone already. */
export type ScopeFate = 'unknown' | 'held' | 'used' | 'unused';

/** So many go at once where all are held. */
const atOnce = 1024;

export class ScopeAges {
  readonly #ages = new OldestFirst();
  /** Were the oldest, and are held. */
  readonly #passedOver = new Set<number>();

  add(id: number): void {
    this.#ages.add(id);
  }

  /** It is held no more. */
  letGo(id: number): void {
    if (this.#passedOver.delete(id)) this.#ages.add(id);
  }

  /** `fateOf` is asked of the oldest ones in turn; a used one becomes the newest. */
  giveUp(fateOf: (id: number) => ScopeFate, drop: (id: number) => void): void {
    for (let id = this.#ages.take(); id !== undefined; id = this.#ages.take()) {
      const fate = fateOf(id);
      if (fate === 'held') this.#passedOver.add(id);
      else if (fate === 'used') this.#ages.add(id);
      else if (fate === 'unused') {
        drop(id);
        return;
      }
    }
    // A Set gives its first one only after a walk over all that were deleted before it.
    let left = atOnce;
    for (const id of this.#passedOver) {
      this.#passedOver.delete(id);
      drop(id);
      if (--left === 0) return;
    }
  }
}
