/**
 * A pass over some blocks of a thread, event by event: what lies between them is not read, and
 * behind it cursor and stack begin anew, as the index knows them there.
 *
 *   blocks   0 [1] 2 3 4 [5] [6] 7 | end      reads 1, 5, 6 and what is told behind the last block
 */
import type { ThreadIndex, Seeker, SeekOptions } from '../model/index/thread-index.js';

export interface BlockPassOptions extends SeekOptions {
  /** Blocks that must be read. The end of the thread is always. */
  wants: (block: number) => boolean;
  /** Told where the pass begins anew, before it takes an event there. */
  onSeek?: (block: number, seeker: Seeker) => void;
}

export class BlockPass {
  readonly #index: ThreadIndex;
  readonly #options: BlockPassOptions;
  #seeker: Seeker;
  #block: number;

  constructor(index: ThreadIndex, options: BlockPassOptions) {
    this.#index = index;
    this.#options = options;
    const first = this.#nextFrom(0);
    this.#seeker = this.#seek(first);
    this.#block = first;
  }

  get cursor(): Seeker['cursor'] {
    return this.#seeker.cursor;
  }

  get stack(): Seeker['stack'] {
    return this.#seeker.stack;
  }

  /** Moves the stack by an event or a gap; false behind the last. */
  step(): boolean {
    return this.#advance() && this.stack.step();
  }

  /** The same of the cursor alone; the stack stays behind for good. */
  next(): boolean {
    return this.#advance() && this.cursor.next();
  }

  /** Goes to the next block that is wanted, where nothing is left of this one. */
  #advance(): boolean {
    for (;;) {
      const { cursor } = this;
      // A cursor passes over blocks without events on its own.
      if (!cursor.finishBlock() || cursor.block < this.#block) return true;
      const block = Math.max(this.#block, cursor.block) + 1;
      if (block > this.#index.blockCount) return false;
      const next = this.#nextFrom(block);
      if (next !== block) this.#seeker = this.#seek(next);
      this.#block = next;
    }
  }

  #seek(block: number): Seeker {
    const seeker = this.#index.seek(block, this.#options);
    this.#options.onSeek?.(block, seeker);
    return seeker;
  }

  #nextFrom(block: number): number {
    let next = block;
    while (next < this.#index.blockCount && !this.#options.wants(next)) next++;
    return next;
  }
}
