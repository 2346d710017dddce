/**
 * Compares what a live program held with what its recording says: two graphs of objects, whose
 * identities must go together. What differs is told by its path.
 */
import { wholeDoubts } from '../../lib/model/doubts.js';
import { keyOf } from '../../lib/model/entry-keys.js';
import { isObject, type Entry, type ObjectState } from '../../lib/model/object-states.js';
import type { ObjectStates } from '../../lib/model/object-states.js';
import { unseenCount } from '../../lib/model/unseen.js';
import { objectClass } from '../../lib/reader/format.js';
import type { SiteTable } from '../../lib/reader/sites.js';
import type { Value } from '../../lib/reader/value.js';

/** `#7`: the object of that number; else a primitive, as `primitive` below writes it. */
export type Token = string;

/** What oracle.mjs writes of an object. */
export interface LiveObject {
  /** Kind, and size or length where it has one. */
  kind: 'function' | 'map' | 'set' | 'array' | 'object' | 'unshown';
  size: number;
  /** Elements, entries of collections. */
  inside: [key: Token, value: Token][];
  properties: [name: string, value: Token][];
}

export interface Look {
  variables: Record<string, Token>;
  objects: LiveObject[];
}

export class Match {
  /** Entries of which the recording says that no look has shown them. */
  unseen = 0;
  /** Elements that other views of the same bytes have changed, as it says that they may. */
  viewed = 0;
  /** Objects that differ, of which it says that they may be others by now. */
  doubted = 0;
  readonly #look: Look;
  readonly #isTired: boolean;
  readonly #states: ObjectStates;
  readonly #sites: SiteTable;
  readonly #symbols: ReadonlyMap<string, string>;
  readonly #recordedOf = new Map<number, number>();
  readonly #liveOf = new Map<number, number>();

  /** `isTired`: objects that are seen again may not have been compared. */
  constructor(
    look: Look,
    states: ObjectStates,
    sites: SiteTable,
    symbols: ReadonlyMap<string, string>,
    isTired = false,
  ) {
    this.#isTired = isTired;
    this.#look = look;
    this.#states = states;
    this.#sites = sites;
    this.#symbols = symbols;
  }

  /** Empty where they are the same. */
  difference(live: Token, recorded: Value, path: string): string {
    if (!live.startsWith('#') || !isObject(recorded)) {
      const text = isObject(recorded) ? 'an object' : this.#primitive(recorded);
      return text === live ? '' : `${path} is ${this.#text(live)}, recorded ${text}`;
    }
    const number = Number(live.slice(1));
    const known = this.#recordedOf.get(number);
    if (known !== undefined || this.#liveOf.has(recorded.id)) {
      return known === recorded.id ? '' : `${path} is another object than recorded`;
    }
    this.#recordedOf.set(number, recorded.id);
    this.#liveOf.set(recorded.id, number);
    return this.#objects(this.#look.objects[number]!, recorded.id, path);
  }

