/** Where a question of a slice is asked: a moment, the frame whose code it is about, its text. */
import { isSameValue, keyOf, keyText } from '../../model/entry-keys.js';
import { isAbsent, isObject, type Entry } from '../../model/object-states.js';
import type { Signals } from '../../model/signals.js';
import type { Frame, Variable } from '../../model/state.js';
import { kind } from '../../reader/format.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Value } from '../../reader/value.js';
import type { Node } from '../../plan/walk.js';
import type { Code } from './code.js';
import { bare, pathOf, type Step } from './code-parts.js';
import type { SliceCodes } from './codes.js';
import type { SlicePass } from './pass.js';
import { makeReason, type Reason } from './reason.js';

export interface Question {
  reason: Reason;
  /** Stands just before the reason's event. */
  pass: SlicePass;
  codes: SliceCodes;
  signals: Signals;
}

/** A value that is known; its own object, because undefined is a value, too. */
export interface Known {
  value: Value;
}

/** Entries of an object inside which objects are shown, too. */
const maxShownInside = 8;

export class Setting {
  readonly question: Question;
  readonly pass: SlicePass;
  readonly code: Code;
  readonly frame: Frame | undefined;
  #variables: Map<string, Variable> | undefined;

  constructor(question: Question, frame: Frame | undefined, code: Code) {
    this.question = question;
    this.pass = question.pass;
    this.frame = frame;
    this.code = code;
  }

  /** Of the event's own frame. */
  static at(question: Question, site: SiteInfo): Setting {
    const { pass, codes } = question;
    return new Setting(question, pass.state.frameAt(site), codes.of(pass.thread, site));
  }

  /** -1: a module's top level, as in the notes of frames. */
  get callSeq(): number {
    return this.frame?.call?.seq ?? -1;
  }

  variable(name: string): Variable | undefined {
    this.#variables ??= new Map(
      (this.frame === undefined ? [] : this.pass.state.visible(this.frame)).map((variable) => [
        variable.name,
        variable,
      ]),
    );
    return this.#variables.get(name);
  }

  /** What the object holds there, as far as it was known before the reason's event. */
  entryOf(id: number, key: Value): Entry | undefined {
    const entries = this.pass.state.objects.get(id)?.entries;
    const entry = entries?.get(keyOf(key)) ?? entries?.get(keyText(key));
    return entry !== undefined && this.isBefore(entry) ? entry : undefined;
  }

  /** What the reason's event showed to have been there, where that is what it is about. */
  foundNow(id: number, key: Value): Entry | undefined {
    const { pass, question } = this;
    const { seq, hasValue, kind: k } = question.reason;
    if (!hasValue || k === 'argument') return undefined;
    pass.moveTo(seq + 1);
    const entry = this.entryOf(id, key);
    pass.moveTo(seq);
    return entry?.isFound === true && this.isWanted(entry.value) ? entry : undefined;
  }

  entriesOf(id: number): Entry[] {
    const entries = this.pass.state.objects.get(id)?.entries;
    return [...(entries?.values() ?? [])].filter((entry) => this.isBefore(entry));
  }

  isBefore({ seq, isFound }: Entry): boolean {
    return seq < this.question.reason.seq || isFound;
  }

  /** What an expression gives, where it is a literal, a variable or a chain of properties. */
  valueOf(node: Node): Known | undefined {
    const at = bare(node);
    if (at?.type === 'Literal') {
      const { value } = at;
      return typeof value === 'object' && value !== null ? undefined : { value };
    }
    if (at?.type === 'Identifier' && at.name === 'undefined') return { value: undefined };
    const path = at && pathOf(at);
    return path ? this.follow(path.base, path.steps) : undefined;
  }

  /** A variable, or what is reached from it. */
  follow(base: string, steps: readonly Step[]): Known | undefined {
    const variable = this.variable(base);
    if (variable === undefined) return undefined;
    let { value } = variable;
    for (const step of steps) {
      const key = this.keyAt(step);
      const entry = isObject(value) && key !== undefined && this.entryOf(value.id, key.value);
      if (!entry) return undefined;
      ({ value } = entry);
    }
    return { value };
  }

  keyAt(step: Step): Known | undefined {
    if ('name' in step) return { value: step.name };
    if ('element' in step) return undefined;
    return this.valueOf(step.key);
  }

  fromVariable(variable: Variable, name: string): Reason {
    const { value, seq } = variable;
    const { pass } = this;
    const site = pass.sites.get(variable.site);
    const index = site.kind === 'write' ? -1 : site.parameters.indexOf(variable.name);
    const base = { name, value: this.shown(value), hasValue: !isAbsent(value), site };
    if (index < 0) return makeReason('variable', pass.thread, seq, base);
    return makeReason('argument', pass.thread, seq, { ...base, index });
  }

  /** A property that was written, or that its object had when it was first seen. */
  fromEntry(object: number, entry: Entry, text: string): Reason {
    const { thread, sites } = this.pass;
    const { seq, value, isFound, kind: k } = entry;
    const site = entry.site < 0 ? undefined : sites.get(entry.site);
    const base = { name: text, value: this.shown(value), hasValue: !isAbsent(value), site };
    if (isFound) {
      const inferred = 'changed by code that is not recorded, seen at this event';
      const path = [keyText(entry.key)];
      return makeReason('unrecorded', thread, seq, { ...base, inferred, path, object });
    }
    // The object was made or received there, and had the property already.
    const path = [keyText(entry.key)];
    if (k >= kind.enter && k <= kind.enter8) {
      return makeReason('argument', thread, seq, { ...base, path, object });
    }
    if (k === kind.leaveValue) return makeReason('result', thread, seq, { ...base, path });
    const isPart = k === kind.write || (k === kind.set && site?.property !== path[0]);
    return makeReason('property', thread, seq, isPart ? { ...base, path } : base);
  }

  /** Objects as they were when they were read, as far as they are at hand. */
  shown(value: Value): Value {
    const { objects } = this.pass.state;
    if (!isObject(value) || value.id === 0 || !objects.wants(value.id)) return value;
    return objects.value(value.id, 2, maxShownInside);
  }

  /** Whether what the reason is about is this value. */
  isWanted(value: Value): boolean {
    const { reason } = this.question;
    return reason.hasValue && isSameValue(reason.value, value);
  }
}
