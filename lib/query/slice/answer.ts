/** What one event of a slice rests on: asked at the moment just before it. */
import { keyText } from '../../model/entry-keys.js';
import { isObject } from '../../model/object-states.js';
import type { SiteInfo } from '../../reader/sites.js';
import { argumentCauses } from './arguments.js';
import type { Node } from '../../plan/walk.js';
import { conditionOf, controlCauses } from './control.js';
import { elementIn } from './elements.js';
import { omittedCauses } from './omitted.js';
import { markInferred, withRole, type Reason } from './reason.js';
import { Setting, type Question } from './setting.js';
import { thrownCauses } from './thrown.js';
import { updatesOf } from './updates.js';
import { valueCauses } from './values.js';

export function answerAt(question: Question): Reason[] {
  const { reason } = question;
  switch (reason.kind) {
    case 'argument':
      return argumentCauses(question);
    case 'result':
    case 'thrown':
      return resultCauses(question);
    case 'branch':
    case 'omitted':
      return branchCauses(question);
    case 'message':
      return messageCauses(question);
    case 'unrecorded':
      return movedCauses(question);
    default:
      return writeCauses(question);
  }
}

function writeCauses(question: Question): Reason[] {
  const { site, path } = question.reason;
  if (site === undefined) return [];
  const setting = Setting.at(question, site);
  const folded = updatesOf(setting, site);
  if (folded !== undefined) return [...folded, ...controlCauses(setting, site)];
  const writer = setting.code.writer(site.start, site.end);
  const read =
    writer?.type === 'CallExpression' && path.length === 0
      ? setting.code.references(passedIn(setting, writer.arguments))
      : setting.code.reads(site.start, site.end, site.variable, path);
  return [
    ...valueCauses(setting, read),
    ...controlCauses(setting, site),
    ...omittedCauses(setting, site, read),
  ];
}

/** Those of the language that move elements about, and may put new ones in. */
const movers = ['splice', 'sort', 'reverse', 'unshift', 'copyWithin', 'fill', 'assign'];

/** What one of them did shows at the next event: the element stood elsewhere, or was passed. */
function movedCauses(question: Question): Reason[] {
  const { name, object, site } = question.reason;
  if (object === undefined || site === undefined) return [];
  const setting = Setting.at(question, site);
  const moved = elementIn(setting, object, name.replace(/\[[^[\]]*\]$/, ''), []);
  if (moved !== undefined) return [moved.reason];
  const function_ = setting.frame?.call && question.pass.sites.get(setting.frame.call.site);
  const calls = movers.flatMap((mover) => setting.code.calls(mover, function_));
  const passed = calls
    .flatMap(({ args }) => args)
    .filter((argument) => {
      const known = setting.valueOf(argument);
      return known !== undefined && setting.isWanted(known.value);
    });
  const causes = valueCauses(setting, setting.code.references(passed));
  markInferred(causes, 'passed to a call that moves elements');
  return causes;
}

/** `list.push(a, b)`: the arguments that may have become the element. */
function passedIn(setting: Setting, texts: readonly Node[]): Node[] {
  const fit = texts.filter((text) => {
    const known = setting.valueOf(text);
    return known === undefined || setting.isWanted(known.value);
  });
  return fit.length > 0 ? fit : [...texts];
}

function branchCauses(question: Question): Reason[] {
  const { reason } = question;
  const { site } = reason;
  if (site === undefined) return [];
  const setting = Setting.at(question, site);
  const condition = conditionOf(setting.code, site);
  const read = condition === undefined ? [] : setting.code.references([condition]);
  if (reason.kind === 'omitted') return valueCauses(setting, read);
  return [...valueCauses(setting, read), ...controlCauses(setting, site)];
}

function resultCauses(question: Question): Reason[] {
  const { pass, codes, reason } = question;
  const frame = pass.state.top;
  if (frame?.call === undefined || reason.site === undefined) return [];
  const code = codes.of(pass.thread, reason.site);
  const function_ = pass.sites.get(frame.call.site);
  const reached =
    frame.site === frame.call.site ? function_.start : pass.sites.get(frame.site).start;
  const setting = new Setting(question, frame, code);
  if (reason.kind === 'thrown') {
    const causes = thrownCauses(setting, function_, reached);
    return causes.length > 0 ? causes : controlCauses(setting, pass.sites.get(frame.site));
  }
  const candidates = code.returned(function_.start, function_.end, reached).filter((node) => {
    const known = reason.path.length > 0 ? undefined : setting.valueOf(node);
    return known === undefined || !reason.hasValue || setting.isWanted(known.value);
  });
  const [first] = candidates;
  if (first === undefined) return madeCauses(setting, function_);
  const read = code.references([first], reason.path);
  const causes = valueCauses(setting, read);
  if (candidates.length > 1) markInferred(causes, 'several return statements fit');
  const place = { ...function_, start: first.start, end: first.end };
  const omitted = omittedCauses(setting, place, read);
  return [...causes, ...controlCauses(setting, place), ...omitted];
}

/** Fields of a new object that are followed where the object as a whole is asked about. */
const maxFields = 8;

/** A constructor gives its object: what it wrote into its fields, or into the one that matters. */
function madeCauses(setting: Setting, { start }: SiteInfo): Reason[] {
  const { frame, question } = setting;
  const made = setting.variable('this')?.value;
  const call = frame?.call;
  if (!isObject(made) || call === undefined || start < 0) return [];
  const [field] = question.reason.path;
  if (field !== undefined) {
    const entry = setting.entryOf(made.id, field);
    return entry === undefined ? [] : [setting.fromEntry(made.id, entry, `this.${field}`)];
  }
  const written = setting.entriesOf(made.id).filter(({ seq }) => seq >= call.seq);
  const fields = written.slice(0, maxFields).map((entry) => {
    return setting.fromEntry(made.id, entry, `this.${keyText(entry.key)}`);
  });
  return withRole(fields, 'part');
}

const senders = ['postMessage', 'send', 'end', 'write', 'json', 'fetch', 'request', 'respond'];

function messageCauses(question: Question): Reason[] {
  const { pass, codes, reason } = question;
  const frame = pass.state.top;
  if (frame?.call === undefined) return [];
  const site = pass.sites.get(frame.call.site);
  const code = codes.of(pass.thread, site);
  const calls = senders.flatMap((name) => code.calls(name, site));
  const setting = new Setting(question, frame, code);
  const sent = calls.flatMap(({ args }) => args.slice(0, 1));
  const causes = valueCauses(setting, code.references(sent, reason.path));
  if (calls.length > 1) markInferred(causes, `${String(calls.length)} calls that send fit`);
  return causes;
}
