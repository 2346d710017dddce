/**
 * Values that came out of arrays and collections by functions of the language, which are not
 * recorded: the element is known by its value, the callback's call by what it returned.
 *
 *   rows.map(parse)[2]   <-  parse returned it        rows.find(isBad)  <-  rows[1]
 *   prices.get(name)     <-  prices["pear"]           words.join(' ')   <-  words[0], words[1] ...
 */
import type { EndedCall } from '../../model/frame-notes.js';
import { isIndex, isSameValue, keyText } from '../../model/entry-keys.js';
import { isObject, type Entry } from '../../model/object-states.js';
import type { Node } from '../../plan/walk.js';
import { kind } from '../../reader/format.js';
import type { ObjectValue, Value } from '../../reader/value.js';
import { calleeName, type Step } from './code-parts.js';
import { markInferred, withRole, type Reason } from './reason.js';
import type { CallReference, ValueReference } from './references.js';
import type { Setting } from './setting.js';
import { isLong, lengthOf, seriesBefore } from './series.js';
import { fromEnded, valueCauses } from './values.js';

/** Parts of a collection, results of callbacks, that are told of one value. */
const maxParts = 4;

interface Brought {
  causes: Reason[];
  /** They say where the value came from; what the call was made with says less. */
  isAll: boolean;
  /** Inputs of which the causes are parts. */
  told?: readonly ValueReference[];
}

const nothing: Brought = { causes: [], isAll: false };

/** A call that is not recorded: what it may have got its value from. */
export function fromBuiltin(
  setting: Setting,
  call: CallReference,
  inputs: readonly ValueReference[],
): Brought {
  const fromCallbacks = callbackResults(setting, call);
  if (fromCallbacks.causes.length > 0) return fromCallbacks;
  const objects = inputs
    .filter(({ isDirect }) => isDirect)
    .map((input) => ({ input, known: setting.follow(input.base, input.steps) }))
    .flatMap(({ input, known }) =>
      isObject(known?.value) ? { input, text: input.text, value: known.value } : [],
    );
  if (call.isWhole) {
    const one = oneOf(setting, call, objects);
    if (one !== undefined) return { causes: [one], isAll: true };
  }
  if (objects.length === 0 || givesNoContents.has(call.name)) return nothing;
  const parts = objects.map(({ input, value, text }) => {
    return { input, causes: contentsOf(setting, value, text) };
  });
  const told = parts.filter(({ causes }) => causes.length > 0).map(({ input }) => input);
  const causes = parts.flatMap((part) => part.causes).slice(0, maxParts);
  return { causes, isAll: false, told };
}

/** What they give is no part of what they are given, and tells nothing of it but its size. */
const givesNoContents: ReadonlySet<string> = new Set(['push', 'unshift', 'has', 'isArray', 'get']);

/** The one element or property that the call gave. */
function oneOf(
  setting: Setting,
  call: CallReference,
  objects: readonly { text: string; value: ObjectValue }[],
): Reason | undefined {
  const [first] = objects;
  if (first === undefined) return undefined;
  const [argument] = call.node.arguments;
  if (call.name === 'get' && first.value.class === 'map' && argument !== undefined) {
    const key = setting.valueOf(argument);
    const entry = key && setting.entryOf(first.value.id, key.value);
    return entry && setting.fromEntry(first.value.id, entry, call.text);
  }
  if (call.name === 'pop' || call.name === 'shift') return taken(setting, call, first);
  for (const { text, value } of objects.toReversed()) {
    const named = call.path.length === 0 ? undefined : setting.entryOf(value.id, call.path[0]);
    if (named !== undefined && setting.isWanted(named.value)) {
      return setting.fromEntry(value.id, named, elementName(text, named));
    }
    const found = elementIn(setting, value.id, text, []);
    if (found !== undefined) return found.reason;
  }
  return undefined;
}

