/** What one event of a slice rests on: asked at the moment just before it. */
import type { CallExpression } from 'acorn';
import { isSameValue, keyOf, keyText } from '../../model/entry-keys.js';
import { isAbsent, isObject, type Entry } from '../../model/object-states.js';
import type { EndedCall } from '../../model/frame-notes.js';
import type { Signals } from '../../model/signals.js';
import type { Frame, Variable } from '../../model/state.js';
import { kind } from '../../reader/format.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Value } from '../../reader/value.js';
import type { Code, Reference, Step } from './code.js';
import type { SliceCodes } from './codes.js';
import type { SlicePass } from './pass.js';
import type { Reason } from './slice.js';

export interface Question {
  reason: Reason;
  /** Stands just before the reason's event. */
  pass: SlicePass;
  codes: SliceCodes;
  signals: Signals;
}

export function answerAt(question: Question): Reason[] {
  const { reason } = question;
  switch (reason.kind) {
    case 'argument':
      return argumentCauses(question);
    case 'result':
    case 'thrown':
      return resultCauses(question);
    case 'branch':
      return branchCauses(question);
    case 'message':
      return messageCauses(question);
    default:
      return writeCauses(question);
  }
}

/** Frame, text and place of the event. */
interface Setting extends Question {
  frame: Frame | undefined;
  code: Code;
}

function settingOf(question: Question, site: SiteInfo): Setting {
  const { pass, codes } = question;
  const frame = pass.state.frameAt(site);
  return { ...question, frame, code: codes.of(pass.thread, site) };
}

function writeCauses(question: Question): Reason[] {
  const { site } = question.reason;
  if (site === undefined) return [];
  const setting = settingOf(question, site);
  const { path } = question.reason;
  const read = setting.code.reads(site.start, site.end, site.variable, path);
  return [...valueCauses(setting, read), ...controlCauses(setting, site)];
}

/** Conditions come last: what a value was made of says more than what let it be made. */
function controlCauses({ pass, frame, code }: Setting, site: SiteInfo): Reason[] {
  const callSeq = frame?.call?.seq ?? -1;
  const branch = pass.branch(callSeq, site.start, site.end);
  if (branch === undefined) return [];
  const taken = pass.sites.get(branch.site);
  const condition = code.condition(taken.start, taken.end);
  if (condition === undefined) return [];
  const name = code.text(condition);
  return [make(pass, 'branch', branch.seq, { name, site: taken })];
}

function branchCauses(question: Question): Reason[] {
  const { site } = question.reason;
  if (site === undefined) return [];
  const setting = settingOf(question, site);
  const condition = setting.code.condition(site.start, site.end);
  const read = condition === undefined ? [] : setting.code.references([condition]);
  const outer = controlCauses(setting, { ...site, start: site.start - 1, end: site.end + 1 });
  return [...valueCauses(setting, read), ...outer];
}

function resultCauses(question: Question): Reason[] {
  const { pass, codes, reason } = question;
  const frame = pass.state.top;
  if (frame?.call === undefined || reason.site === undefined) return [];
  const code = codes.of(pass.thread, reason.site);
  const function_ = pass.sites.get(frame.call.site);
  const reached =
    frame.site === frame.call.site ? function_.start : pass.sites.get(frame.site).start;
  const setting: Setting = { ...question, frame, code };
  if (reason.kind === 'thrown') return controlCauses(setting, pass.sites.get(frame.site));
  const candidates = code.returned(function_.start, function_.end, reached);
  const [first] = candidates;
  if (first === undefined) return [];
  const causes = valueCauses(setting, code.references([first], reason.path));
  if (candidates.length > 1) markInferred(causes, 'several return statements fit');
  const place = { ...function_, start: first.start, end: first.end };
  return [...causes, ...controlCauses(setting, place)];
}

