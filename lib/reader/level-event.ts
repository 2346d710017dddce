/** What a level event says: from here on calls of its function are recorded at another level. */
import type { ThreadCursor } from './cursor.js';
import { levelCause, levelNumber } from './format.js';

const levels = ['off', 'calls', 'values', 'state'];
const causes: Record<number, string> = {
  [levelCause.levelTuned]: 'tuned',
  [levelCause.levelGoverned]: 'governed',
};

/** Of the event that the cursor stands on: its new level, and who asked for it. */
export function levelChange({ words, at }: Pick<ThreadCursor, 'words' | 'at'>): {
  level: string;
  cause: string;
} {
  const number = words[at + 1]! >>> 0;
  const level = number <= levelNumber.levelState ? levels[number]! : 'unknown';
  return { level, cause: causes[words[at + 2]! >>> 0] ?? 'unknown' };
}
