/** The writes of one binding or property before an event, read backwards block by block. */
import { keyText } from '../../model/entry-keys.js';
import { parameterAt } from '../../model/declarations.js';
import { stateIndex } from '../../model/index/find-state.js';
import { frame } from '../../model/index/layout.js';
import { absent } from '../../model/object-states.js';
import { ThreadState, type Owner } from '../../model/state.js';
import type { SiteTable } from '../../reader/sites.js';
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

/** Up to the one at `seq`; `isEnough` says of the earliest ones found whether to go on. */
export function writesBefore(
  { recording, thread, sites }: SlicePass,
  target: Target,
  seq: number,
  isEnough: (writes: readonly Write[]) => boolean,
): Write[] {
  const index = stateIndex(recording, thread, sites);
  if (index === undefined)
    return owned(watch(new ThreadState(thread, sites), sites, target, seq + 1));
  const last = index.threads.blockOfSeq(seq);
  let found: OwnedWrite[] = [];
  for (let block = last; block >= 0 && last - block < maxBlocks; block--) {
    const { state } = index.at(block);
    if (target.type === 'property') state.objects.prepare([target.id]);
    const end = Math.min(seq, index.threads.at(block + 1, frame.nextSeq) - 1) + 1;
    const [earlier, owner] = [watch(state, sites, target, end), found.at(-1)?.owner];
    found = [...earlier, ...found];
    if (isEnough(earlier.filter((write) => owner === undefined || write.owner === owner))) break;
  }
  return owned(found);
}

/** Those of the binding that the last one wrote. */
function owned(writes: OwnedWrite[]): Write[] {
  const owner = writes.at(-1)?.owner;
  return writes.filter((write) => write.owner === owner);
}

function watch(state: ThreadState, sites: SiteTable, target: Target, end: number): OwnedWrite[] {
  const writes: OwnedWrite[] = [];
  if (target.type === 'variable') {
    state.onWrite = (owner, { name, value, seq, site }, before) => {
      if (name !== target.name || declaredAt(sites, site, name) !== target.declared) return;
      const was = before === undefined ? absent : before.value;
      writes.push({ seq, site, value, before: was, owner: ownerKey(owner) });
    };
  } else {
    state.objects.onChange = ({ id, key, before, after, seq }) => {
      if (id !== target.id || keyText(key) !== keyText(target.key)) return;
      const site = seq >= state.cursor.nextSeq || seq > state.cursor.seq ? -1 : state.cursor.site;
      writes.push({ seq, site, value: after, before, owner: '' });
    };
  }
  while (state.nextSeq < end && state.step());
  return writes;
}

function declaredAt(sites: SiteTable, id: number, name: string): number {
  const site = sites.get(id);
  if (site.kind === 'write') return site.declared;
  return parameterAt(site.declares, site.parameters.indexOf(name));
}

function ownerKey({ environment, frame: { call } }: Owner): string {
  if (environment !== undefined) return `environment ${String(environment.id)}`;
  return call === undefined ? 'module' : `call ${String(call.seq)}`;
}