function argumentCauses(question: Question): Reason[] {
  const { pass, codes } = question;
  const frame = pass.state.top;
  const reason = locate(question);
  const callee = reason.site;
  if (callee === undefined) return [];
  if (frame?.call === undefined) return receivedCauses({ ...question, reason });
  const caller = pass.sites.get(frame.call.site);
  const code = codes.of(pass.thread, caller);
  const name = callee.fn.slice(callee.fn.lastIndexOf('.') + 1);
  const event = listenedTo(callee.fn);
  const at = event === undefined ? reason.index : reason.index + 1;
  const calls = code
    .calls(event === undefined ? name : 'emit', caller)
    .filter((call) => call.arguments.length > at && (event === undefined || emits(call, event)));
  const reached = pass.sites.get(frame.site);
  const behind = calls.filter((call) => call.end >= reached.start);
  const [chosen] = behind.length > 0 ? behind : calls;
  const argument = chosen?.arguments[at];
  const setting: Setting = { ...question, frame, code };
  if (chosen === undefined || argument === undefined) return passedOn(setting, reason.value);
  const causes = valueCauses(setting, code.references([argument], reason.path));
  if (event !== undefined) markInferred(causes, `the caller emits '${event}'`);
  else if (calls.length > 1) markInferred(causes, `${String(calls.length)} calls of ${name} fit`);
  return [
    ...causes,
    ...controlCauses(setting, { ...caller, start: chosen.start, end: chosen.end }),
  ];
}

/** Node's emitter stands between a listener and who emits: `ws.on('close') callback`. */
function listenedTo(fn: string): string | undefined {
  return /\.(?:on|once|addListener|prependListener)\('([^']+)'\) callback$/.exec(fn)?.[1];
}

function emits({ arguments: [first] }: CallExpression, event: string): boolean {
  return first?.type === 'Literal' && first.value === event;
}

/** Which argument holds the object that matters, and the way to it. */
function locate({ reason, pass }: Question): Reason {
  const { object } = reason;
  if (object === undefined) return reason;
  pass.moveTo(reason.seq + 1);
  const args = pass.state.top?.call?.args ?? [];
  for (const [index, argument] of args.entries()) {
    const way = wayTo(pass, argument, object);
    if (way !== undefined) return { ...reason, index, path: [...way, ...reason.path] };
  }
  return reason;
}

/** Objects that are looked into on the way to one of them. */
const maxLooked = 10_000;

function wayTo(pass: SlicePass, from: Value, object: number): string[] | undefined {
  const ways: [Value, string[]][] = [[from, []]];
  const seen = new Set<number>();
  for (let way = ways.shift(); way !== undefined && seen.size < maxLooked; way = ways.shift()) {
    const [value, path] = way;
    if (!isObject(value) || seen.has(value.id)) continue;
    if (value.id === object) return path;
    seen.add(value.id);
    for (const entry of pass.state.objects.get(value.id)?.entries?.values() ?? []) {
      ways.push([entry.value, [...path, keyText(entry.key)]]);
    }
  }
  return undefined;
}

/** Called by code that is not recorded (a callback): the same value among what the caller had. */
function passedOn({ pass, frame }: Setting, value: Value): Reason[] {
  if (frame === undefined || !isObject(value)) return [];
  const same = pass.state.visible(frame).filter((variable) => isSameValue(variable.value, value));
  const causes = same.slice(0, 1).map((variable) => fromVariable(pass, variable, variable.name));
  markInferred(causes, 'the same object among the variables of the caller');
  return causes;
}

/** An outermost call: a message or a request may have brought the value. */
function receivedCauses({ pass, reason, signals }: Question): Reason[] {
  const runSeq = pass.state.stack.runSeq;
  const received = signals.received(pass.thread).filter(({ seq }) => seq < reason.seq);
  const own = received.findLast((one) => one.runSeq === runSeq) ?? received.at(-1);
  if (own === undefined || (own.runSeq !== runSeq && runSeq >= 0 && own.seq < runSeq)) return [];
  const { thread, signal, text } = own.link;
  return [
    {
      kind: 'message',
      thread,
      seq: signal.seq,
      name: text,
      value: undefined,
      hasValue: false,
      site: undefined,
      index: 0,
      path: reason.path,
      inferred: own.runSeq === runSeq ? '' : 'the last message before it',
      causes: [],
    },
  ];
}

const senders = ['postMessage', 'send', 'end', 'write', 'json', 'fetch', 'request', 'respond'];

function messageCauses(question: Question): Reason[] {
  const { pass, codes, reason } = question;
  const frame = pass.state.top;
  if (frame?.call === undefined) return [];
  const site = pass.sites.get(frame.call.site);
  const code = codes.of(pass.thread, site);
  const calls = senders.flatMap((name) => code.calls(name, site));
  const setting: Setting = { ...question, frame, code };
  const sent = calls.flatMap((call) => call.arguments.slice(0, 1));
  const causes = valueCauses(setting, code.references(sent, reason.path));
  if (calls.length > 1) markInferred(causes, `${String(calls.length)} calls that send fit`);
  return causes;
}

