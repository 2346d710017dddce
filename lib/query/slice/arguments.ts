/**
 * What a parameter got: from the call in the caller's text, from a callback's array, from the
 * emitter that called a listener, from a message.
 */
import { isIndex, isSameValue, keyText } from '../../model/entry-keys.js';
import { isObject } from '../../model/object-states.js';
import type { Frame } from '../../model/state.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { ObjectValue, Value } from '../../reader/value.js';
import type { Node } from '../../plan/walk.js';
import type { CallPlace } from './code.js';
import { calleeName } from './code-parts.js';
import { controlCauses } from './control.js';
import { elementIn } from './elements.js';
import { omittedCauses } from './omitted.js';
import type { SlicePass } from './pass.js';
import { makeReason, markInferred, withRole, type Reason } from './reason.js';
import { lengthOf, seriesBefore } from './series.js';
import { Setting, type Question } from './setting.js';
import { fromEnded, valueCauses } from './values.js';

/** Asked just behind the enter, where the arguments are known. */
export function argumentCauses(asked: Question): Reason[] {
  const { pass } = asked;
  const reason = locate(asked);
  const callee = reason.site;
  if (callee === undefined) return [];
  const question = { ...asked, reason };
  const [caller, called] = pass.state.running.slice(-2);
  if (called === undefined) return calledOutside(question, callee, caller?.call?.args ?? []);
  const setting = frameSetting(question, caller!);
  const causes = fromCaller(setting, callee, called.call?.args ?? []);
  return causes.length > 0 ? causes : passedOn(setting, reason.value);
}

/** By a module's top level, or because something was received. */
function calledOutside(question: Question, callee: SiteInfo, args: readonly Value[]): Reason[] {
  const received = receivedCauses(question);
  if (received.length > 0) return received;
  for (const setting of topLevels(question, callee)) {
    const causes = fromCaller(setting, callee, args);
    if (causes.length > 0) return causes;
  }
  return [];
}

function frameSetting(question: Question, frame: Frame): Setting {
  const { pass, codes } = question;
  return new Setting(question, frame, codes.of(pass.thread, pass.sites.get(frame.call!.site)));
}

/** Top levels of modules that may have called it: its own module's, those that ran last. */
function topLevels(question: Question, callee: SiteInfo): Setting[] {
  const { pass, codes } = question;
  const own = pass.sites.moduleOf(callee.id)?.firstSite;
  const frames = pass.sites.modules
    .flatMap(({ firstSite }) => pass.state.module(firstSite) ?? [])
    .sort((a, b) => Number(b.module === own) - Number(a.module === own) || b.changed - a.changed);
  return frames.slice(0, maxTopLevels).map((frame) => {
    return new Setting(question, frame, codes.of(pass.thread, pass.sites.get(frame.module)));
  });
}

const maxTopLevels = 3;

/** Parameters of one function are told apart by the text: patterns take several from one. */
interface Wanted {
  at: number;
  path: readonly string[];
  /** From what it got to what matters. */
  rest: readonly string[];
  /** It stands for what is not passed. */
  initial: Node | undefined;
}

function fromCaller(setting: Setting, callee: SiteInfo, args: readonly Value[]): Reason[] {
  const { pass, code, frame } = setting;
  const wanted = parameterOf(setting, callee);
  const caller = frame?.call === undefined ? undefined : pass.sites.get(frame.call.site);
  const direct = directCalls(setting, callee, caller, wanted.at, args);
  if (direct !== undefined) {
    const { chosen, inferred } = direct;
    const argument = chosen.args[wanted.at];
    const path = [...wanted.path, ...wanted.rest];
    const read = code.references([argument ?? wanted.initial], path);
    const causes = valueCauses(setting, read);
    if (inferred !== '') markInferred(causes, inferred);
    if (caller === undefined) return causes;
    const place = { ...caller, ...placeOf(chosen) };
    return [...causes, ...controlCauses(setting, place), ...omittedCauses(setting, place, read)];
  }
  const [taking] = placed(setting, code.callsWith(lastName(callee.fn), callee, caller));
  return taking === undefined ? [] : fromCallback(setting, callee, taking, wanted);
}

