/** What a program that can be tuned has besides the plain recorder; loaded only then. */
import type { Probes } from '../runtime/probes.js';
import type { Ring } from '../runtime/ring.js';
import { createTunableProbes, type TunableProbes } from '../runtime/tunable-probes.js';
import type { ValueEncoder } from '../runtime/value.js';
import { warmUp } from './warm-up.js';
import { Tuning, type TuningOptions } from './tuning.js';

export interface StartedTuning {
  tuning: Tuning;
  /** The ring whose slow path passes by the tuning. */
  ring: Ring;
  probes: (encoder: ValueEncoder, plain: Probes) => TunableProbes;
}

export function startTuning(options: TuningOptions): StartedTuning {
  const tuning = new Tuning(options);
  const { modes, pass } = tuning;
  const { turn } = options.ring;
  let isWarm = false;
  const ring: Ring = {
    ...options.ring,
    turn() {
      if (!isWarm) return;
      pass();
      turn();
    },
  };
  return {
    tuning,
    ring,
    probes(encoder, plain) {
      const probes = createTunableProbes({ ring, encoder, plain, modes });
      warmUp(ring, modes, probes);
      isWarm = true;
      return probes;
    },
  };
}