function valueCauses(setting: Setting, references: readonly Reference[]): Reason[] {
  const causes: Reason[] = [];
  const calls = new Set<EndedCall>();
  for (const reference of references) {
    const found =
      reference.type === 'call'
        ? fromCall(setting, reference, calls)
        : fromValue(setting, reference.base, reference.steps, reference.text);
    for (const cause of found) {
      if (!causes.some(({ seq, name }) => seq === cause.seq && name === cause.name)) {
        causes.push(cause);
      }
    }
  }
  return causes;
}

function fromCall(
  { pass, frame }: Setting,
  { name, text, path }: Extract<Reference, { type: 'call' }>,
  used: Set<EndedCall>,
): Reason[] {
  const ended = pass.ended(frame?.call?.seq ?? -1).find((candidate) => {
    const { fn } = pass.sites.get(candidate.site);
    return !used.has(candidate) && (fn === name || fn.endsWith(`.${name}`));
  });
  if (ended === undefined) return [];
  used.add(ended);
  const { outcome, endSeq, result: value, hasResult: hasValue } = ended;
  const site = pass.sites.get(ended.site);
  const kindOfEnd = outcome === 'threw' ? 'thrown' : 'result';
  return [make(pass, kindOfEnd, endSeq, { name: text, value, hasValue, site, path })];
}

function fromValue(
  { pass, frame }: Setting,
  base: string,
  steps: readonly Step[],
  text: string,
): Reason[] {
  const variables = visible(pass, frame);
  const variable = variables.get(base);
  if (variable === undefined) return [];
  if (steps.length === 0) return [fromVariable(pass, variable, base)];
  let value: Value = variable.value;
  let last: Reason | undefined;
  for (const step of steps) {
    if (!isObject(value)) break;
    const key: Value = 'name' in step ? step.name : variables.get(step.variable)?.value;
    const entry = entryOf(pass, value.id, key);
    if (entry === undefined) break;
    last = fromEntry(pass, value.id, entry, text);
    value = entry.value;
  }
  return last === undefined ? [fromVariable(pass, variable, base)] : [last];
}

function entryOf(pass: SlicePass, id: number, key: Value): Entry | undefined {
  const entries = pass.state.objects.get(id)?.entries;
  return entries?.get(keyOf(key)) ?? entries?.get(keyText(key));
}

/** A property that was written, or that its object had when it was first seen. */
function fromEntry(pass: SlicePass, object: number, entry: Entry, text: string): Reason {
  const { seq, value, isFound, kind: k } = entry;
  const site = entry.site < 0 ? undefined : pass.sites.get(entry.site);
  const base = { name: text, value, hasValue: !isAbsent(value), site };
  if (isFound) {
    const inferred = 'changed by code that is not recorded, seen at this event';
    return make(pass, 'unrecorded', seq, { ...base, inferred });
  }
  // The object was made or received there, and had the property already.
  const path = [keyText(entry.key)];
  if (k >= kind.enter && k <= kind.enter8) {
    return { ...make(pass, 'argument', seq, { ...base, path }), object };
  }
  if (k === kind.leaveValue) return make(pass, 'result', seq, { ...base, path });
  return make(pass, 'property', seq, k === kind.write ? { ...base, path } : base);
}

function visible(pass: SlicePass, frame: Frame | undefined): Map<string, Variable> {
  const variables = frame === undefined ? [] : pass.state.visible(frame);
  return new Map(variables.map((variable) => [variable.name, variable]));
}

function fromVariable(pass: SlicePass, variable: Variable, name: string): Reason {
  const { value, seq } = variable;
  const site = pass.sites.get(variable.site);
  const index = site.kind === 'write' ? -1 : site.parameters.indexOf(variable.name);
  const base = { name, value, hasValue: !isAbsent(value), site };
  if (index < 0) return make(pass, 'variable', seq, base);
  return { ...make(pass, 'argument', seq, base), index };
}

function markInferred(causes: Reason[], why: string): void {
  for (const cause of causes) if (cause.inferred === '') cause.inferred = why;
}

function make(
  pass: SlicePass,
  reasonKind: Reason['kind'],
  seq: number,
  fields: Partial<Reason>,
): Reason {
  return {
    kind: reasonKind,
    thread: pass.thread,
    seq,
    name: '',
    value: undefined,
    hasValue: false,
    site: undefined,
    index: 0,
    path: [],
    inferred: '',
    causes: [],
    ...fields,
  };
}