/** `stack.pop()`: what was there before the event just before this one. */
function taken(
  setting: Setting,
  call: CallReference,
  { text, value }: { text: string; value: ObjectValue },
): Reason | undefined {
  const { pass, question } = setting;
  const { seq } = question.reason;
  if (pass.state.cursor.kind !== kind.mutate) return undefined;
  pass.moveTo(pass.state.cursor.seq);
  const entries = setting.entriesOf(value.id).filter(({ key }) => typeof key === 'number');
  entries.sort((a, b) => Number(a.key) - Number(b.key));
  const entry = call.name === 'pop' ? entries.at(-1) : entries[0];
  const isIt = entry !== undefined && setting.isWanted(entry.value);
  const reason = isIt ? setting.fromEntry(value.id, entry, elementName(text, entry)) : undefined;
  pass.moveTo(seq);
  return reason;
}

/** Those that give what their callback gave. */
const giveResults: ReadonlySet<string> = new Set([
  'map',
  'flatMap',
  'from',
  'replace',
  'replaceAll',
]);
const giveLast: ReadonlySet<string> = new Set(['reduce', 'reduceRight', 'some', 'every']);

function callbackResults(setting: Setting, call: CallReference): Brought {
  const passed = call.node.arguments;
  const isOurs = (site: number): boolean =>
    passed.some((argument) => isCallback(setting, argument, site));
  const ended = setting.pass.ended(setting.callSeq).filter(({ site }) => isOurs(site));
  const [last] = ended;
  if (last === undefined) return nothing;
  const make = (one: EndedCall): Reason => fromEnded(setting, nameOf(setting, one), one);
  if (giveLast.has(call.name)) return { causes: [make(last)], isAll: true };
  if (call.name === 'filter') return chosen(setting, call, isOurs);
  if (!giveResults.has(call.name)) return nothing;
  const one = call.isWhole ? nthResult(setting, call, isOurs) : undefined;
  if (one !== undefined) return { causes: [one], isAll: true };
  const isSame = ({ result }: EndedCall): boolean => setting.isWanted(result);
  let same = call.isWhole ? ended.filter(isSame) : [];
  if (same.length === 0 && call.isWhole && isLong(setting)) {
    same = seriesBefore(setting, isOurs, Infinity).filter(isSame).reverse();
  }
  if (same.length === 0) {
    return { causes: withRole(ended.slice(0, maxParts).map(make), 'part'), isAll: true };
  }
  const causes = [make(same[0]!)];
  const isSure = same.length === 1 || isObject(same[0]!.result);
  if (!isSure) markInferred(causes, `${String(same.length)} results are equal`);
  return { causes, isAll: true };
}

/** Of each element they give one in its place. */
const giveEach: ReadonlySet<string> = new Set(['map', 'from']);

/** What the callback gave of the element that the way leads to. */
function nthResult(
  setting: Setting,
  call: CallReference,
  isOurs: (site: number) => boolean,
): Reason | undefined {
  const [first = '', ...rest] = call.path;
  const length = lengthOf(setting, receiverOf(setting, call));
  if (!giveEach.has(call.name) || !isIndex(first) || length === undefined) return undefined;
  const series = seriesBefore(setting, isOurs, length);
  const one = series.length < length ? undefined : series[Number(first)];
  if (one === undefined || setting.pass.sites.get(one.site).isAsync) return undefined;
  if (rest.length === 0 && !setting.isWanted(one.result)) return undefined;
  return fromEnded(setting, nameOf(setting, one), one, rest, rest.length === 0);
}

