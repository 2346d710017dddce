/** The writes of one binding or property before an event, read backwards block by block. */
import { keyOf, keyText } from '../../model/entry-keys.js';
import { parameterAt } from '../../model/declarations.js';
import { stateIndex } from '../../model/index/find-state.js';
import { frame } from '../../model/index/layout.js';
import { absent } from '../../model/object-states.js';
import { ThreadState, type Owner, type Variable } from '../../model/state.js';
import type { SiteInfo, SiteTable } from '../../reader/sites.js';
import type { Value } from '../../reader/value.js';
import type { SlicePass } from './pass.js';

export interface Write {
  seq: number;
  site: number;
  value: Value;
  before: Value;
}

export type Target =
  | { type: 'variable'; name: string; declared: number }
  | { type: 'property'; id: number; key: Value };

/** Blocks that are read for one answer. */
const maxBlocks = 16;

interface OwnedWrite extends Write {
  owner: string;
}

/**
 * Up to the one at `seq`; `isEnough` says of the earliest ones found whether to go on, which is
 * done for as many blocks as are read for one answer.
 */
export function writesBefore(
  pass: SlicePass,
  target: Target,
  seq: number,
  isEnough: (writes: readonly Write[]) => boolean,
): Write[] {
  const { recording, thread, sites } = pass;
  const index = stateIndex(recording, thread, sites);
  if (index === undefined)
    return owned(watch(new ThreadState(thread, sites), sites, target, seq + 1));
  const blocks =
    target.type === 'variable'
      ? index.blocksOfName(target.name)
      : [...index.objects.blocks(target.id)];
  let found: OwnedWrite[] = [];
  for (const block of latest(blocks, index.threads.blockOfSeq(seq))) {
    const owner = found.at(-1)?.owner;
    const earlier = writesIn(pass, target, block, seq);
    found = [...earlier, ...found];
    if (isEnough(earlier.filter((write) => owner === undefined || write.owner === owner))) break;
  }
  return owned(found);
}

function latest(blocks: readonly number[], last: number): number[] {
  return blocks
    .filter((block) => block <= last)
    .slice(-maxBlocks)
    .reverse();
}

function writesIn(
  { recording, thread, sites }: SlicePass,
  target: Target,
  block: number,
  seq: number,
): OwnedWrite[] {
  const index = stateIndex(recording, thread, sites)!;
  const { state } = index.at(block);
  if (target.type === 'property') state.objects.prepare([target.id]);
  const end = Math.min(seq, index.threads.at(block + 1, frame.nextSeq) - 1) + 1;
  return watch(state, sites, target, end);
}

/**
 * The latest write before `first` at one of some sites, however far back: of a variable only blocks
 * are read in which one of these ran; a property that none of these writes is what it was at first.
 */
