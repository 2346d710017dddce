/**
 * Slots by id, for hundreds of thousands of ids of which one goes for each that comes: a Map would
 * leave a table of many megabytes behind for every so many of them. Linear probing; 0 is no id.
 */
const firstSize = 1024;
/** Spreads ids that follow each other. */
const spread = 0x9e3779b1;

export class IdSlots {
  #ids = new Int32Array(firstSize);
  #slots = new Int32Array(firstSize);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** -1: none. */
  get(id: number): number {
    const at = this.#placeOf(id);
    return this.#ids[at] === 0 ? -1 : this.#slots[at]!;
  }

  set(id: number, slot: number): void {
    if (this.#count * 2 >= this.#ids.length) this.#grow();
    const at = this.#placeOf(id);
    if (this.#ids[at] === 0) this.#count++;
    this.#ids[at] = id;
    this.#slots[at] = slot;
  }

  delete(id: number): void {
    const ids = this.#ids;
    const mask = ids.length - 1;
    let hole = this.#placeOf(id);
    if (ids[hole] === 0) return;
    this.#count--;
    // What was put behind it because its place was taken moves up.
    for (let at = (hole + 1) & mask; ids[at] !== 0; at = (at + 1) & mask) {
      const steps = (at - this.#homeOf(ids[at]!)) & mask;
      if (steps < ((at - hole) & mask)) continue;
      ids[hole] = ids[at]!;
      this.#slots[hole] = this.#slots[at]!;
      hole = at;
    }
    ids[hole] = 0;
  }

  clear(): void {
    if (this.#count > 0) this.#ids.fill(0);
    this.#count = 0;
  }

  /** Where the id is, or belongs. */
  #placeOf(id: number): number {
    const ids = this.#ids;
    const key = id | 0;
    let at = this.#homeOf(key);
    while (ids[at] !== 0 && ids[at] !== key) at = (at + 1) & (ids.length - 1);
    return at;
  }

  #homeOf(id: number): number {
    const mixed = Math.imul(id, spread);
    return (mixed ^ (mixed >>> 15)) & (this.#ids.length - 1);
  }

  #grow(): void {
    const [ids, slots] = [this.#ids, this.#slots];
    this.#ids = new Int32Array(ids.length * 2);
    this.#slots = new Int32Array(ids.length * 2);
    this.#count = 0;
    for (let at = 0; at < ids.length; at++) if (ids[at] !== 0) this.set(ids[at]!, slots[at]!);
  }
}
