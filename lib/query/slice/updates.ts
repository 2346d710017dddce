/**
 * Updates of a variable or property by itself are one step of a slice: how often since what.
 *
 *   for (let i = 0; i < n; i++) pos += width;     i: 41 updates since 0, pos: 41 updates since 0
 *
 * They go back to the write that did not read the old value, or at which the value became another
 * sort of thing: where a sum became NaN is no matter of counting.
 */
import { isObject } from '../../model/object-states.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Value } from '../../reader/value.js';
import { bare, pathOf, type SelfUpdate } from './code-parts.js';
import { makeReason, withRole, type Reason } from './reason.js';
import { Setting } from './setting.js';
import { valueCauses } from './values.js';
import { lastWriteBefore, turnBetween, writesBefore, type Target, type Write } from './writes.js';

/** Updates that are remembered. */
const maxUpdates = 10_000;
/** Of texts that grow, pieces whose origin is told. */
const maxPieces = 4;

/** Causes of a run of updates, of which the reason then tells; undefined where it is none. */
export function updatesOf(setting: Setting, site: SiteInfo): Reason[] | undefined {
  const { code, question, pass } = setting;
  const { reason } = question;
  const update = code.selfUpdate(site.start, site.end);
  const target = update && targetOf(setting, site, update);
  if (update === undefined || target === undefined) return undefined;
  const run = runOf(setting, target);
  const [first] = run.writes;
  if (first === undefined || run.writes.length < 2) return undefined;
  // Where a sum became NaN is asked for as far back as it takes.
  const base = run.base ?? (Number.isNaN(first.value) ? first : undefined);
  reason.updates = {
    seqs: run.writes.map(({ seq }) => seq),
    isWhole: run.isWhole,
    since: run.base && { value: run.base.value, site: pass.sites.get(run.base.site) },
  };
  const pieces = piecesOf(setting, update, run);
  return base === undefined || isPlain(setting, base)
    ? pieces
    : [...pieces, fromBase(setting, target, base)];
}

interface Run {
  /** The updates, the reason's last; of more than are read, the last ones. */
  writes: Write[];
  isWhole: boolean;
  /** The write before them, where it was found. */
  base: Write | undefined;
}

function runOf(setting: Setting, target: Target): Run {
  const { pass, question } = setting;
  let count = 0;
  const all = writesBefore(pass, target, question.reason.seq, (writes) => {
    count += writes.length;
    return count > maxUpdates || writes.some((write) => !isUpdate(setting, write));
  });
  const before = all.findLastIndex((write) => !isUpdate(setting, write));
  const writes = all.slice(Math.max(before + 1, all.length - maxUpdates));
  const isWhole = before >= 0 && writes.length === all.length - before - 1;
  const base = all[before] ?? farBase(setting, target, writes[0]);
  return { writes, isWhole, base };
}

/** Where the run began that is longer than what was read of it. */
function farBase(setting: Setting, target: Target, first: Write | undefined): Write | undefined {
  if (first === undefined) return undefined;
  const { pass } = setting;
  const base = lastWriteBefore(pass, target, first, (site) => !isUpdating(setting, site));
  const sort = sortOf(first.before);
  if (base === undefined || sortOf(base.value) === sort) return base;
  return turnBetween(pass, target, [base, first], (value) => sortOf(value) === sort);
}

function targetOf(setting: Setting, site: SiteInfo, { target }: SelfUpdate): Target | undefined {
  const node = bare(target);
  if (node?.type === 'Identifier') {
    return { type: 'variable', name: node.name, declared: site.declared };
  }
  const path = node?.type === 'MemberExpression' ? pathOf(node) : undefined;
  const last = path?.steps.at(-1);
  if (path === undefined || last === undefined) return undefined;
  const object = setting.follow(path.base, path.steps.slice(0, -1));
  const key = setting.keyAt(last);
  if (key === undefined || !isObject(object?.value)) return undefined;
  return { type: 'property', id: object.value.id, key: key.value };
}

/** It made the value of the one before, and of the same sort. */
function isUpdate(setting: Setting, { site, value, before }: Write): boolean {
  return sortOf(value) === sortOf(before) && isUpdating(setting, setting.pass.sites.get(site));
}

function isUpdating({ question, pass }: Setting, site: SiteInfo): boolean {
  if (site.kind !== 'write' && site.kind !== 'property') return false;
  const code = question.codes.of(pass.thread, site);
  return code.selfUpdate(site.start, site.end) !== undefined;
}

function sortOf(value: Value): string {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : String(value);
  if (typeof value !== 'object' || value === null) return typeof value;
  return value.type;
}

/** What went into the last update; of a text, into the last few. */
function piecesOf(setting: Setting, { others }: SelfUpdate, { writes }: Run): Reason[] {
  const { code, pass, question } = setting;
  const { reason } = question;
  const last = valueCauses(setting, code.references(others));
  if (!sortOf(reason.value).startsWith('string')) return last;
  const pieces = writes.slice(-maxPieces, -1).flatMap(({ seq, site }) => {
    const info = pass.sites.get(site);
    pass.moveTo(seq);
    const then = Setting.at({ ...question, reason: { ...reason, seq } }, info);
    const update = then.code.selfUpdate(info.start, info.end);
    return valueCauses(then, then.code.references(update?.others ?? []));
  });
  pass.moveTo(reason.seq);
  return [...last, ...withRole(pieces.reverse(), 'part')];
}

/** A number or a text that the program says. */
function isPlain({ question, pass }: Setting, { site }: Write): boolean {
  const info = pass.sites.get(site);
  if (info.kind !== 'write' && info.kind !== 'property') return false;
  const code = question.codes.of(pass.thread, info);
  const isTurn = code.selfUpdate(info.start, info.end) !== undefined;
  return !isTurn && code.reads(info.start, info.end, info.variable).length === 0;
}

function fromBase(setting: Setting, target: Target, { seq, site, value }: Write): Reason {
  const { question, pass } = setting;
  const info = pass.sites.get(site);
  const { name } = question.reason;
  const fields = { name, value, hasValue: true, site: info };
  const index = info.parameters.indexOf(name);
  if (target.type === 'variable' && info.kind !== 'write' && index >= 0) {
    return makeReason('argument', pass.thread, seq, { ...fields, index });
  }
  if (target.type === 'variable') return makeReason('variable', pass.thread, seq, fields);
  // It may have had it when it was made, or first seen.
  pass.moveTo(seq + 1);
  const then = new Setting(
    { ...question, reason: { ...question.reason, seq: seq + 1 } },
    undefined,
    setting.code,
  );
  const entry = then.entryOf(target.id, target.key);
  const reason = entry && then.fromEntry(target.id, entry, name);
  pass.moveTo(question.reason.seq);
  return reason ?? makeReason('property', pass.thread, seq, fields);
}
