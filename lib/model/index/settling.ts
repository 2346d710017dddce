/**
 * From the entries of a block's log to what owners hold: value words of the block become words of
 * the index's pool, while what they refer to is still known.
 */
import { kind, kindMask } from '../../reader/format.js';
import { decodeShallow, type ValueScope } from '../../reader/value.js';
import { doubleTag, objectTag, slotOf } from '../../reader/value-words.js';
import { noted, nothing, type BlockLog } from './block-log.js';
import { callOutcomes } from './layout.js';
import { OwnedFrame, type Owner } from './state-owners.js';
import type { StateSites } from './state-sites.js';
import type { ValuePool } from './stored-values.js';

const cut = callOutcomes.indexOf('cut');

export class Settling {
  readonly #log: BlockLog;
  readonly #sites: StateSites;
  readonly #values: ValueScope;
  readonly #pool: ValuePool;
  /** By word of the present block: doubles that words of entries refer to. */
  #doubles = new Float64Array(0);

  constructor(log: BlockLog, sites: StateSites, values: ValueScope, pool: ValuePool) {
    this.#log = log;
    this.#sites = sites;
    this.#values = values;
    this.#pool = pool;
  }

  /** A double's slot may hold another one when the value is looked at. */
  hold(words: Int32Array, at: number): void {
    const word = words[at]!;
    if ((word & 31) !== doubleTag) return;
    if (this.#doubles.length < words.length) {
      const larger = new Float64Array(words.length);
      larger.set(this.#doubles);
      this.#doubles = larger;
    }
    this.#doubles[at] = this.#values.doubles[slotOf(word)]!;
  }

  /** The entries of its list become what it holds; `words`: of the block. */
  settle(words: Int32Array, owner: Owner): void {
    if (owner.head === nothing) return;
    const log = this.#log;
    for (const entry of log.entries(owner.head)) {
      const site = log.site[entry]!;
      const seq = log.seq[entry]!;
      const at = log.at[entry]!;
      const what = log.what[entry]!;
      if (what === noted.parameters) this.#setParameters(owner, entry, words);
      else if (what === noted.write) {
        const declared = this.#sites.of(site).declared;
        owner.variables.set(declared, site, seq, this.#word(words, at + 1));
      } else if (owner instanceof OwnedFrame) {
        if (what === noted.branch) owner.branches.set(site, seq);
        else this.#setEnded(owner, entry, words);
      }
    }
    owner.head = nothing;
    owner.isChanged = true;
  }

  #setParameters(owner: Owner, entry: number, words: Int32Array): void {
    const site = this.#log.site[entry]!;
    const seq = this.#log.seq[entry]!;
    const at = this.#log.at[entry]!;
    const { parameters } = this.#sites.of(site);
    const count = (words[at]! & kindMask) - kind.enter;
    for (const [index, declared] of parameters.entries()) {
      const word = index < count ? this.#word(words, at + 1 + index) : this.#pool.word(undefined);
      owner.variables.set(declared, site, seq, word);
    }
  }

  #setEnded(owner: OwnedFrame, entry: number, words: Int32Array): void {
    const log = this.#log;
    const at = log.at[entry]!;
    const outcome = log.outcome[entry]!;
    const k = (words[at] ?? 0) & kindMask;
    const hasResult = outcome !== cut && (k === kind.leaveValue || k === kind.throwValue);
    const word = hasResult ? this.#word(words, at + 1) : this.#pool.word(undefined);
    owner.end({ site: log.site[entry]!, outcome, endSeq: log.seq[entry]!, hasResult, word });
  }

  /** The value word of the present block as one of the pool. */
  #word(words: Int32Array, at: number): number {
    const word = words[at]!;
    if ((word & 1) === 1 || (word & 7) === objectTag) return word;
    const pool = this.#pool;
    if ((word & 31) !== doubleTag) return pool.word(decodeShallow(word, this.#values));
    const value = this.#doubles[at]!;
    return pool.word(Number.isNaN(value) ? { type: 'unknown' } : value);
  }
}
