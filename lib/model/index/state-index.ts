/**
 * The state of a thread at any moment, read from the rows of the boundary before it and the events
 * of one block.
 *
 *   const index = stateIndex(recording, thread, sites);
 *   const { state, notes } = index.before(4711);      // the next step takes event 4711
 */
import type { SiteInfo, SiteTable } from '../../reader/sites.js';
import { FrameNotes, maxEnded, type NotesOfFrame } from '../frame-notes.js';
import {
  newEnvironment,
  newFrame,
  ThreadState,
  type Environment,
  type StateStart,
  type Variables,
} from '../state.js';
import { wideAt } from './growing.js';
import { callOutcomes, frame } from './layout.js';
import type { ObjectIndex } from './object-index.js';
import { cells, owners, placesAt, type StateColumns } from './state-layout.js';
import { StoredValues } from './stored-values.js';
import type { ThreadIndex } from './thread-index.js';
import { blocksOf } from './touches.js';

/** A state, and what slices ask of its frames; `step` keeps both. */
export interface NotedState {
  state: ThreadState;
  notes: FrameNotes;
}

/** Blocks whose ends are kept for the environments that began in them. */
const maxEnds = 8;

/** A row, taken apart: where its parts begin. */
interface Parts {
  isWhole: boolean;
  parent: number;
  site: number;
  variables: number;
  branches: number;
  ended: number;
  environments: number;
}

export class StateIndex {
  readonly threads: ThreadIndex;
  readonly objects: ObjectIndex;
  readonly #columns: StateColumns;
  readonly #sites: SiteTable;
  readonly #values: StoredValues;
  readonly #ends = new Map<number, ThreadState>();

  constructor(columns: StateColumns, threads: ThreadIndex, objects: ObjectIndex, sites: SiteTable) {
    this.#columns = columns;
    this.threads = threads;
    this.objects = objects;
    this.#sites = sites;
    this.#values = new StoredValues(columns, (id) => threads.objectInfo(id));
  }

  /** Blocks in which a variable of that name is written, as an argument or otherwise; in order. */
  blocksOfName(name: string): number[] {
    return this.blocksOfSites(
      ({ variable, parameters }) => variable === name || parameters.includes(name),
    );
  }

  /** Blocks in which one of those functions was entered, or one of those variables written. */
  blocksOfSites(isWanted: (site: SiteInfo) => boolean): number[] {
    const { siteStarts, siteBlocks } = this.#columns;
    const blocks = new Set<number>();
    for (const site of this.#sites.all) {
      if (!isWanted(site)) continue;
      for (const block of blocksOf(siteStarts, siteBlocks, site.id)) blocks.add(block);
    }
    return [...blocks].sort((a, b) => a - b);
  }

