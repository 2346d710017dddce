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

/** Calls that have ended and may still have scheduled something; the oldest are forgotten. */
const maxEnded = 65_536;

export class CallKeys {
  readonly #links: TaskLinks;
  readonly #nameOf: (site: number) => number;
  readonly #open = new Map<number, Known>();
  readonly #ended = new Map<number, Known>();
  /** What stands for the thread itself, and for calls that are forgotten. */
  readonly #outside: Known = { key: 0, made: new Map() };

  constructor(links: TaskLinks, nameOf: (site: number) => number) {
    this.#links = links;
    this.#nameOf = nameOf;
  }

  begin(call: Call): number {
    const origin = call.runSeq < 0 ? undefined : this.#links.origin(call.runSeq);
    const by = origin !== undefined && origin.callSeq >= 0 ? origin.callSeq : call.parentSeq;
    const maker = this.#open.get(by) ?? this.#ended.get(by) ?? this.#outside;
    const name = this.#nameOf(call.site);
    const number = maker.made.get(name) ?? 0;
    maker.made.set(name, number + 1);
    const key = hashText(`${String(maker.key)} ${String(name)} ${String(number)}`);
    this.#open.set(call.seq, { key, made: new Map() });
    return key;
  }

  end(call: Call): number | undefined {
    const known = this.#open.get(call.seq);
    if (known === undefined) return undefined;
    this.#open.delete(call.seq);
    if (this.#ended.size >= maxEnded) {
      const [oldest] = this.#ended.keys();
      this.#ended.delete(oldest!);
    }
    this.#ended.set(call.seq, known);
    return known.key;
  }
}

/** The same in two runs from different folders: name, and path within the program's folder. */
export function siteName({ fn, file }: SiteInfo, cwd: string): string {
  const inside = cwd !== '' && file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file;
  return `${fn} ${inside}`;
}
