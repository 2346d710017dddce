/**
 * What two runs held where they first differ: the variables of the frames that ran, side by side,
 * the innermost frame first, and what is inside them.
 */
import type { Frame, ThreadState, Variable } from '../model/state.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import type { DiffSide } from './diff.js';
import { stateBehind } from './state-before.js';
import { firstDifference } from './value-shape.js';

export interface StateDifference {
  fn: string;
  /** The variable, and names that lead on to what differs inside it. */
  path: string[];
  a: Value;
  b: Value;
  /** Events that wrote the variable. */
  seqA: number;
  seqB: number;
}

/** Differences that are listed. */
const maxDifferences = 20;
/** Levels of objects that are compared. */
const comparedDepth = 3;

interface At {
  state: ThreadState;
  sites: SiteTable;
}

export async function stateDifferences(
  a: { recording: Recording; side: DiffSide },
  b: { recording: Recording; side: DiffSide },
): Promise<StateDifference[]> {
  const [atA, atB] = [await stateOf(a), await stateOf(b)];
  if (atA === undefined || atB === undefined) return [];
  const framesB = atB.state.running.reverse();
  const found: StateDifference[] = [];
  for (const [depth, frameA] of atA.state.running.reverse().entries()) {
    const frameB = framesB[depth];
    const fn = nameOf(atA, frameA);
    if (frameB === undefined || nameOf(atB, frameB) !== fn) break;
    const others = byName(atB.state.visible(frameB));
    for (const [name, one] of byName(atA.state.visible(frameA))) {
      const other = others.get(name);
      if (other === undefined || isSeen(found, one.seq)) continue;
      const [valueA, valueB] = [shown(atA, one), shown(atB, other)];
      const difference = firstDifference(valueA, valueB, [name]);
      if (difference === undefined) continue;
      found.push({ fn, ...difference, seqA: one.seq, seqB: other.seq });
      if (found.length >= maxDifferences) return found;
    }
  }
  return found;
}

async function stateOf({
  recording,
  side,
}: {
  recording: Recording;
  side: DiffSide;
}): Promise<At | undefined> {
  const { thread, at } = side;
  if (at === undefined) return undefined;
  const sites = await recording.sites(thread.process);
  return { state: stateBehind(recording, thread, sites, at), sites };
}

function nameOf({ sites }: At, { call }: Frame): string {
  return call === undefined ? '' : sites.get(call.site).fn;
}

function byName(variables: readonly Variable[]): Map<string, Variable> {
  return new Map(variables.map((variable) => [variable.name, variable]));
}

/** A variable that closures share is seen from several frames. */
function isSeen(found: readonly StateDifference[], seq: number): boolean {
  return found.some(({ seqA }) => seqA === seq);
}

function shown({ state }: At, { value }: Variable): Value {
  return state.objects.resolve(value, comparedDepth);
}
