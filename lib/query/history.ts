/**
 * Every version of an object, a property or a variable, who wrote it and when.
 *
 *   1:7          all changes of object 7 of thread 1
 *   1:7.price    changes of one property
 *   total        writes of all variables of that name
 *   cart.ts:41:total   of the variable that is written or declared on that line
 */
import { ScopeError } from '../errors.js';
import type { ObjectChange } from '../model/object-states.js';
import { kind } from '../reader/format.js';
import { keyText } from '../model/entry-keys.js';
import { absent } from '../model/object-states.js';
import { stateIndex } from '../model/index/find-state.js';
import { frame } from '../model/index/layout.js';
import type { StateIndex } from '../model/index/state-index.js';
import { ThreadState, type OnWrite } from '../model/state.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo, SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Value } from '../reader/value.js';
import { isFile } from './moment.js';

export interface Version {
  thread: RecordedThread;
  /** Event that wrote it; where `isFound`, the one at which the change was seen. */
  seq: number;
  time: number;
  /** What was written: `total`, `.price`, `[3]`, or empty for an object's first sight. */
  name: string;
  before: Value;
  value: Value;
  /** Place of the write; where the object was seen, of what no event wrote. */
  site: SiteInfo | undefined;
  /** The call in which it happened; undefined: no recorded one. */
  callSeq: number | undefined;
  fn: string;
  /** Changed by code that was not recorded, between the version before and this event. */
  isFound: boolean;
  /** It was there when the object was seen first, at this event. */
  isFirst: boolean;
  /** Which of several bindings of that name: equal for the same one. */
  binding: string;
}

type Place = Pick<Version, 'thread' | 'time' | 'site' | 'callSeq' | 'fn'>;

export interface HistoryOptions {
  /** The last versions before this time or event only. */
  before?: { time?: number; seq?: number; thread?: number };
  /** Versions that are kept, the last ones. */
  limit?: number;
  /** Only the last version of which this is true. */
  isLast?: (version: Version) => boolean;
}

export type Subject =
  | { type: 'object'; thread: number; id: number; key: string | undefined }
  | { type: 'variable'; name: string; file: string | undefined; line: number | undefined };