/** Of a filtered list: the element for which the callback gave something true. */
function chosen(setting: Setting, call: CallReference, isOurs: (site: number) => boolean): Brought {
  const { callee } = call.node;
  const [first = '', ...rest] = call.path;
  const length = lengthOf(setting, receiverOf(setting, call));
  if (!call.isWhole || !isIndex(first) || length === undefined) return nothing;
  if (callee.type !== 'MemberExpression') return nothing;
  const series = seriesBefore(setting, isOurs, length);
  if (series.length < length) return nothing;
  const taken = [...series.keys()].filter((index) => isTrue(series[index]!.result));
  const at = taken[Number(first)];
  if (at === undefined) return nothing;
  const [element] = series[at]!.args;
  if (rest.length === 0 && !setting.isWanted(element)) return nothing;
  const read = setting.code.references([callee.object], [String(at), ...rest]);
  return { causes: valueCauses(setting, read), isAll: true };
}

function isTrue(value: Value): boolean {
  if (typeof value === 'object' && value !== null) return true;
  return Boolean(value);
}

function receiverOf(setting: Setting, { name, node }: CallReference): Value | undefined {
  const { callee } = node;
  const of =
    name === 'from'
      ? node.arguments[0]
      : callee.type === 'MemberExpression'
        ? callee.object
        : undefined;
  return of && setting.valueOf(of)?.value;
}

function isCallback(setting: Setting, argument: Node, site: number): boolean {
  const { start, end, fn } = setting.pass.sites.get(site);
  if (argument.start === start && argument.end === end) return true;
  const name = calleeName(argument);
  return name !== '' && (fn === name || fn.endsWith(`.${name}`));
}

function nameOf(setting: Setting, { site }: EndedCall): string {
  return setting.pass.sites.get(site).fn;
}

export interface FoundElement {
  reason: Reason;
  value: Value;
}

/** The element with the value that is asked about; `rest` leads from an element to that value. */
export function elementIn(
  setting: Setting,
  object: number,
  text: string,
  rest: readonly Step[],
): FoundElement | undefined {
  const isTelling = (value: Value): boolean => typeof value !== 'boolean' && value !== undefined;
  const same = setting.entriesOf(object).filter((entry) => {
    const value = valueIn(setting, entry, rest);
    return isTelling(value) && setting.isWanted(value);
  });
  const [entry] = same;
  if (entry === undefined) return undefined;
  const reason = setting.fromEntry(object, entry, elementName(text, entry));
  if (same.length > 1) markInferred([reason], `${String(same.length)} elements are equal`);
  return { reason, value: entry.value };
}

function valueIn(setting: Setting, { key, value }: Entry, rest: readonly Step[]): Value {
  const [first] = rest;
  if (first === undefined || !('name' in first)) return value;
  // Of a Map an element is a key and a value.
  if (!isObject(value)) return first.name === '0' ? key : value;
  let at: Value = value;
  for (const step of rest) {
    const known = setting.keyAt(step);
    const entry: Entry | undefined =
      isObject(at) && known !== undefined ? setting.entryOf(at.id, known.value) : undefined;
    if (entry === undefined) return first.name === '1' ? value : undefined;
    at = entry.value;
  }
  return at;
}

/** What an array or a collection holds: first what looks like a fault, then what came last. */
export function contentsOf(setting: Setting, object: ObjectValue, text: string): Reason[] {
  if (!holders.has(object.class)) return [];
  const entries = setting.entriesOf(object.id).filter(({ key }) => key !== 'length');
  const ranked = entries.sort(
    (a, b) => Number(isDoubtful(b.value)) - Number(isDoubtful(a.value)) || b.seq - a.seq,
  );
  const shown = ranked.slice(0, maxParts);
  const causes = shown.map((entry) =>
    setting.fromEntry(object.id, entry, elementName(text, entry)),
  );
  return withRole(causes, 'part');
}

const holders: ReadonlySet<string> = new Set(['array', 'map', 'set']);

function isDoubtful(value: Value): boolean {
  return value === undefined || value === null || isSameValue(value, NaN);
}

export function elementName(text: string, { key }: Entry): string {
  return typeof key === 'string' && !/^\d+$/.test(key)
    ? `${text}.${key}`
    : `${text}[${keyText(key)}]`;
}
