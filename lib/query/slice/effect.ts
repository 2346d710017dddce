/**
 * The outcome that a slice starts from: an event, or the last version of a variable or property
 * that has a value.
 *
 *   { event: '1:4711' }   { value: 'total == NaN' }   { value: 'cart.ts:41:total' }
 */
import { ScopeError } from '../../errors.js';
import type { Recording } from '../../reader/recording.js';
import type { Value } from '../../reader/value.js';
import { historyOf, parseSubject, type Subject, type Version } from '../history.js';
import { findThread, type Moment } from '../moment.js';
import { stateBehind } from '../state-before.js';
import { kind } from '../../reader/format.js';
import { isObject } from '../../model/object-states.js';
import { makeReason, type Reason, type ReasonKind } from './reason.js';

/**
 * The last write of the subject; where a value is given, the last that brought it. Throws
 * SCOPE_USAGE.
 */
export async function effectOfValue(recording: Recording, text: string): Promise<Reason> {
  const [, subject = '', wanted] = /^(.*?)(?:\s*==?=?\s*(.+))?$/s.exec(text.trim()) ?? [];
  const isLast = ({ value, before }: Version): boolean =>
    wanted === undefined || (matches(value, wanted) && !matches(before, wanted));
  const what = parseSubject(subject);
  const { versions } = await historyOf(recording, what, { isLast });
  const found = versions.findLast(isLast);
  if (found === undefined) {
    const lack = wanted === undefined ? 'no write of it was recorded' : `it never was ${wanted}`;
    const hint = 'writes are recorded at level state; see "scope history"';
    throw new ScopeError('SCOPE_USAGE', `${subject}: ${lack}; ${hint}`);
  }
  const { thread, seq, time } = found;
  return narrowed(await effectAt(recording, { thread, seq, time }), what, found);
}

/** A call gets and returns many values at once: which of them it is about, and which part. */
function narrowed(effect: Reason, subject: Subject, { name, value }: Version): Reason {
  if (effect.kind !== 'argument' && effect.kind !== 'result') return effect;
  const shown = { ...effect, name, value, hasValue: true };
  if (subject.type === 'object') {
    const path = subject.key === undefined ? [] : [subject.key];
    return effect.kind === 'argument' ? { ...shown, path, object: subject.id } : { ...shown, path };
  }
  const index = effect.site?.parameters.indexOf(name) ?? -1;
  return index < 0 ? effect : { ...shown, index };
}

/** Entries of an object inside which objects are shown, too. */
const maxShownInside = 8;

/** What happened at an event, as a reason without causes yet. */
export async function effectAt(recording: Recording, { thread, seq }: Moment): Promise<Reason> {
  const sites = await recording.sites(thread.process);
  const { cursor, objects } = stateBehind(
    recording,
    findThread(recording, thread.number),
    sites,
    seq,
  );
  const site = cursor.site < 0 || cursor.kind === kind.loss ? undefined : sites.get(cursor.site);
  const valueAt = valueIndex(cursor.kind);
  const hasValue = valueAt >= 0 && valueAt < cursor.valueCount;
  const value = hasValue ? cursor.value(valueAt) : undefined;
  return makeReason(reasonKind(cursor.kind), thread, seq, {
    name: site === undefined ? '' : nameOf(site.variable, site.property, site.fn),
    value: isObject(value) && value.id !== 0 ? objects.value(value.id, 2, maxShownInside) : value,
    hasValue,
    site,
  });
}

function nameOf(variable: string, property: string, fn: string): string {
  if (variable !== '') return variable;
  return property === '' ? fn : `.${property}`;
}

function reasonKind(k: number): ReasonKind {
  if (k <= kind.enter8) return 'argument';
  if (k <= kind.leaveValue) return 'result';
  if (k <= kind.throwValue) return 'thrown';
  if (k === kind.branch) return 'branch';
  return k === kind.write ? 'variable' : 'property';
}

/** Which of an event's values is the one that it is about. */
function valueIndex(k: number): number {
  if (k === kind.set) return 1;
  if (k === kind.setKey || k === kind.mutate) return 2;
  return 0;
}

/** `42`, `"text"`, `text`, `NaN`, `undefined`, `null` ... */
function matches(value: Value, wanted: string): boolean {
  if (typeof value === 'string') return value === wanted || JSON.stringify(value) === wanted;
  if (typeof value === 'object' && value !== null) return value.type === wanted;
  return Object.is(value, -0) ? wanted === '-0' : String(value) === wanted.replace(/n$/, '');
}
