/**
 * How far two threads did just the same, event by event: runs of a program mostly part late, and
 * to compare their words is a hundred times as fast as to align their calls.
 */
import type { ThreadIndex } from '../model/index/thread-index.js';
import { threadIndex } from '../model/index/find-index.js';
import { frame } from '../model/index/layout.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { siteName } from './call-keys.js';
import { EventTape } from './event-tape.js';

export interface PrefixSide {
  recording: Recording;
  thread: RecordedThread;
}

/** Where the rest of one side begins. */
export interface Rest {
  index: ThreadIndex;
  /** The event with which it begins. */
  seq: number;
  /** The same number on both sides for the same event of what is before. */
  ordinalOf: (seq: number) => number;
}

export interface CommonPrefix {
  a: Rest;
  b: Rest;
  /** Calls that began in it. */
  calls: number;
}

/** Undefined where the beginnings differ already, or are not fit to be compared so. */
export async function commonPrefix(
  a: PrefixSide,
  b: PrefixSide,
): Promise<CommonPrefix | undefined> {
  if (!isFit(a) || !isFit(b) || !(await areSameSites(a, b))) return undefined;
  const [indexA, indexB] = [indexOf(a), indexOf(b)];
  if (hasLosses(indexA) || hasLosses(indexB)) return undefined;
  const tapeA = new EventTape(a.recording, a.thread, indexA);
  const tapeB = new EventTape(b.recording, b.thread, indexB);
  const block = firstDifferentBlock(tapeA, tapeB);
  if (block <= 0) return undefined;
  const seqA = indexA.at(block, frame.nextSeq);
  const seqB = tapeB.seqOf(tapeA.ordinalOf(seqA));
  return {
    a: { index: indexA, seq: seqA, ordinalOf: (seq) => tapeA.ordinalOf(seq) },
    b: { index: indexB, seq: seqB, ordinalOf: (seq) => tapeB.ordinalOf(seq) },
    calls: indexA.at(block, frame.enters),
  };
}

function indexOf({ recording, thread }: PrefixSide): ThreadIndex {
  return threadIndex(recording, thread);
}

function isFit({ recording, thread }: PrefixSide): boolean {
  return recording.damage.seriousCount === 0 && thread.blocks.expiredEnd === undefined;
}

function hasLosses({ facts }: ThreadIndex): boolean {
  return facts.lost.some((count) => count > 0);
}

/** The same numbers stand for the same functions. */
async function areSameSites(a: PrefixSide, b: PrefixSide): Promise<boolean> {
  const sitesA = await a.recording.sites(a.thread.process);
  const sitesB = await b.recording.sites(b.thread.process);
  const [cwdA, cwdB] = [a.recording.manifest.cwd, b.recording.manifest.cwd];
  for (const site of sitesA.all) {
    const other = sitesB.get(site.id);
    if (other.kind === 'unknown') continue;
    if (cwdA === cwdB && site.fn === other.fn && site.file === other.file) continue;
    if (siteName(site, cwdA) !== siteName(other, cwdB)) return false;
  }
  return true;
}

/** The block of `a` up to which both are the same; -1: there is none. */
function firstDifferentBlock(a: EventTape, b: EventTape): number {
  let [atA, atB] = [0, 0];
  let [goesA, goesB] = [a.next(), b.next()];
  while (goesA && goesB) {
    const count = Math.min(a.length - atA, b.length - atB);
    for (let word = 0; word < count; word++) {
      if (a.words[atA + word] !== b.words[atB + word]) return a.block;
    }
    atA += count;
    atB += count;
    if (atA === a.length) {
      goesA = a.next();
      atA = 0;
    }
    if (atB === b.length) {
      goesB = b.next();
      atB = 0;
    }
  }
  return a.block;
}
