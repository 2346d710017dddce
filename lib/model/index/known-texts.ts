/** Where a text was known to a thread: from its definition to the end of its generation. */
import { kindBits } from '../../reader/format.js';
import { readString } from '../../reader/strings.js';
import { frame, type ValueColumns } from './layout.js';
import type { ThreadIndex } from './thread-index.js';
import { recordOf } from './value-scope.js';

export function blocksKnowing(columns: ValueColumns, index: ThreadIndex, text: string): number[] {
  const { stringStarts, generations } = columns;
  const blocks: number[] = [];
  let latest = -1;
  for (let block = 0; block < index.blockCount; block++) {
    // Strings before the first of the generation in force mean nothing any more.
    const first = generations.at(index.at(block, frame.generations)) ?? 0;
    let isKnown = latest >= first;
    const end = Math.min(index.at(block + 1, frame.strings), stringStarts.length);
    for (let string = index.at(block, frame.strings); string < end; string++) {
      if (!isText(recordOf(columns, string), text)) continue;
      isKnown = true;
      latest = string;
    }
    if (isKnown) blocks.push(block);
  }
  return blocks;
}

function isText(words: Int32Array, text: string): boolean {
  if (words.length === 0 || words[2]! !== text.length) return false;
  const stored = words[0]! >>> (kindBits + 1);
  const found = readString(words, 0);
  if (typeof found === 'string') return found === text;
  return stored > 0 && text.startsWith(found.head);
}
