/**
 * Where a value may be another by now than the latest that was recorded, and why. What is shown of
 * a moment says so; nothing is silently out of date.
 */
import { maxStateEntries, objectClass } from '../reader/format.js';
import type { SiteTable } from '../reader/sites.js';
import type { Entry, ObjectState, ObjectStates } from './object-states.js';
import { isCollection, isLeftOut, keyText } from './entry-keys.js';
import type { Variable } from './state.js';
import { unseenReason } from './unseen.js';

const reasons: Readonly<Record<string, string>> = {
  eval: 'code given to eval may have written it since',
  arguments: 'it may have been written through arguments since',
  views: 'other views of its bytes may have changed it since it was last seen',
  unrecorded: 'code that is not recorded writes it, too',
};

/** Empty where there is none. */
export function doubtAbout({ name, site }: Variable, sites: SiteTable): string {
  return siteDoubt(site, name, sites);
}

/** The same of an object's entries, by their keys; `…`: of those that are not known. */
export function* entryDoubts(
  state: ObjectState,
  sites: SiteTable,
  objects: ObjectStates,
): Generator<[key: string, doubt: string]> {
  const unseen = unseenReason(state);
  const whole = [unseen, ...wholeDoubts(state, sites, objects)].filter((reason) => reason !== '');
  if (whole.length > 0) yield ['…', whole.join('; ')];
  else if (state.class === objectClass.buffer) yield ['…', reasons['views']!];
  const isLarge = state.size > maxStateEntries || unseen !== '';
  for (const entry of state.entries?.values() ?? []) {
    const doubt = entryDoubt(state, entry, sites, isLarge);
    if (doubt !== '') yield [keyText(entry.key), doubt];
  }
}

/** Why all of an object may be another by now. */
export function* wholeDoubts(
  state: ObjectState,
  sites: SiteTable,
  objects: ObjectStates,
): Generator<string> {
  if (state.changes > 0) yield 'what changes it is under way';
  const suspect = objects.suspect(state);
  if (suspect === undefined) return;
  const { file, line } = sites.get(suspect.site);
  const name = file.slice(file.lastIndexOf('/') + 1);
  yield `the object that ${name}:${String(line)} changed is not known, and may have been this one`;
}

function entryDoubt(state: ObjectState, entry: Entry, sites: SiteTable, isLarge: boolean): string {
  const { key, site } = entry;
  const cls = state.class;
  if (state.withs > 0)
    return 'code in a `with` statement, which is not recorded, may have written it';
  if (cls === objectClass.function) return 'properties of functions are not compared';
  if (isLeftOut(cls, entry)) {
    if (typeof key !== 'string') return 'properties with symbols are not compared';
    if (isCollection(cls)) return 'properties of collections are not compared';
    if (entry.isAside) return 'properties that are not enumerable are not compared';
    if (!key.startsWith('#')) return 'named properties of arrays are not compared';
    return siteDoubt(site, key, sites);
  }
  if (cls === objectClass.array) {
    const isFar = typeof key === 'number' && key >= maxStateEntries;
    return isFar ? `elements beyond ${String(maxStateEntries)} are not compared` : '';
  }
  return isLarge ? `objects of more than ${String(maxStateEntries)} entries are not compared` : '';
}

function siteDoubt(site: number, name: string, sites: SiteTable): string {
  if (site < 0) return '';
  const doubt = sites.get(site).doubts[name];
  return typeof doubt === 'string' ? (reasons[doubt] ?? '') : '';
}