  /** At the boundary before the block. */
  at(block: number): NotedState {
    const state = new ThreadState(this.threads.thread, this.#sites, this.#startAt(block));
    return { state, notes: new FrameNotes(state, (callSeq) => this.#notesAt(callSeq, block)) };
  }

  /** The next step takes the event `seq`, or the first one behind it. */
  before(seq: number): NotedState {
    const noted = this.at(this.threads.blockOfSeq(seq));
    while (noted.state.nextSeq < seq && noted.state.step()) noted.notes.note();
    return noted;
  }

  #startAt(block: number): StateStart {
    return {
      open: (options) => {
        const seeker = this.threads.seek(block, options);
        // What they return is wanted, too.
        for (const call of seeker.stack.open) call.args = [];
        return seeker;
      },
      frame: (call, environment) => {
        const places = placesAt(this.#columns, owners.frame(call.seq), block);
        const latest = places.at(-1);
        if (latest === undefined) return undefined;
        const module = this.#sites.moduleOf(call.site)?.firstSite ?? -1;
        const made = newFrame(call, call.site, module);
        for (const { at } of places) this.#addVariables(made.variables, at);
        const { parent, site, environments } = this.#parts(latest.at);
        const { stream } = this.#columns;
        for (let at = 0; at < stream.at(environments)!; at++) {
          const id = stream.at(environments + 2 + at * cells.environment)!;
          const known = environment(id >>> 0);
          if (known === undefined) continue;
          made.environments.set(stream.at(environments + 1 + at * cells.environment)!, known);
        }
        return Object.assign(made, { parent: parent >>> 0, site });
      },
      environment: (id) => this.#environmentAt(id, block),
      module: (first) => {
        const places = placesAt(this.#columns, owners.module(first), block);
        const latest = places.at(-1);
        if (latest === undefined) return undefined;
        const made = newFrame(undefined, this.#parts(latest.at).site, first);
        for (const { at } of places) this.#addVariables(made.variables, at);
        return made;
      },
      objects: (ids, seq) =>
        seq < 0 ? this.objects.loadAt(ids, block) : this.objects.load(ids, seq),
      fresh: this.#columns.environments.at(block * 2 + 1)! >>> 0,
    };
  }

  #environmentAt(id: number, block: number): Environment | undefined {
    const places = placesAt(this.#columns, owners.environment(id), block);
    const latest = places.at(-1);
    if (latest === undefined) return this.#unusedAt(id, block);
    const { parent, site } = this.#parts(latest.at);
    const made = newEnvironment(id, site, parent >>> 0);
    for (const { at } of places) this.#addVariables(made.variables, at);
    return made;
  }

  /** It was not used behind the block in which it began: what it held there, it holds still. */
  #unusedAt(id: number, block: number): Environment | undefined {
    const highest = (boundary: number): number =>
      this.#columns.environments.at(boundary * 2)! >>> 0;
    if (id > highest(block)) return undefined;
    let low = 0;
    let high = block;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (highest(middle) < id) low = middle;
      else high = middle;
    }
    const known = this.#endOf(low).environment(id);
    if (known === undefined) return undefined;
    return { ...known, variables: new Map(known.variables) };
  }

  #endOf(block: number): ThreadState {
    let state = this.#ends.get(block);
    if (state === undefined) {
      ({ state } = this.at(block));
      const end = this.threads.at(block + 1, frame.nextSeq);
      while (state.nextSeq < end && state.step());
      const [oldest] = this.#ends.keys();
      if (oldest !== undefined && this.#ends.size >= maxEnds) this.#ends.delete(oldest);
      this.#ends.set(block, state);
    }
    return state;
  }

  #notesAt(callSeq: number, block: number): NotesOfFrame | undefined {
    const places = placesAt(this.#columns, owners.frame(callSeq), block);
    if (places.length === 0) return undefined;
    const { stream } = this.#columns;
    const notes: NotesOfFrame = { ended: [], branches: new Map() };
    for (const place of places) {
      const { branches, ended } = this.#parts(place.at);
      for (let number = 0; number < stream.at(branches)!; number++) {
        const at = branches + 1 + number * cells.branch;
        notes.branches.set(stream.at(at)!, wideAt(stream, at + 1));
      }
      for (let number = 0; number < stream.at(ended)!; number++) {
        const at = ended + 1 + number * cells.ended;
        notes.ended.push({
          site: stream.at(at)!,
          outcome: callOutcomes[stream.at(at + 1)!] ?? 'open',
          endSeq: wideAt(stream, at + 2),
          hasResult: stream.at(at + 4) === 1,
          result: this.#values.value(stream.at(at + 5)!),
        });
      }
    }
    notes.ended = notes.ended.slice(-maxEnded);
    return notes;
  }

  #parts(place: number): Parts {
    const { stream } = this.#columns;
    const variables = place + 3;
    const branches = variables + 1 + stream.at(variables)! * cells.variable;
    const ended = branches + 1 + stream.at(branches)! * cells.branch;
    return {
      isWhole: stream.at(place) === 1,
      parent: stream.at(place + 1)!,
      site: stream.at(place + 2)!,
      variables,
      branches,
      ended,
      environments: ended + 1 + stream.at(ended)! * cells.ended,
    };
  }

  #addVariables(variables: Variables, place: number): void {
    const { stream } = this.#columns;
    const { variables: first } = this.#parts(place);
    for (let number = 0; number < stream.at(first)!; number++) {
      const at = first + 1 + number * cells.variable;
      const declared = stream.at(at)!;
      const site = this.#sites.get(stream.at(at + 1)!);
      const isWrite = site.kind === 'write';
      const index = declared < -1 ? -2 - declared : site.declares.indexOf(declared);
      const name = isWrite ? site.variable : (site.parameters[index] ?? '');
      const value = this.#values.value(stream.at(at + 4)!);
      const seq = wideAt(stream, at + 2);
      variables.set(declared, {
        name,
        scope: isWrite ? site.scope : site.id,
        value,
        seq,
        site: site.id,
      });
    }
  }
}
