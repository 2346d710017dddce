/**
 * Risks that show only in the calls between functions: a promise of the project's own that nobody
 * takes, and synchronous I/O, which is one where requests wait for it, directly or further down.
 */
import type { CallGraph } from './graph.js';
import type { FunctionRef, Risk, Role } from './types.js';

/** A call whose value nobody takes, and whom it may reach. */
export interface LooseCall {
  from: number;
  targets: readonly number[];
}

const serving = new Set<Role>(['route', 'middleware', 'queue consumer']);

/** By function, sorted. */
export function callRisks(
  { functions, edges, calls, callers }: Omit<CallGraph, 'isRecursive'>,
  loose: readonly LooseCall[],
): Risk[][] {
  const risks = functions.map((ref) => new Set(ref.risks));
  for (const { from, targets } of loose) {
    const isPromise = targets.length > 0 && targets.every((to) => functions[to]!.fn.isAsync);
    if (!isPromise) continue;
    risks[from]!.add(functions[from]!.fn.isAsync ? 'missing await' : 'floating promise');
  }
  const indexes = (test: (ref: FunctionRef) => boolean): number[] =>
    functions.filter(test).map(({ index }) => index);
  const serves = indexes(({ fn }) => fn.roles.some((role) => serving.has(role)));
  if (serves.length > 0) {
    const blocks = indexes((ref) => ref.risks.includes('synchronous I/O'));
    const waits = reached(blocks, callers, (edge) => edges[edge]!.from);
    const served = reached(serves, calls, (edge) => edges[edge]!.to);
    for (const index of blocks) if (!served.has(index)) risks[index]!.delete('synchronous I/O');
    for (const index of serves) if (waits.has(index)) risks[index]!.add('synchronous I/O');
  }
  return risks.map((own) => [...own].sort());
}

/** All that edges lead to, those at the start among them. */
function reached(
  start: readonly number[],
  edgesOf: readonly (readonly number[])[],
  end: (edge: number) => number,
): Set<number> {
  const found = new Set(start);
  for (const index of found) {
    for (const edge of edgesOf[index]!) if (end(edge) >= 0) found.add(end(edge));
  }
  return found;
}
