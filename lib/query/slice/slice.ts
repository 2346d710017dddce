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
import type { RecordedThread } from '../../reader/thread.js';
import { SliceCodes } from './codes.js';
import { answerAt } from './answer.js';
import { omittedBehind } from './behind.js';
import { SlicePass } from './pass.js';
import type { Reason, Role } from './reason.js';
import type { Question } from './setting.js';

export type { Reason, ReasonKind, Role } from './reason.js';

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

/**
 * How far each kind of cause is from what it led to: ways that carry the value are gone first, to
 * their ends, before a receiver or a condition is asked what it came from.
 */
const distances: Readonly<Record<Role, number>> = { data: 1, part: 2, receiver: 8, control: 5 };
const order: readonly Role[] = ['data', 'part', 'receiver', 'control'];

/** The shortest ways are kept; each wave is one pass over each thread. */
export async function sliceOf(
  recording: Recording,
  effect: Reason,
  options: SliceOptions = {},
): Promise<Slice> {
  const codes = await codesOf(recording);
  const search = new SliceSearch(recording, codes, options.limit ?? defaultLimit);
  search.run(effect);
  return { effect, hidden: search.hidden };
}

/** What looks like a fault is shown before its equals. */
function rankOf({ role, value, hasValue }: Reason): number {
  const isFault = hasValue && (value === undefined || Number.isNaN(value));
  return order.indexOf(role) - (isFault ? 0.5 : 0);
}

interface Candidate {
  reason: Reason;
  parent: Reason;
}

class SliceSearch {
  hidden = 0;
  readonly #recording: Recording;
  readonly #codes: SliceCodes;
  readonly #seen = new Set<string>();
  /** By their distance from the effect. */
  readonly #waiting: Candidate[][] = [];
  #left: number;

  constructor(recording: Recording, codes: SliceCodes, limit: number) {
    this.#recording = recording;
    this.#codes = codes;
    this.#left = limit;
  }

  run(effect: Reason): void {
    this.#seen.add(keyOf(effect));
    const all = [effect];
    this.#expand([effect], 0);
    for (let distance = 1; distance < this.#waiting.length; distance++) {
      const kept = (this.#waiting[distance] ?? []).filter((candidate) => this.#keep(candidate));
      const wave = kept.map(({ reason }) => reason);
      all.push(...wave);
      if (this.#left > 0) this.#expand(wave, distance);
    }
    for (const { causes } of all) causes.sort((a, b) => rankOf(a) - rankOf(b));
  }

  #keep({ reason, parent }: Candidate): boolean {
    const key = keyOf(reason);
    const event = `event ${eventOf(reason)}`;
    // An object of which a part was followed already says nothing more by itself.
    if (this.#seen.has(key) || (reason.role === 'receiver' && this.#seen.has(event))) return false;
    this.#seen.add(key).add(event);
    if (this.#left <= 0) {
      this.hidden++;
      return false;
    }
    this.#left--;
    parent.causes.push(reason);
    return true;
  }

  #expand(wave: Reason[], distance: number): void {
    for (const [reason, causes] of answers(this.#recording, this.#codes, wave, distance === 0)) {
      const { updates } = reason;
      if (updates !== undefined) {
        for (const seq of updates.seqs) this.#seen.add(keyOf({ ...reason, seq }));
      }
      for (const cause of causes) {
        const at = distance + distances[cause.role];
        (this.#waiting[at] ??= []).push({ reason: cause, parent: reason });
      }
    }
  }
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

function keyOf(reason: Reason): string {
  const { kind, index, path, site } = reason;
  const part =
    kind === 'argument'
      ? `argument ${String(index)}`
      : kind === 'omitted'
        ? `omitted ${String(site?.id)}`
        : '';
  return `${eventOf(reason)} ${part} ${path.join('.')}`;
}

function eventOf({ thread, seq }: Reason): string {
  return `${String(thread.number)}:${String(seq)}`;
}

/** The causes of a wave's reasons, in the wave's order. `isEffect`: it is what is asked about. */
function answers(
  recording: Recording,
  codes: SliceCodes,
  wave: readonly Reason[],
  isEffect: boolean,
): Map<Reason, Reason[]> {
  const found = new Map<Reason, Reason[]>(wave.map((reason) => [reason, []]));
  const byThread = new Map<RecordedThread, Reason[]>();
  for (const reason of wave) {
    const list = byThread.get(reason.thread) ?? [];
    list.push(reason);
    byThread.set(reason.thread, list);
  }
  for (const [thread, reasons] of byThread) {
    const pass = new SlicePass(recording, thread, codes.sites(thread));
    for (const reason of reasons.toSorted((a, b) => askedAt(a) - askedAt(b))) {
      pass.moveTo(askedAt(reason));
      const question: Question = { reason, pass, codes, signals: signalsOf(recording) };
      const causes = answerAt(question);
      found.set(reason, isEffect ? [...causes, ...omittedBehind(question)] : causes);
    }
  }
  return found;
}

/** Just before its event; arguments are known behind theirs. */
function askedAt({ kind, seq }: Reason): number {
  return kind === 'argument' ? seq + 1 : seq;
}