export function lastWriteBefore(
  pass: SlicePass,
  target: Target,
  first: Write,
  isSite: (site: SiteInfo) => boolean,
): Write | undefined {
  const { recording, thread, sites } = pass;
  const index = stateIndex(recording, thread, sites);
  if (index === undefined) return undefined;
  const { owner } = first as OwnedWrite;
  const isIt = (write: OwnedWrite): boolean =>
    write.owner === owner && isSite(sites.get(write.site));
  const last = first.seq - 1;
  if (target.type === 'property') {
    if ([...sites.all].some((site) => mayWrite(site, target.key) && isSite(site))) return undefined;
    const [begun] = index.objects.blocks(target.id);
    return begun === undefined ? undefined : writesIn(pass, target, begun, last).findLast(isIt);
  }
  const blocks = index.blocksOfSites((site) => {
    const isNamed = site.variable === target.name || site.parameters.includes(target.name);
    return isNamed && declaredAt(sites, site.id, target.name) === target.declared && isSite(site);
  });
  for (const block of latest(blocks, index.threads.blockOfSeq(last))) {
    const found = writesIn(pass, target, block, last).findLast(isIt);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An assignment to a property of that name, or of one that is computed. */
function mayWrite({ kind, property }: SiteInfo, key: Value): boolean {
  return kind === 'property' && (property === '' || property === keyText(key));
}

/**
 * The write between two others with which the target became what `isTurned` says, which it stays
 * from then on.
 */
export function turnBetween(
  pass: SlicePass,
  target: Target,
  [before, first]: readonly [Write, Write],
  isTurned: (value: Value) => boolean,
): Write | undefined {
  const index = stateIndex(pass.recording, pass.thread, pass.sites);
  if (index === undefined) return undefined;
  let low = index.threads.blockOfSeq(before.seq);
  let high = index.threads.blockOfSeq(first.seq);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const held = heldAt(pass, target, first as OwnedWrite, middle);
    if (held !== undefined && isTurned(held.value)) high = middle;
    else low = middle;
  }
  const { owner } = first as OwnedWrite;
  return writesIn(pass, target, low, first.seq - 1).find((write) => {
    return write.owner === owner && write.seq > before.seq && isTurned(write.value);
  });
}

/** What it held where the block began, as far as its owner was there. */
function heldAt(
  { recording, thread, sites }: SlicePass,
  target: Target,
  { owner, site }: OwnedWrite,
  block: number,
): Pick<Variable, 'value'> | undefined {
  const { state } = stateIndex(recording, thread, sites)!.at(block);
  if (target.type === 'property') {
    const entries = state.objects.get(target.id)?.entries;
    return entries?.get(keyOf(target.key)) ?? entries?.get(keyText(target.key));
  }
  const [kind, id] = owner.split(' ');
  if (kind === 'environment') return state.environment(Number(id))?.variables.get(target.declared);
  if (kind === 'module') {
    return state.module(sites.moduleOf(site)?.firstSite ?? -1)?.variables.get(target.declared);
  }
  const call = state.stack.open.find(({ seq }) => seq === Number(id));
  return call && state.frameOf(call).variables.get(target.declared);
}

/** Those of the binding that the last one wrote. */
function owned(writes: OwnedWrite[]): Write[] {
  const owner = writes.at(-1)?.owner;
  return writes.filter((write) => write.owner === owner);
}

function watch(state: ThreadState, sites: SiteTable, target: Target, end: number): OwnedWrite[] {
  const writes: OwnedWrite[] = [];
  const ahead: OwnedWrite[] = [];
  if (target.type === 'variable') {
    state.onWrite = (owner, { name, value, seq, site }, before) => {
      if (name !== target.name || declaredAt(sites, site, name) !== target.declared) return;
      const was = before === undefined ? absent : before.value;
      writes.push({ seq, site, value, before: was, owner: ownerKey(owner) });
    };
  } else {
    state.objects.onChange = ({ id, key, before, after, seq }) => {
      if (id !== target.id || keyText(key) !== keyText(target.key)) return;
      const isAhead = state.cursor.isAhead(seq);
      const site = isAhead ? -1 : state.cursor.site;
      const write = { seq, site, value: after, before, owner: '' };
      writes.push(write);
      if (isAhead) ahead.push(write);
    };
  }
  while (state.nextSeq < end + Math.min(ahead.length, 1) && state.step()) {
    for (const write of ahead.splice(0)) write.site = state.cursor.site;
  }
  return writes.filter(({ seq }) => seq < end);
}

/** The place of the declaration of what the site writes under the name. */
export function declaredAt(sites: SiteTable, id: number, name: string): number {
  const site = sites.get(id);
  if (site.kind === 'write') return site.declared;
  return parameterAt(site.declares, site.parameters.indexOf(name));
}

function ownerKey({ environment, frame: { call } }: Owner): string {
  if (environment !== undefined) return `environment ${String(environment.id)}`;
  return call === undefined ? 'module' : `call ${String(call.seq)}`;
}
