/**
 * Writes that would have changed what was read, but stand in a branch that was not taken between
 * its last write and that moment: the condition of the branch is a reason, too.
 *
 *   let total = sum;
 *   if (isFree) total = 0;
 *   return total;              total  <-  because of !isFree, which left out total = 0
 */
import { keyText } from '../../model/entry-keys.js';
import { isObject } from '../../model/object-states.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Node } from '../../plan/walk.js';
import { conditionOf, isReversed, negated } from './control.js';
import { makeReason, type Reason } from './reason.js';
import type { Reference, ValueReference } from './references.js';
import type { Setting } from './setting.js';
import { declaredAt } from './writes.js';

/** Branches that are told of for one reason; those nearest to the reading place. */
const maxOmitted = 2;

interface Place {
  start: number;
  end: number;
}

/** A variable or property as it was read. */
export interface Read {
  /** Its last write. */
  seq: number;
  site: SiteInfo | undefined;
  isWrittenAt: (site: SiteInfo) => boolean;
}

/** `place`: where the frame of the setting read the references. */
export function omittedCauses(
  setting: Setting,
  place: SiteInfo,
  references: readonly Reference[],
): Reason[] {
  const reads = references.flatMap((reference) =>
    reference.type === 'value' && !reference.isKey && !reference.isReceiver
      ? readsOf(setting, reference)
      : [],
  );
  return omittedOf(setting, place, reads);
}

/** Of what was read at the place, or would be. */
export function omittedOf(setting: Setting, place: SiteInfo, reads: readonly Read[]): Reason[] {
  if (reads.length === 0) return [];
  const { pass, question } = setting;
  const beside = question.codes.beside(pass.thread, place);
  const found = new Map<number, Reason>();
  for (const read of reads) {
    const span = new Span(setting, beside, place, read);
    if (!span.isKnown) continue;
    const writes = beside.filter((site) => read.isWrittenAt(site) && span.passed(site));
    for (const write of writes.toSorted((a, b) => b.start - a.start)) {
      const branch = span.branchLeftOut(write);
      if (branch === undefined || found.has(branch.id) || found.size >= maxOmitted) continue;
      const reason = omittedReason(setting, branch, beside, { write, since: read.seq });
      if (reason !== undefined) found.set(branch.id, reason);
    }
  }
  return [...found.values()];
}

/** Of `order.total` the variable and the property. */
function readsOf(setting: Setting, reference: ValueReference): Read[] {
  const variable = readOfVariable(setting, reference.base);
  const property = reference.steps.length > 0 ? readOf(setting, reference) : undefined;
  return [variable, property].filter((read) => read !== undefined);
}

export function readOf(setting: Setting, { base, steps, text }: ValueReference): Read | undefined {
  const last = steps.at(-1);
  if (last === undefined) return readOfVariable(setting, base);
  const object = setting.follow(base, steps.slice(0, -1));
  const key = setting.keyAt(last);
  if (key === undefined || !isObject(object?.value)) return undefined;
  const entry = setting.entryOf(object.value.id, key.value);
  if (entry === undefined || entry.site < 0) return undefined;
  const name = keyText(key.value);
  const { code, pass } = setting;
  const isWrittenAt = ({ kind, property, start, end }: SiteInfo): boolean => {
    if (kind !== 'property' || property !== name) return false;
    const writer = code.writer(start, end);
    return writer?.type === 'AssignmentExpression' && code.text(writer.left) === text;
  };
  return { seq: entry.seq, site: pass.sites.get(entry.site), isWrittenAt };
}

export function readOfVariable(setting: Setting, name: string): Read | undefined {
  const variable = setting.variable(name);
  if (variable === undefined) return undefined;
  const { sites } = setting.pass;
  const declared = declaredAt(sites, variable.site, name);
  const isWrittenAt = (site: SiteInfo): boolean =>
    site.kind === 'write' && site.variable === name && site.declared === declared;
  return { seq: variable.seq, site: sites.get(variable.site), isWrittenAt };
}

/** The way of a frame from the last write of something to where it is read. */
class Span {
  readonly #setting: Setting;
  readonly #branches: readonly SiteInfo[];
  readonly #to: Place;
  readonly #since: number;
  /** Undefined: the last write was before the frame's code began. */
  readonly #from: Place | undefined;
  /** Loops whose bodies began anew behind the last write. */
  readonly #loops: readonly SiteInfo[];
  /** Where the last write was between the two is known. */
  readonly isKnown: boolean;