function placeOf({ start, end }: CallPlace): { start: number; end: number } {
  return { start, end };
}

function parameterOf(setting: Setting, callee: SiteInfo): Wanted {
  const { reason, codes, pass } = setting.question;
  const name = callee.parameters[reason.index] ?? '';
  const found = codes.of(pass.thread, callee).parameter(callee, name);
  const at = found?.index ?? reason.index;
  const { initial } = found ?? {};
  const [first = ''] = reason.path;
  // `...more`: each of its elements is an argument.
  if (found?.isRest === true && found.path.length === 0 && isIndex(first)) {
    return { at: at + Number(first), path: [], rest: reason.path.slice(1), initial };
  }
  return { at, path: found?.path ?? [], rest: reason.path, initial };
}

interface Chosen {
  chosen: CallPlace;
  inferred: string;
}

/** The call in the caller's text; where several fit, the first behind what ran last. */
function directCalls(
  setting: Setting,
  callee: SiteInfo,
  caller: SiteInfo | undefined,
  at: number,
  args: readonly Value[],
): Chosen | undefined {
  const { code } = setting;
  const event = listenedTo(callee.fn);
  if (event !== undefined) {
    const emitting = placed(setting, code.calls('emit', caller)).find(({ args: [first] }) => {
      return first?.type === 'Literal' && first.value === event;
    });
    if (emitting === undefined) return undefined;
    const chosen = { ...emitting, args: emitting.args.slice(1) };
    return { chosen, inferred: `the caller emits '${event}'` };
  }
  const named = namesOf(callee).flatMap((name) => code.calls(name, caller));
  const fit = named.filter((call) => agrees(setting, call, callee, args));
  const [chosen] = placed(setting, fit.length > 0 ? fit : named);
  if (chosen !== undefined) {
    const isOne = fit.length === 1 || named.length === 1;
    const inferred = `${String(Math.max(fit.length, 1))} calls of ${lastName(callee.fn)} fit`;
    return { chosen, inferred: isOne ? '' : inferred };
  }
  if (code.callsWith(lastName(callee.fn), callee, caller).length > 0) return undefined;
  // Under another name: the call whose arguments are known to be these.
  const others = code
    .callsWhere(caller, ({ arguments: list }) => list.length > at)
    .filter((call) => agreement(setting, call, args) > 0 && agrees(setting, call, callee, args));
  const [other] = placed(setting, others);
  return other && { chosen: other, inferred: 'the call that passes these values' };
}

/** `Cart.constructor` is called by `new Cart` and `super`. */
function namesOf({ fn, kind }: SiteInfo): string[] {
  if (kind !== 'constructor') return [lastName(fn)];
  const name = lastName(fn.replace(/\.constructor$/, ''));
  return [name, 'super'];
}

function lastName(fn: string): string {
  return fn.slice(fn.lastIndexOf('.') + 1);
}

/** Those behind what the caller did last come first. */
function placed(setting: Setting, calls: readonly CallPlace[]): CallPlace[] {
  const { frame, pass } = setting;
  if (frame === undefined) return [...calls];
  const isAtStart = frame.site === frame.call?.site;
  const reached = isAtStart ? -1 : pass.sites.get(frame.site).start;
  const behind = calls.filter(({ end }) => end >= reached);
  return behind.length > 0 ? behind : [...calls];
}

/** No argument of which the text says what it is was another one. */
function agrees(
  setting: Setting,
  call: CallPlace,
  callee: SiteInfo,
  args: readonly Value[],
): boolean {
  const { codes, pass } = setting.question;
  const code = codes.of(pass.thread, callee);
  return callee.parameters.every((name, number) => {
    const parameter = code.parameter(callee, name);
    if (parameter === undefined || parameter.isRest || parameter.path.length > 0) return true;
    if (parameter.initial !== undefined) return true;
    const argument = call.args[parameter.index];
    if (argument === undefined || argument.type === 'SpreadElement') return true;
    const known = setting.valueOf(argument);
    return known === undefined || isSameValue(known.value, args[number]);
  });
}

