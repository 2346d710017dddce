/**
 * Builds the index of a thread's state in one pass: at each boundary between two blocks a row for
 * each frame, environment and module that changed since its row before. An environment gets its
 * first row in the block that is the first to use it after the one in which it began; until then
 * whoever asks for it reads that one block.
 */
import type { CursorMark } from '../../reader/cursor-options.js';
import { kind, maxSites } from '../../reader/format.js';
import { progressEvents } from '../../reader/recording.js';
import type { SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { Words } from './growing.js';
import { OwnerPass } from './owner-pass.js';
import { owners, type StateColumns } from './state-layout.js';
import type { OwnedFrame } from './state-owners.js';
import { StateRows, type Place } from './state-rows.js';
import { writtenObject } from '../object-writes.js';
import { TouchCollector } from './touches.js';

export interface BuiltState {
  state: StateColumns;
  objects: TouchCollector;
}

/** Undefined where the index would be too large. */
export function buildState(
  thread: RecordedThread,
  sites: SiteTable,
  onProgress?: (events: number) => void,
): BuiltState | undefined {
  // What only the pass knows is gone when the columns are put together.
  const { rows, environments, objects, sites: entered } = readState(thread, sites, onProgress);
  if (objects.isFull || entered.isFull || rows.isFull) return undefined;
  const { starts: siteStarts, blocks: siteBlocks } = entered.take();
  const state = { ...rows.take(), environments, siteStarts, siteBlocks };
  return { state, objects };
}

function readState(
  thread: RecordedThread,
  sites: SiteTable,
  onProgress?: (events: number) => void,
): CollectedState {
  return new StateBuilder(thread, sites).read(onProgress);
}

interface CollectedState {
  rows: StateRows;
  environments: Words;
  objects: TouchCollector;
  sites: TouchCollector;
}

/** Objects have numbers from 1 on, but those of many may be lost. */
const objectSpread = 2 ** 22;

class StateBuilder {
  readonly #pass: OwnerPass;
  readonly #rows = new StateRows();
  readonly #objects = new TouchCollector(objectSpread);
  readonly #sites = new TouchCollector(maxSites);
  readonly #environments = new Words();
  /** Environments that were given up, and of which a row says so. */
  readonly #unknown = new Set<number>();
  #place: Place = { boundary: 0, nextSeq: 0 };

  constructor(thread: RecordedThread, sites: SiteTable) {
    this.#pass = new OwnerPass(thread, sites, {
      pool: this.#rows.pool,
      objects: {
        wants: (id) => {
          this.#objects.add(id);
          return false;
        },
        define: () => undefined,
        snapshot: () => undefined,
      },
      onBoundary: (mark) => {
        this.#passBoundary(mark);
      },
      onUse: (id, slot) => {
        if (slot < 0) this.#keepUnknown(id);
        else if (!this.#pass.scopes.hasRow(slot)) this.#keepScope(id, slot);
      },
    });
  }

  read(onProgress?: (events: number) => void): CollectedState {
    const pass = this.#pass;
    const { cursor } = pass;
    let events = 0;
    while (pass.step()) {
      const k = cursor.kind;
      if (k <= kind.enter8 || k === kind.write) this.#sites.add(cursor.site);
      else if (k >= kind.set && k <= kind.mutate) {
        const id = writtenObject(cursor);
        if (id >= 0) this.#objects.add(id);
      }
      if ((++events & (progressEvents - 1)) === 0) onProgress?.(events);
    }
    const [rows, environments] = [this.#rows, this.#environments];
    return { rows, environments, objects: this.#objects, sites: this.#sites };
  }

  #passBoundary({ block, nextSeq }: CursorMark): void {
    const pass = this.#pass;
    this.#place = { boundary: block, nextSeq };
    this.#objects.beginBlock(block);
    this.#sites.beginBlock(block);
    for (const frame of pass.running()) this.#keepFrame(frame, owners.frame(frame.callSeq));
    for (const frame of pass.changedAside) this.#keepFrame(frame, owners.frame(frame.callSeq));
    this.#keepFrame(pass.outside, owners.frame(-1));
    for (const module of pass.changedModules) this.#keepFrame(module, owners.module(module.module));
    const { scopes } = pass;
    for (const id of pass.changedScopes) {
      const slot = scopes.find(id);
      if (slot >= 0 && scopes.hasRow(slot) && scopes.isChanged(slot)) this.#keepScope(id, slot);
    }
    this.#environments.push(pass.highest);
    this.#environments.push(pass.fresh);
  }

  #keepFrame(frame: OwnedFrame, key: number): void {
    const { row, site, parent } = frame;
    if (row?.site === site && row.parent === parent && !frame.isChanged) return;
    for (const id of frame.scopes?.values() ?? []) this.#keepAround(id);
    this.#keepAround(parent);
    this.#rows.addFrame(key, frame, this.#place);
  }

  /** Environments from this one outwards; those around one with a row have one, too. */
  #keepAround(id: number): void {
    const { scopes } = this.#pass;
    for (let at = id; at !== 0;) {
      const slot = scopes.find(at);
      if (slot < 0) this.#keepUnknown(at);
      if (slot < 0 || scopes.hasRow(slot)) return;
      this.#keepScope(at, slot);
      at = scopes.outwards(slot);
    }
  }

  /** It was given up: nobody shall look for it where it began. */
  #keepUnknown(id: number): void {
    if (this.#unknown.has(id)) return;
    this.#unknown.add(id);
    this.#rows.addUnknown(owners.environment(id), this.#place);
  }

  #keepScope(id: number, slot: number): void {
    const scope = this.#pass.scopes.view(slot);
    this.#rows.addScope(owners.environment(id), scope, this.#place);
  }
}
