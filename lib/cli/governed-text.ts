/** What governors reckon of their threads, in words: `scope info`, and the end of `scope run`. */
import type { Recording } from '../reader/recording.js';
import { duration, printable } from './text.js';

interface Governed {
  bound: string;
  /** What was spent, in words. */
  spent: string;
  /** Per cent of the programs' own CPU time. */
  cost: number;
  floor: number;
  observed: number;
  unwatched: string[];
}

/** Undefined where there were none that had the time to. */
function governedBy({ manifest, processes }: Recording): Governed | undefined {
  const bound = manifest.settings['maxOverhead'];
  const accounts = processes.flatMap(({ meta }) => [...meta.governed.values()]);
  const ownNs = accounts.reduce((sum, account) => sum + account.ownNs, 0);
  if (typeof bound !== 'string' || ownNs === 0) return undefined;
  const share = (key: 'costNs' | 'floorNs' | 'observedNs'): number =>
    (100 * accounts.reduce((sum, account) => sum + account[key], 0)) / ownNs;
  const cost = share('costNs');
  const unwatched = [...new Set(accounts.map((account) => account.unwatched))];
  return {
    bound,
    spent: `about ${cost.toFixed(1)} % of ${duration(ownNs)} of CPU time`,
    cost,
    floor: share('floorNs'),
    observed: share('observedNs'),
    unwatched: unwatched.filter((what) => what !== ''),
  };
}

export function governedText(recording: Recording): string | undefined {
  const governed = governedBy(recording);
  if (governed === undefined) return undefined;
  const { bound, spent, floor, observed, unwatched } = governed;
  const most = Number.parseFloat(bound);
  const least = `; the start, probes that are off and observers took ${floor.toFixed(1)} %`;
  const alone =
    `; observing tasks and requests took ${observed.toFixed(1)} % alone, ` +
    'which SCOPE_OBSERVE=off saves';
  const given = `; ${unwatched.join(', ')} no longer observed`;
  const told = [
    ...(floor > most ? [least] : []),
    ...(observed > most ? [alone] : []),
    ...(unwatched.length > 0 ? [given] : []),
  ];
  return printable(`${spent}, bound ${bound}${told.join('')}`);
}

/** One line where a bound was not kept by what its governors reckon, and of what the cost was. */
export function boundText(recording: Recording): string | undefined {
  const governed = governedBy(recording);
  if (governed === undefined) return undefined;
  const { bound, spent, cost, floor, observed } = governed;
  if (cost <= Number.parseFloat(bound)) return undefined;
  const parts = [
    `observing tasks and requests ${observed.toFixed(1)} %`,
    `the start and probes that are off ${(floor - observed).toFixed(1)} %`,
  ];
  return printable(`--max-overhead ${bound} was not kept: ${spent}; of it ${parts.join(', ')}`);
}
