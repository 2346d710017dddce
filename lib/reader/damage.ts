/**
 * What is wrong with the bytes of a recording. Damage never stops the reader: each finding is an
 * entry here, the events it cost are a gap, and everything else is still read.
 */

export type DamageKind =
  /** The file ends within a block: what a kill leaves behind. Normal where a process died. */
  | 'torn-tail'
  /** A segment without its index: normal where a process died. */
  | 'no-footer'
  /** Bytes that fail a checksum, make no sense, or claim impossible sizes. */
  | 'corrupt'
  /** Blocks, segments or chunks that should be there and are not. */
  | 'missing'
  /** The same block twice. */
  | 'duplicate';

export interface Damage {
  /** Path within the recording's directory. */
  file: string;
  /** Bytes from the start of the file. */
  offset: number;
  kind: DamageKind;
  /** What is wrong, as a sentence without a full stop. */
  what: string;
}

/** Entries kept; a hostile file must not fill memory with them. */
const maxKeptEntries = 1000;

export class DamageLog {
  readonly entries: Damage[] = [];
  /** All findings, also those beyond what `entries` keeps. */
  count = 0;
  /** Findings that are no normal leftovers of a process that died. */
  seriousCount = 0;
  readonly #seen = new Set<string>();

  /** Adds an entry, once for each place: a block may be read several times. */
  add(damage: Damage): void {
    const place = `${damage.file}:${String(damage.offset)}:${damage.what}`;
    if (this.#seen.has(place)) return;
    this.count++;
    if (damage.kind !== 'torn-tail' && damage.kind !== 'no-footer') this.seriousCount++;
    if (this.entries.length >= maxKeptEntries) return;
    this.#seen.add(place);
    this.entries.push(damage);
  }
}
