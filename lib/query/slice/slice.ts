/**
 * Why something has the value it has: backwards from a write over what its expression read, the
 * conditions that led there, arguments, results, and messages. Recorded ids say who wrote what;
 * the text of the program says what an expression reads. Where more than one place of the text
 * fits, the reason says so in `inferred`.
 *
 *   total = NaN  <-  price = undefined  <-  .price of row: absent  <-  row: result of readRow
 */
import { signalsOf } from '../../model/signals.js';
import type { Recording } from '../../reader/recording.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import type { Value } from '../../reader/value.js';
import { SliceCodes } from './codes.js';
import { answerAt, type Question } from './answer.js';
import { SlicePass } from './pass.js';

export type ReasonKind =
  'variable' | 'property' | 'argument' | 'result' | 'thrown' | 'branch' | 'message' | 'unrecorded';

/** An event on the way to the outcome, and what it rests on. */
export interface Reason {
  kind: ReasonKind;
  thread: RecordedThread;
  /** The event: a write, an enter, a leave, a branch, the sending of a message. */
  seq: number;
  /** `total`, `row.price`, `readRow(...)`, the condition of a branch. */
  name: string;
  value: Value;
  hasValue: boolean;
  /** Where it happened. */
  site: SiteInfo | undefined;
  /** Of an argument: its index. */
  index: number;
  /** Names that lead from the value to the part of it that matters. */
  path: readonly string[];
  /** Of an argument: an object inside it that had the property when it came. */
  object?: number;
  /** Not empty: what this step rests on besides recorded ids. */
  inferred: string;
  causes: Reason[];
}

export interface Slice {
  effect: Reason;
  /** Reasons that were left out for the limit. */
  hidden: number;
}

export interface SliceOptions {
  /** Reasons that are kept. Default 60. */
  limit?: number;
}

const defaultLimit = 60;

/** Breadth first, so that the shortest ways are kept; each wave is one pass over each thread. */
export async function sliceOf(
  recording: Recording,
  effect: Reason,
  options: SliceOptions = {},
): Promise<Slice> {
  const codes = await codesOf(recording);
  const seen = new Set<string>([keyOf(effect)]);
  let left = options.limit ?? defaultLimit;
  let hidden = 0;
  let wave = [effect];
  while (wave.length > 0) {
    const next: Reason[] = [];
    for (const reason of readWave(recording, codes, wave)) {
      for (const cause of reason.causes) {
        const key = keyOf(cause);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(cause);
      }
      const kept = reason.causes.filter((cause) => next.includes(cause));
      hidden += Math.max(0, kept.length - left);
      reason.causes = kept.slice(0, Math.max(0, left));
      left -= reason.causes.length;
    }
    wave = next.filter((cause) => wave.some(({ causes }) => causes.includes(cause)));
  }
  return { effect, hidden };
}

const opened = new WeakMap<Recording, SliceCodes>();

async function codesOf(recording: Recording): Promise<SliceCodes> {
  const known = opened.get(recording);
  if (known !== undefined) return known;
  const codes = new SliceCodes(recording);
  await codes.open();
  opened.set(recording, codes);
  return codes;
}

function keyOf({ thread, seq, index, kind }: Reason): string {
  const part = kind === 'argument' ? `argument ${String(index)}` : '';
  return `${String(thread.number)}:${String(seq)} ${part}`;
}

/** Fills the causes of a wave's reasons, in the wave's order. */
function readWave(recording: Recording, codes: SliceCodes, wave: Reason[]): Reason[] {
  const byThread = new Map<RecordedThread, Reason[]>();
  for (const reason of wave) {
    const list = byThread.get(reason.thread) ?? [];
    list.push(reason);
    byThread.set(reason.thread, list);
  }
  for (const [thread, reasons] of byThread) {
    reasons.sort((a, b) => a.seq - b.seq);
    const pass = new SlicePass(recording, thread, codes.sites(thread));
    for (const reason of reasons) {
      if (reason.kind === 'unrecorded') continue;
      pass.moveTo(reason.seq);
      const question: Question = { reason, pass, codes, signals: signalsOf(recording) };
      reason.causes = answerAt(question);
    }
  }
  return wave;
}
