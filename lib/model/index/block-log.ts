/**
 * What a block's events did to owners of variables, noted while they pass and looked at only where
 * the owner is still there at the block's end. Each owner has a list; the lists share columns, and
 * an entry leads to the one before it.
 *
 *   f: enter(a) write(n)      head of f -> [write n] -> [enter]
 *   g: enter, leave           g is gone: nobody looks
 */
export const noted = { parameters: 0, write: 1, branch: 2, ended: 3 } as const;

/** The end of a list. */
export const nothing = -1;

export class BlockLog {
  what = new Uint8Array(4096);
  /** Word of the event's header in the block. */
  at = new Int32Array(4096);
  site = new Int32Array(4096);
  seq = new Float64Array(4096);
  /** Of an ended call: its place among the outcomes. */
  outcome = new Uint8Array(4096);
  #before = new Int32Array(4096);
  #length = 0;

  /** Adds an entry before which `head` was the latest of its list; returns the new head. */
  add(head: number, what: number, at: number, site: number, seq: number): number {
    const entry = this.#length++;
    if (entry === this.at.length) this.#grow();
    this.#before[entry] = head;
    this.what[entry] = what;
    this.at[entry] = at;
    this.site[entry] = site;
    this.seq[entry] = seq;
    return entry;
  }

  /** Entries of a list, in the order in which they were added. */
  entries(head: number): number[] {
    const entries: number[] = [];
    for (let entry = head; entry !== nothing; entry = this.#before[entry]!) entries.push(entry);
    return entries.reverse();
  }

  /** Adds an entry again, to another list. */
  copy(head: number, entry: number): number {
    const outcome = this.outcome[entry]!;
    const what = this.what[entry]!;
    const made = this.add(head, what, this.at[entry]!, this.site[entry]!, this.seq[entry]!);
    this.outcome[made] = outcome;
    return made;
  }

  clear(): void {
    this.#length = 0;
  }

  #grow(): void {
    const length = this.at.length * 2;
    const grown = <T extends Uint8Array | Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.what = grown(this.what, new Uint8Array(length));
    this.at = grown(this.at, new Int32Array(length));
    this.site = grown(this.site, new Int32Array(length));
    this.seq = grown(this.seq, new Float64Array(length));
    this.outcome = grown(this.outcome, new Uint8Array(length));
    this.#before = grown(this.#before, new Int32Array(length));
  }
}
