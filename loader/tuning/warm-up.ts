/**
 * Lets V8 see all that a probe may do before the first function of the program runs: each level,
 * each kind of number, the limit passed. Where it has not seen something that happens later (a
 * function is lowered, a chunk is full) it throws away the code of all functions that the probe is
 * part of. On Node 20 one that has a loop then runs that loop's first code, several times slower,
 * for the next two thousand calls.
 *
 * What is stored meanwhile stands behind a zero word, which ends what a reader sees; it is cleared.
 */
import { mode } from '../probes.js';
import type { Ring } from '../runtime/ring.js';
import type { TunableProbes } from '../runtime/tunable-probes.js';

/** After fewer V8 does not note what the smallest of the functions does. */
const rounds = 40;
const values = [1, 0.5, true, undefined];
const levels = [mode.values, mode.calls, mode.off];

/** `ring.turn` must do nothing, and the mode of site 0 be free. */
export function warmUp({ words, control }: Ring, modes: Uint8Array, probes: TunableProbes): void {
  const [from, limit] = control as unknown as [number, number];
  let to = from;
  for (let round = 0; round < rounds; round++) {
    for (let level = 0; level < levels.length; level++) {
      modes[0] = levels[level]!;
      for (let index = 0; index < values.length; index++) {
        control[0] = from + 1;
        control[1] = index === 0 ? 0 : limit;
        useAll(probes, levels[level]!, values[index]);
        if (control[0] > to) to = control[0];
      }
    }
  }
  for (let at = from; at < to; at++) words[at] = 0;
  modes[0] = mode.off;
  control[0] = from;
  control[1] = limit;
}

function useAll(probes: TunableProbes, m: number, value: unknown): void {
  const { enter, enters, enterMany, leave, leaveValue, throwValue } = probes;
  const [enter1, enter2] = enters;
  enter(0);
  enter1(0, value);
  enter2(0, value, value);
  enterMany(0, value, value, value);
  leave(0, m);
  leaveValue(0, m, value);
  probes.throw(0, m, value);
  throwValue(0, m, value);
}