function agreement(setting: Setting, { args: texts }: CallPlace, args: readonly Value[]): number {
  return texts.filter((text, index) => {
    const known = setting.valueOf(text);
    const isTelling = known !== undefined && known.value !== undefined && index < args.length;
    return isTelling && isSameValue(known.value, args[index]);
  }).length;
}

/** Node's emitter stands between a listener and who emits: `ws.on('close') callback`. */
function listenedTo(fn: string): string | undefined {
  return /\.(?:on|once|addListener|prependListener)\('([^']+)'\) callback$/.exec(fn)?.[1];
}

const iterating: ReadonlySet<string> = new Set([
  ...['map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast'],
  ...['findLastIndex', 'flatMap', 'sort', 'toSorted'],
]);
const folding: ReadonlySet<string> = new Set(['reduce', 'reduceRight']);

/** A function of the language called it, with what the array holds. */
function fromCallback(
  setting: Setting,
  callee: SiteInfo,
  { node }: CallPlace,
  { at, path, rest: inside }: Wanted,
): Reason[] {
  const method = calleeName(node.callee);
  const receiver =
    method === 'from'
      ? node.arguments[0]
      : node.callee.type === 'MemberExpression'
        ? node.callee.object
        : undefined;
  const { code, pass } = setting;
  const isFold = folding.has(method);
  if (isFold && at === 0) {
    const before = pass.ended(setting.callSeq).find(({ site }) => site === callee.id);
    if (before !== undefined && setting.isWanted(before.result)) {
      return [fromEnded(setting, callee.fn, before)];
    }
    return valueCauses(setting, code.references([node.arguments[1]]));
  }
  if (receiver === undefined) return [];
  const whole = valueCauses(setting, code.references([receiver]));
  const isElement = isFold ? at === 1 : iterating.has(method) && (at === 0 || method === 'sort');
  if (!isElement)
    return method === 'from' || method.startsWith('replace') ? whole : withRole(whole, 'receiver');
  const known = setting.valueOf(receiver);
  const rest = [...path, ...inside].map((name) => ({ name }));
  const found = isObject(known?.value)
    ? elementIn(setting, known.value.id, code.text(receiver), rest)
    : undefined;
  if (found !== undefined) return [found.reason, ...withRole(whole, 'receiver')];
  if (method === 'sort' || !isObject(known?.value)) return whole;
  const way = [...path, ...inside];
  return nthElement(setting, { callee, receiver, list: known.value, way }) ?? whole;
}

interface Nth {
  callee: SiteInfo;
  receiver: Node;
  list: ObjectValue;
  /** From the element to what matters. */
  way: readonly string[];
}

/** Of a list that no look has shown as a whole: as many calls came before as elements. */
function nthElement(setting: Setting, { callee, receiver, list, way }: Nth): Reason[] | undefined {
  const length = lengthOf(setting, list);
  if (callee.isAsync || length === undefined || length === 0) return undefined;
  const before = seriesBefore(setting, (site) => site === callee.id, Infinity).length;
  const index = before % length;
  const entry = setting.entryOf(list.id, index);
  if (entry !== undefined && way.length === 0 && !setting.isWanted(entry.value)) return undefined;
  const path = [String(index), ...way];
  const causes = valueCauses(setting, setting.code.references([receiver], path));
  if (before >= length) markInferred(causes, 'by the number of calls before');
  return causes;
}

/** Which argument holds the object that matters, and the way to it. */
function locate({ reason, pass }: Question): Reason {
  const { object } = reason;
  if (object === undefined) return reason;
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

/** Called by code that is not recorded: the same value among what the caller had. */
function passedOn(setting: Setting, value: Value): Reason[] {
  const { pass, frame } = setting;
  if (frame === undefined || !isObject(value)) return [];
  const same = pass.state.visible(frame).find((variable) => isSameValue(variable.value, value));
  const causes = same === undefined ? [] : [setting.fromVariable(same, same.name)];
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
  const inferred = own.runSeq === runSeq ? '' : 'the last message before it';
  return [makeReason('message', thread, signal.seq, { name: text, path: reason.path, inferred })];
}
