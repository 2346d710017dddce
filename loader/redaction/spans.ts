/** Parts of a text that must not be written, in rising order, without overlaps. */

/** More in one text than this become one span to its end. */
const maxSpans = 64;

export class Spans {
  count = 0;
  readonly from = new Int32Array(maxSpans);
  readonly to = new Int32Array(maxSpans);
  readonly rule = new Uint8Array(maxSpans);

  clear(): void {
    this.count = 0;
  }

  /** Overlapping ones are joined and keep the rule of the first. */
  add(from: number, to: number, rule: number): void {
    if (from >= to) return;
    let at = 0;
    while (at < this.count && this.to[at]! < from) at++;
    if (at < this.count && this.from[at]! <= to) {
      if (from < this.from[at]!) this.from[at] = from;
      this.extend(at, to);
    } else if (this.count === maxSpans) {
      this.to[this.count - 1] = 0x7fff_ffff;
    } else {
      for (let last = this.count++; last > at; last--) this.move(last - 1, last);
      this.from[at] = from;
      this.to[at] = to;
      this.rule[at] = rule;
    }
  }

  private extend(at: number, to: number): void {
    if (to <= this.to[at]!) return;
    this.to[at] = to;
    while (at + 1 < this.count && this.from[at + 1]! <= to) {
      if (this.to[at + 1]! > this.to[at]) this.to[at] = this.to[at + 1]!;
      for (let next = at + 2; next < this.count; next++) this.move(next, next - 1);
      this.count--;
    }
  }

  private move(from: number, to: number): void {
    this.from[to] = this.from[from]!;
    this.to[to] = this.to[from]!;
    this.rule[to] = this.rule[from]!;
  }
}
