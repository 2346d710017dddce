/** Reads arguments and results of a thread's calls whose events are known, block by block. */
import type { ThreadIndex } from '../model/index/thread-index.js';
import type { ThreadCursor } from '../reader/cursor.js';
import { skipTo } from '../reader/skip.js';
import type { Value } from '../reader/value.js';
import type { Candidate } from './search-scan.js';

export class ValueReader {
  readonly #index: ThreadIndex;
  #cursor: ThreadCursor | undefined;

  constructor(index: ThreadIndex) {
    this.#index = index;
  }

  /** Of calls that begin in the block. */
  read(block: number, candidates: readonly Candidate[]): void {
    const events = candidates.flatMap(({ call, endSeq }) => [
      { seq: call.seq, take: (values: Value[]) => (call.args = values) },
      ...(endSeq < 0 ? [] : [{ seq: endSeq, take: ([result]: Value[]) => (call.result = result) }]),
    ]);
    const [first, ...others] = events.sort((a, b) => a.seq - b.seq);
    if (first === undefined) return;
    const cursor = this.#cursorAt(block, first.seq);
    for (const { seq, take } of [first, ...others]) {
      if (!skipTo(cursor, seq) || !cursor.next()) return;
      take(Array.from({ length: cursor.valueCount }, (_, at) => cursor.value(at)));
    }
  }

  /** The one that there is, where it comes by. */
  #cursorAt(block: number, seq: number): ThreadCursor {
    const known = this.#cursor;
    const isNear = known !== undefined && block - known.block <= 1 && known.nextSeq <= seq;
    return isNear ? known : (this.#cursor = this.#index.cursorAt(block, { values: true }));
  }
}
