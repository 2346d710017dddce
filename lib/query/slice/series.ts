/**
 * The calls that a function of the language made of its callback, one for each element: which of
 * them an element came from is told by its index, where equal values and long lists tell nothing.
 *
 *   rows = lines.map(parse)      rows[500]  <-  what the 501st of the calls gave
 */
import { maxEnded, type EndedCall } from '../../model/frame-notes.js';
import { frame } from '../../model/index/layout.js';
import { threadIndex } from '../../model/index/find-index.js';
import { isObject } from '../../model/object-states.js';
import type { Value } from '../../reader/value.js';
import type { Setting } from './setting.js';

/** Blocks that are read for one series. */
const maxBlocks = 16;

export interface SeriesCall extends EndedCall {
  /** Sequence number of its enter. */
  seq: number;
  args: readonly Value[];
}

/**
 * The calls of those sites that ended in the setting's frame before the reason, the earliest
 * first: the last `most` of them, or as many as are found nearby.
 */
export function seriesBefore(
  { pass, callSeq, question }: Setting,
  isWanted: (site: number) => boolean,
  most: number,
): SeriesCall[] {
  const index = threadIndex(pass.recording, pass.thread);
  const { seq } = question.reason;
  const last = index.blockOfSeq(Math.max(0, seq - 1));
  const first = Math.max(last - maxBlocks + 1, callSeq < 0 ? 0 : index.blockOfSeq(callSeq));
  let found: SeriesCall[] = [];
  for (let block = last; block >= first && found.length < most; block--) {
    const { cursor, stack } = index.seek(block, {
      values: true,
      onEnter: ({ site }) => isWanted(site),
    });
    for (const call of stack.open) if (isWanted(call.site)) call.args ??= [];
    const end = Math.min(seq, index.at(block + 1, frame.nextSeq));
    const calls: SeriesCall[] = [];
    while (cursor.nextSeq < end && stack.step()) {
      for (let at = 0; at < stack.endedCount; at++) {
        const { seq: begin, site, parentSeq, outcome, result, hasResult, args } = stack.ended[at]!;
        if (parentSeq !== callSeq || !isWanted(site)) continue;
        const ended = { site, outcome, result, hasResult, endSeq: cursor.seq };
        calls.push({ ...ended, seq: begin, args: args ?? [] });
      }
    }
    found = [...calls, ...found];
  }
  return found.slice(-most);
}

/** More calls ended in the frame than its notes keep. */
export function isLong(setting: Setting): boolean {
  return setting.pass.ended(setting.callSeq).length >= maxEnded;
}

/** How many elements the array has; undefined where it is none, or not known. */
export function lengthOf({ pass }: Setting, value: Value | undefined): number | undefined {
  if (!isObject(value) || value.class !== 'array') return undefined;
  const state = pass.state.objects.get(value.id);
  return state?.entries === undefined ? undefined : state.size;
}