/** Throws SCOPE_USAGE where the text names nothing. */
export function parseSubject(text: string): Subject {
  const object = /^(\d{1,9}):(\d{1,10})(?:\.(.+)|\[(.+)\])?$/.exec(text);
  if (object !== null) {
    const [, thread, id, property, element] = object;
    return { type: 'object', thread: Number(thread), id: Number(id), key: property ?? element };
  }
  const place = /^(.+):(\d{1,9}):([^:]+)$/.exec(text);
  if (place !== null) {
    const [, file, line, name = ''] = place;
    return { type: 'variable', name, file, line: Number(line) };
  }
  if (/^[#\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text)) {
    return { type: 'variable', name: text, file: undefined, line: undefined };
  }
  const forms = 'an object (1:7), a property (1:7.price), a variable, or FILE:LINE:NAME';
  throw new ScopeError('SCOPE_USAGE', `${text}: expected ${forms}`);
}

export interface History {
  versions: Version[];
  /** Versions before those that were kept. */
  hidden: number;
}

export async function historyOf(
  recording: Recording,
  subject: Subject,
  options: HistoryOptions = {},
): Promise<History> {
  const found: Version[] = [];
  const limit = options.limit ?? Infinity;
  let hidden = 0;
  for (const thread of recording.threads) {
    if (subject.type === 'object' && subject.thread !== thread.number) continue;
    const sites = await recording.sites(thread.process);
    const versions = new VersionReader(recording, thread, sites, subject, options).read();
    hidden += Math.max(0, versions.length - limit);
    found.push(...versions.slice(-Math.min(limit, versions.length)));
  }
  found.sort((a, b) => a.time - b.time || a.seq - b.seq);
  const over = Math.max(0, found.length - limit);
  return { versions: found.slice(over), hidden: hidden + over };
}

/** Versions kept of one thread while reading: the last ones of many more. */
const maxVersions = 100_000;

class VersionReader {
  readonly #recording: Recording;
  readonly #thread: RecordedThread;
  readonly #sites: SiteTable;
  readonly #subject: Subject;
  readonly #options: HistoryOptions;
  #versions: Version[] = [];
  /** Versions whose event is still to come. */
  readonly #ahead: Version[] = [];

  constructor(
    recording: Recording,
    thread: RecordedThread,
    sites: SiteTable,
    subject: Subject,
    options: HistoryOptions,
  ) {
    this.#recording = recording;
    this.#thread = thread;
    this.#sites = sites;
    this.#subject = subject;
    this.#options = options;
  }

  read(): Version[] {
    const index = stateIndex(this.#recording, this.#thread, this.#sites);
    if (index === undefined) return this.#readAll();
    return this.#options.isLast === undefined
      ? this.#readBlocks(index)
      : this.#readLast(index, this.#options.isLast);
  }

  #readAll(): Version[] {
    const state = new ThreadState(this.#thread, this.#sites);
    this.#watch(state);
    this.#advance(state, Infinity);
    return this.#early();
  }

  /** Only blocks in which something happened to the subject; all of one in a row in one go. */
  #readBlocks(index: StateIndex): Version[] {
    let state: ThreadState | undefined;
    for (const block of this.#blocksOf(index)) {
      const isNext = state !== undefined && state.nextSeq > index.threads.at(block, frame.nextSeq);
      if (state === undefined || !isNext) state = this.#stateAt(index, block, state);
      if (!this.#advance(state, endOf(index, block))) break;
    }
    return this.#early();
  }

  /** Backwards, until a version is one that is wanted. */
  #readLast(index: StateIndex, isLast: (version: Version) => boolean): Version[] {
    for (const block of this.#blocksOf(index).reverse()) {
      this.#versions = [];
      const state = this.#stateAt(index, block);
      this.#advance(state, endOf(index, block));
      const last = this.#early().findLast(isLast);
      if (last !== undefined) return [last];
    }
    return [];
  }

  #blocksOf(index: StateIndex): number[] {
    const { seq, time } = this.#limits;
    const last = Math.min(
      seq === Infinity ? Infinity : index.threads.blockOfSeq(seq),
      time === undefined ? Infinity : index.threads.blockOfTime(time),
    );
    const subject = this.#subject;
    const blocks =
      subject.type === 'object'
        ? [...index.objects.blocks(subject.id)]
        : index.blocksOfName(subject.name);
    return blocks.filter((block) => block <= last);
  }

  /** `before`: a state that has gone to the object's latest change before the block. */
  #stateAt(index: StateIndex, block: number, before?: ThreadState): ThreadState {
    const { state } = index.at(block);
    const subject = this.#subject;
    if (subject.type === 'object') {
      const known = before?.objects.get(subject.id);
      if (known !== undefined) state.objects.put(known);
      else state.objects.prepare([subject.id]);
    }
    this.#watch(state);
    return state;
  }

  #watch(state: ThreadState): void {
    const subject = this.#subject;
    const add: Add = (version, seq) => {
      this.#add(state, version, seq);
    };
    if (subject.type === 'object') state.objects.onChange = objectWatch(subject, add);
    else state.onWrite = variableWatch(subject, this.#sites, add);
  }

  #add(state: ThreadState, version: Parameters<Add>[0], seq: number): void {
    const isAhead = state.cursor.isAhead(seq);
    const added = { ...(isAhead ? this.#nowhere(state) : this.#place(state)), seq, ...version };
    this.#versions.push(added);
    if (isAhead) this.#ahead.push(added);
    if (this.#versions.length > maxVersions) this.#versions.splice(0, maxVersions / 2);
  }

  /** Where the thread is, and who runs there. */
  #place(state: ThreadState): Place {
    const { cursor } = state;
    const site = cursor.site < 0 ? undefined : this.#sites.get(cursor.site);
    const callSeq = cursor.kind <= kind.enter8 ? cursor.seq : state.top?.call?.seq;
    return { thread: this.#thread, time: cursor.time, site, callSeq, fn: site?.fn ?? '' };
  }

  #nowhere({ cursor }: ThreadState): Place {
    return { thread: this.#thread, time: cursor.time, site: undefined, callSeq: undefined, fn: '' };
  }

  /** The event has come that shows what the key frames before it did. */
  #settle(state: ThreadState): void {
    for (const version of this.#ahead) Object.assign(version, this.#place(state));
    this.#ahead.length = 0;
  }

  get #limits(): { seq: number; time: number | undefined } {
    return limitsOf(this.#options.before ?? {}, this.#thread);
  }

  /** Takes events before `end`; false where the limits of what is asked were reached. */
  #advance(state: ThreadState, end: number): boolean {
    const { seq, time } = this.#limits;
    while (state.nextSeq < end) {
      if (state.nextSeq >= seq || !state.step()) return false;
      if (this.#ahead.length > 0) this.#settle(state);
      if (time !== undefined && state.cursor.time >= time) return false;
    }
    return true;
  }

  #early(): Version[] {
    const { seq, time } = this.#limits;
    return this.#versions.filter(
      (version) => version.seq < seq && (time === undefined || version.time < time),
    );
  }
}