  #objects(live: LiveObject, id: number, path: string): string {
    const state = this.#states.get(id);
    const shown = this.#states.value(id, 0);
    const kind = ['function', 'map', 'set', 'array'].includes(shown.class) ? shown.class : 'object';
    if (live.kind === 'unshown' && state?.entries === undefined) return '';
    if (live.kind !== kind) return `${path} is a ${live.kind}, recorded a ${kind}`;
    if (state?.entries === undefined) {
      return kind === 'function' && live.properties.length === 0 ? '' : `${path} is unknown`;
    }
    const found = this.#contents(live, state, path);
    if (found === '' || wholeDoubts(state, this.#sites, this.#states).next().done) return found;
    this.doubted++;
    return '';
  }

  #contents(live: LiveObject, state: ObjectState, path: string): string {
    const entries = [...state.entries!.values()];
    const isCollection = live.kind === 'map' || live.kind === 'set';
    const properties = isCollection ? entries.filter(({ isAside }) => isAside) : entries;
    const known = new Map<string, Entry>();
    for (const entry of properties) {
      if (!isHole(entry.value)) known.set(this.#name(entry.key), entry);
    }
    const left = { count: unseenCount(state) };
    const named = [...live.properties];
    if (!isCollection) named.push(...live.inside);
    else {
      const inside = this.#collection(live, entries, left, path);
      if (inside !== '') return inside;
    }
    for (const [name, token] of named) {
      const entry = known.get(name);
      known.delete(name);
      if (entry === undefined) {
        if (left.count-- > 0) this.unseen++;
        else return `${path}.${name} is ${this.#text(token)}, recorded nothing`;
      } else {
        const found = this.difference(token, entry.value, `${path}.${name}`);
        if (found !== '' && this.#isTired && state.class === objectClass.buffer) this.viewed++;
        else if (found !== '') return found;
      }
    }
    for (const [name, { value }] of known) {
      return `${path}.${name} is not there, recorded ${this.#primitive(value)}`;
    }
    const hasSize = live.kind === 'array' || isCollection;
    if (!hasSize || live.size === state.size) return '';
    return `${path} has ${String(live.size)} entries, recorded ${String(state.size)}`;
  }

  /** In their order, which those with the same objects as keys share. */
  #collection(
    live: LiveObject,
    entries: readonly Entry[],
    left: { count: number },
    path: string,
  ): string {
    const isSet = live.kind === 'set';
    const known = new Map<string, Entry>();
    const byObject: Entry[] = [];
    for (const entry of entries) {
      if (entry.isAside) continue;
      const key = isSet ? entry.value : entry.key;
      if (isObject(key)) byObject.push(entry);
      else known.set(this.#primitive(key), entry);
    }
    for (const [key, token] of live.inside) {
      const entry = key.startsWith('#') ? this.#ofObject(key, byObject, isSet) : known.get(key);
      known.delete(key);
      if (entry === undefined) {
        if (left.count-- > 0) this.unseen++;
        else return `${path}[${this.#text(key)}] is ${this.#text(token)}, recorded nothing`;
        continue;
      }
      const place = `${path}[${this.#text(key)}]`;
      const found = isSet
        ? this.difference(key, entry.value, place)
        : this.difference(key, entry.key, place) || this.difference(token, entry.value, place);
      if (found !== '') return found;
    }
    const [gone] = [...known.keys(), ...byObject.map(() => 'an object')];
    return gone === undefined ? '' : `${path}[${gone}] is not there, but recorded`;
  }

  #ofObject(key: Token, entries: Entry[], isSet: boolean): Entry | undefined {
    const id = this.#recordedOf.get(Number(key.slice(1)));
    const at = entries.findIndex((entry) => {
      const object = isSet ? entry.value : entry.key;
      if (!isObject(object)) return false;
      return id === undefined ? !this.#liveOf.has(object.id) : object.id === id;
    });
    return at < 0 ? undefined : entries.splice(at, 1)[0];
  }

  #name(key: Value): string {
    return typeof key === 'string' || typeof key === 'number' ? String(key) : this.#primitive(key);
  }

  #primitive(v: Value): string {
    switch (typeof v) {
      case 'string':
        return JSON.stringify(v);
      case 'number':
        return isCard(v) ? 'card' : Object.is(v, -0) ? '-0' : String(v);
      case 'bigint':
        return `${String(v)}n`;
      case 'object':
        break;
      default:
        return String(v);
    }
    if (v === null) return 'null';
    if (v.type === 'symbol') return `@${this.#symbols.get(keyOf(v)) ?? v.description ?? ''}`;
    return v.type === 'redacted' ? v.rule : v.type;
  }

  #text(token: Token): string {
    if (!token.startsWith('#')) return token;
    const object = this.#look.objects[Number(token.slice(1))]!;
    return `a ${object.kind} of ${String(object.inside.length + object.properties.length)}`;
  }
}

function isHole(value: Value): boolean {
  return typeof value === 'object' && value !== null && value.type === 'hole';
}

/** Recordings keep numbers out that may be those of cards; both sides name them so. */
export function isCard(value: number): boolean {
  if (!(value >= 4e12 && value < 1e19)) return false;
  const digits = String(value).split('').reverse().map(Number);
  const doubled = digits.map((digit, at) =>
    at % 2 === 0 ? digit : 2 * digit - (digit > 4 ? 9 : 0),
  );
  return doubled.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}