  constructor(setting: Setting, beside: readonly SiteInfo[], to: Place, { seq, site }: Read) {
    const { callSeq, frame } = setting;
    this.#setting = setting;
    this.#to = to;
    this.#since = seq;
    this.#branches = beside.filter(({ kind }) => kind === 'branch');
    const isBefore = callSeq >= 0 && seq <= callSeq;
    const isHere = site !== undefined && site.kind !== 'function' && beside.includes(site);
    this.#from = isBefore ? undefined : site;
    this.isKnown = frame !== undefined && (isBefore || isHere);
    const from = this.#from;
    this.#loops = this.#branches.filter(
      (loop) =>
        from !== undefined && loop.branch === 'loop' && holds(loop, from) && this.#wasTaken(loop),
    );
  }

  /** Control came by, as far as no branch was in the way. */
  passed(write: Place): boolean {
    const [from, to] = [this.#from, this.#to];
    const isBeforeTo = write.end <= to.start;
    if (from === undefined) return isBeforeTo;
    const isBehindFrom = write.start >= from.end;
    if (isBehindFrom && isBeforeTo) return true;
    return this.#loops.some((loop) => {
      return holds(loop, write) && (!holds(loop, to) || isBeforeTo || isBehindFrom);
    });
  }

  /** The outermost branch around the write that was not taken; undefined: another way led by. */
  branchLeftOut(write: Place): SiteInfo | undefined {
    const around = this.#branches
      .filter((branch) => holds(branch, write) && !holds(branch, this.#to))
      .sort((a, b) => b.end - b.start - (a.end - a.start));
    const left = around.find((branch) => !this.#wasTaken(branch));
    return left === undefined || this.#isOtherWay(left) ? undefined : left;
  }

  /** The last write stands on another way of the same decision, or on this one. */
  #isOtherWay(branch: SiteInfo): boolean {
    const from = this.#from;
    if (from === undefined || this.#loops.some((loop) => holds(loop, branch))) return false;
    const decision = decisionOf(this.#setting, branch);
    return holds(branch, from) || (decision !== undefined && holds(decision, from));
  }

  #wasTaken({ id }: SiteInfo): boolean {
    return this.#setting.pass.lastTaken(this.#setting.callSeq, id) > this.#since;
  }
}

function holds(outer: Place, inner: Place): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

function decisionOf({ code }: Setting, { branch, start, end }: SiteInfo): Place | undefined {
  return branch === 'next' ? code.passed(start, end) : code.decision(start, end);
}

/** The event of what ran instead tells when it was decided, where there is one. */
function omittedReason(
  setting: Setting,
  site: SiteInfo,
  beside: readonly SiteInfo[],
  { write, since }: { write: SiteInfo; since: number },
): Reason | undefined {
  const { code, pass, question, callSeq } = setting;
  const condition = conditionOf(code, site);
  const writer = code.writer(write.start, write.end);
  const decision = decisionOf(setting, site);
  if (condition === undefined || writer === undefined || decision === undefined) return undefined;
  const name = nameOf(code, site, condition);
  const instead = beside
    .filter((other) => other.kind === 'branch' && other !== site)
    .filter((other) => {
      if (other.branch === 'next') return other.start === decision.end;
      return holds(decision, other) && code.decision(other.start, other.end) === decision;
    })
    .map(({ id }) => pass.lastTaken(callSeq, id))
    .filter((seq) => seq > since && seq < question.reason.seq);
  const inferred = instead.length > 0 ? '' : 'no event tells when';
  const seq = Math.max(...(instead.length > 0 ? instead : [question.reason.seq]));
  const fields = { name, site, role: 'control' as const, inferred, write: code.text(writer) };
  return makeReason('omitted', pass.thread, seq, fields);
}

/** What was true instead of the branch's condition. */
function nameOf(code: Setting['code'], site: SiteInfo, condition: Node): string {
  const text = code.text(condition);
  const decision = code.decision(site.start, site.end);
  if (site.branch !== 'next') {
    if (decision?.type === 'ForOfStatement' || decision?.type === 'ForInStatement') {
      return `nothing in ${text}`;
    }
    if (decision?.type === 'SwitchStatement') {
      const test = decision.cases.find(({ end }) => end === site.end)?.test;
      return test ? `${text} !== ${code.text(test)}` : text;
    }
  }
  return isReversed(code, site) ? text : negated(code, condition);
}