/** The next block's first event is the one of key frames at the end of this. */
function endOf(index: StateIndex, block: number): number {
  return index.threads.at(block + 1, frame.nextSeq) + 1;
}

function limitsOf(
  before: NonNullable<HistoryOptions['before']>,
  thread: RecordedThread,
): { seq: number; time: number | undefined } {
  const isHere = before.thread === undefined || before.thread === thread.number;
  return { seq: isHere ? (before.seq ?? Infinity) : Infinity, time: before.time };
}

type Add = (
  version: Pick<Version, 'name' | 'before' | 'value' | 'isFound' | 'isFirst' | 'binding'>,
  seq: number,
) => void;

function objectWatch(
  { id, key }: Extract<Subject, { type: 'object' }>,
  add: Add,
): (change: ObjectChange) => void {
  return (change) => {
    if (change.id !== id) return;
    const text = keyText(change.key);
    if (key !== undefined && text !== key) return;
    const name = typeof change.key === 'number' ? `[${text}]` : `.${text}`;
    const { before, after, isFound, isFirst, seq } = change;
    add({ name, before, value: after, isFound, isFirst, binding: `${String(id)}${name}` }, seq);
  };
}

function variableWatch(
  subject: Extract<Subject, { type: 'variable' }>,
  sites: SiteTable,
  add: Add,
): OnWrite {
  const { name, file, line } = subject;
  // A place names the bindings that are written or declared there.
  const bindings = file === undefined ? undefined : bindingsAt(sites, file, line ?? 0, name);
  return ({ environment, frame: { call } }, variable, before) => {
    if (variable.name !== name) return;
    const binding = bindingOf(sites, variable.site, variable.scope, name);
    if (bindings !== undefined && !bindings.has(binding)) return;
    const owner =
      environment !== undefined
        ? `environment ${String(environment.id)}`
        : variable.scope < 0 || call === undefined
          ? 'module'
          : `call ${String(call.seq)}`;
    const { value, seq } = variable;
    add(
      {
        name,
        before: before === undefined ? absent : before.value,
        value,
        isFound: false,
        isFirst: false,
        binding: `${binding} ${owner}`,
      },
      seq,
    );
  };
}

/** The declaration: its module and place. */
function bindingOf(sites: SiteTable, id: number, scope: number, name: string): string {
  const site = sites.get(id);
  const module = sites.moduleOf(id)?.firstSite ?? -1;
  if (site.kind === 'write') return `${String(module)}:${String(site.declared)}`;
  const index = sites.get(scope).parameters.indexOf(name);
  return `${String(module)}:${String(sites.get(scope).declares[index] ?? -1)}`;
}

function bindingsAt(sites: SiteTable, file: string, line: number, name: string): Set<string> {
  const found = new Set<string>();
  for (const site of sites.all) {
    if (site.line !== line || !isFile(site.file, file)) continue;
    if (site.kind === 'write' && site.variable === name) {
      found.add(bindingOf(sites, site.id, site.scope, name));
    } else if (site.parameters.includes(name)) {
      found.add(bindingOf(sites, site.id, site.id, name));
    }
  }
  if (found.size > 0) return found;
  const what = `no variable ${name} is written or declared at ${file}:${String(line)}`;
  throw new ScopeError('SCOPE_USAGE', `${what} in what was recorded at level state`);
}
