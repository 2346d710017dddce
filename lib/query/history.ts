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
import { keyText } from '../model/object-states.js';
import { ThreadState, type VariableWrite } from '../model/state.js';
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
  /** Place of the write. */
  site: SiteInfo | undefined;
  /** The call in which it happened; undefined: no recorded one. */
  callSeq: number | undefined;
  fn: string;
  /** Changed by code that was not recorded, between the version before and this event. */
  isFound: boolean;
  /** Which of several bindings of that name: equal for the same one. */
  binding: string;
}

export interface HistoryOptions {
  /** The last versions before this time or event only. */
  before?: { time?: number; seq?: number; thread?: number };
  /** Versions that are kept, the last ones. */
  limit?: number;
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
    const versions = readVersions(thread, sites, subject, options);
    hidden += Math.max(0, versions.length - limit);
    found.push(...versions.slice(-Math.min(limit, versions.length)));
  }
  found.sort((a, b) => a.time - b.time || a.seq - b.seq);
  const over = Math.max(0, found.length - limit);
  return { versions: found.slice(over), hidden: hidden + over };
}

/** Versions kept of one thread while reading: the last ones of many more. */
const maxVersions = 100_000;

function readVersions(
  thread: RecordedThread,
  sites: SiteTable,
  subject: Subject,
  { before = {} }: HistoryOptions,
): Version[] {
  const state = new ThreadState(thread, sites);
  const versions: Version[] = [];
  const add = (
    version: Pick<Version, 'name' | 'before' | 'value' | 'isFound' | 'binding'>,
    seq: number,
  ): void => {
    const { cursor } = state;
    // Key frames are read before the event that shows them.
    const isAhead = seq >= cursor.nextSeq || seq > cursor.seq;
    const site = isAhead || cursor.site < 0 ? undefined : sites.get(cursor.site);
    const call = state.top?.call;
    versions.push({
      thread,
      seq,
      time: cursor.seq < 0 ? 0 : cursor.time,
      site,
      callSeq: call?.seq,
      fn: call === undefined ? '' : sites.get(call.site).fn,
      ...version,
    });
    if (versions.length > maxVersions) versions.splice(0, maxVersions / 2);
  };
  if (subject.type === 'object') {
    const watch = objectWatch(subject, add);
    state.objects.onChange = watch;
  } else state.onWrite = variableWatch(subject, sites, add);
  const { seq: lastSeq, time: lastTime } = limitsOf(before, thread);
  while (state.nextSeq < lastSeq && state.step()) {
    if (lastTime !== undefined && state.cursor.time >= lastTime) break;
  }
  const isEarly = (version: Version): boolean =>
    version.seq < lastSeq && (lastTime === undefined || version.time < lastTime);
  return versions.filter(isEarly);
}

function limitsOf(
  before: NonNullable<HistoryOptions['before']>,
  thread: RecordedThread,
): { seq: number; time: number | undefined } {
  const isHere = before.thread === undefined || before.thread === thread.number;
  return { seq: isHere ? (before.seq ?? Infinity) : Infinity, time: before.time };
}

type Add = (
  version: Pick<Version, 'name' | 'before' | 'value' | 'isFound' | 'binding'>,
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
    const { before, after, isFound, seq } = change;
    add({ name, before, value: after, isFound, binding: `${String(id)}${name}` }, seq);
  };
}

function variableWatch(
  subject: Extract<Subject, { type: 'variable' }>,
  sites: SiteTable,
  add: Add,
): (write: VariableWrite) => void {
  const { name, file, line } = subject;
  // A place names the bindings that are written or declared there.
  const bindings = file === undefined ? undefined : bindingsAt(sites, file, line ?? 0, name);
  return ({ variable, before, environment, frame }) => {
    if (variable.name !== name) return;
    const binding = bindingOf(sites, variable.site, variable.scope, name);
    if (bindings !== undefined && !bindings.has(binding)) return;
    const owner =
      environment !== undefined
        ? `environment ${String(environment.id)}`
        : variable.scope < 0 || frame.call === undefined
          ? 'module'
          : `call ${String(frame.call.seq)}`;
    const { value, seq } = variable;
    add(
      { name, before: before?.value, value, isFound: false, binding: `${binding} ${owner}` },
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
