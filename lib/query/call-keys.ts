/**
 * Names for the calls of a thread that are the same in another run of the program: by the call that
 * made or scheduled it, its function, and its number among those. Order between tasks plays no
 * part.
 *
 *   main > handle (1st) > priceOf (2nd)
 */
import type { Call } from '../model/call.js';
import type { TaskLinks } from '../model/task-links.js';
import type { SiteInfo } from '../reader/sites.js';
import { hashText } from './hash-text.js';

interface Known {
  key: number;
  /** Calls that it has made so far, by name. */
  made: Map<number, number>;
}

/** Undefined: the call did not begin before. */
export type EarlierKey = (callSeq: number) => number | undefined;

/** Calls that have ended and may still have scheduled something; the oldest are forgotten. */
const maxEnded = 65_536;

export class CallKeys {
  readonly #links: TaskLinks;
  readonly #nameOf: (site: number) => number;
  readonly #open = new Map<number, Known>();
  readonly #ended = new Map<number, Known>();
  /** What stands for the thread itself, and for calls that are forgotten. */
  readonly #outside: Known = { key: 0, made: new Map() };
  readonly #earlier: EarlierKey | undefined;

  /** `earlier` tells the keys of calls that began before the pass. */
  constructor(links: TaskLinks, nameOf: (site: number) => number, earlier?: EarlierKey) {
    this.#links = links;
    this.#nameOf = nameOf;
    this.#earlier = earlier;
  }

  begin(call: Call): number {
    const origin = call.runSeq < 0 ? undefined : this.#links.origin(call.runSeq);
    const by = origin !== undefined && origin.callSeq >= 0 ? origin.callSeq : call.parentSeq;
    const maker = this.#known(by) ?? this.#outside;
    const name = this.#nameOf(call.site);
    const number = maker.made.get(name) ?? 0;
    maker.made.set(name, number + 1);
    const key = hashText(`${String(maker.key)} ${String(name)} ${String(number)}`);
    this.#open.set(call.seq, { key, made: new Map() });
    return key;
  }

  end(call: Call): number | undefined {
    const known = this.#known(call.seq);
    if (known === undefined) return undefined;
    this.#open.delete(call.seq);
    this.#remember(call.seq, known);
    return known.key;
  }

  #known(callSeq: number): Known | undefined {
    const known = this.#open.get(callSeq) ?? this.#ended.get(callSeq);
    const key = known === undefined ? this.#earlier?.(callSeq) : undefined;
    if (key === undefined) return known;
    const earlier = { key, made: new Map<number, number>() };
    this.#remember(callSeq, earlier);
    return earlier;
  }

  #remember(callSeq: number, known: Known): void {
    if (this.#ended.size >= maxEnded) {
      const [oldest] = this.#ended.keys();
      this.#ended.delete(oldest!);
    }
    this.#ended.set(callSeq, known);
  }
}

/** The same in two runs from different folders: name, and path within the program's folder. */
export function siteName({ fn, file }: SiteInfo, cwd: string): string {
  const inside = cwd !== '' && file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file;
  return `${fn} ${inside}`;
}
