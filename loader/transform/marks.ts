/**
 * Where a text has what the transform looks for, as the parser came by it (parser.ts): walks pass
 * over whatever has none of it, which most expressions are.
 */
import type { Passing } from '../../lib/plan/walk.js';

/**
 * Places of functions, static blocks, loops, `try`, `with`, `using`, and of what ends or suspends.
 */
export class Marks implements Passing {
  /** In ascending order: a parser does not go back. */
  private readonly places: number[] = [];
  /** The first place behind the start of the node that was asked for last. */
  private next = 0;

  add(place: number): void {
    this.places.push(place);
  }

  isIn({ start, end }: { start: number; end: number }): boolean {
    const { places } = this;
    let { next } = this;
    while (next > 0 && places[next - 1]! >= start) next--;
    while (next < places.length && places[next]! < start) next++;
    this.next = next;
    return next < places.length && places[next]! < end;
  }
}
