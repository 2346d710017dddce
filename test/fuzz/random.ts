/** Repeatable random choices: the same seed makes the same damage. */

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 32 random bits (mulberry32). */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor((this.bits() / 2 ** 32) * limit);
  }

  chance(share: number): boolean {
    return this.bits() < share * 2 ** 32;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** A word as attackers like them: limits, powers of two and their neighbours, small, any. */
  word(): number {
    switch (this.below(5)) {
      case 0:
        return this.pick([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]);
      case 1:
        return (2 ** this.below(32) + this.pick([-1, 0, 1])) >>> 0;
      case 2:
        return this.below(64);
      case 3:
        return this.below(100_000);
      default:
        return this.bits();
    }
  }

  /** Mostly small, seldom up to `limit`. */
  length(limit: number): number {
    return 1 + this.below(Math.min(limit, 2 ** (1 + this.below(16))));
  }
}
