/**
 * What a slice begins with was asked for behind its last write: conditions that kept another write
 * away until its function ended.
 */
import type { Frame } from '../../model/state.js';
import type { SiteInfo } from '../../reader/sites.js';
import { threadIndex } from '../../model/index/find-index.js';
import { endOfCall } from '../call-by-id.js';
import { pathOf } from './code-parts.js';
import { omittedOf, readOf, readOfVariable, type Read } from './omitted.js';
import type { Reason } from './reason.js';
import type { ValueReference } from './references.js';
import { Setting, type Question } from './setting.js';

/** `question` is asked at the effect, which is a write. */
export function omittedBehind(question: Question): Reason[] {
  const { pass, reason, codes } = question;
  const { site, kind, seq } = reason;
  if (site === undefined) return [];
  const isArgument = kind === 'argument';
  if (!isArgument && kind !== 'variable' && kind !== 'property') return [];
  const frame = isArgument ? pass.state.top : pass.state.frameAt(site);
  const written = kind === 'property' ? writtenProperty(question, site) : undefined;
  if (frame === undefined || (kind === 'property' && written === undefined)) return [];
  const reads = (setting: Setting): Read | undefined =>
    written === undefined ? readOfVariable(setting, reason.name) : readOf(setting, written);
  const code = codes.of(pass.thread, site);
  // Most have no other write: then the end need not be sought.
  pass.moveTo(seq + 1);
  const now = reads(new Setting({ ...question, reason: { ...reason, seq: seq + 1 } }, frame, code));
  const beside = codes.beside(pass.thread, site);
  if (now?.seq !== seq || !beside.some((one) => one.id !== site.id && now.isWrittenAt(one)))
    return [];
  const end = endOf(question, frame);
  if (end === undefined) return [];
  pass.moveTo(end);
  const last = frameNow(question, frame);
  if (last === undefined) return [];
  const later = { ...question, reason: { ...reason, seq: pass.state.nextSeq } };
  const setting = new Setting(later, last, code);
  const read = reads(setting);
  return read?.seq === seq ? omittedOf(setting, placeOfEnd(setting, site), [read]) : [];
}

/** The property that the assignment at the site writes. */
function writtenProperty({ pass, codes }: Question, site: SiteInfo): ValueReference | undefined {
  const code = codes.of(pass.thread, site);
  const writer = code.writer(site.start, site.end);
  if (writer?.type !== 'AssignmentExpression') return undefined;
  const [written] = code.references([writer.left]);
  const isWhole = written?.type === 'value' && pathOf(writer.left) !== undefined;
  return isWhole ? written : undefined;
}

/** Event with which the frame's code ended; undefined where it did not. */
function endOf({ pass }: Question, { call }: Frame): number | undefined {
  if (call === undefined) return Number.MAX_SAFE_INTEGER;
  return endOfCall(threadIndex(pass.recording, pass.thread), call.seq);
}

function frameNow({ pass: { state } }: Question, { call, module }: Frame): Frame | undefined {
  if (call === undefined) return state.module(module);
  return state.top?.call?.seq === call.seq ? state.top : undefined;
}

/** The return statement by which it ended, or its end. */
function placeOfEnd({ frame, code, pass }: Setting, site: SiteInfo): SiteInfo {
  const call = frame?.call;
  if (frame === undefined || call === undefined) {
    return { ...site, start: Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER };
  }
  const { start, end } = pass.sites.get(call.site);
  const [first] = code.returned(start, end, pass.sites.get(frame.site).start);
  const at = first?.start ?? end;
  return { ...site, start: at, end: first?.end ?? at };
}
