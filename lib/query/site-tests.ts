/**
 * What an expression still asks of the calls of one site, when all that it says of the site itself
 * is answered: most sites have nothing to ask, and for the others it is shorter and needs less.
 *
 *   fn ~ parse && duration > 5ms        parseItems: duration > 5ms       reply: nothing
 */
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import { compileTest, type CallTest, type Subject, type TestedCall } from './call-test.js';
import type { Truth } from './expression-test.js';
import { fieldsOf, leastDuration, needsThrow } from './demands.js';
import type { Expression } from './expression.js';
import { pathForms } from './filter.js';

/** What must be known of a call to test it, and whom it cannot be. */
export interface SiteTest {
  test: CallTest;
  /** Nanoseconds that it must last. */
  least: number;
  /** It must have ended by an exception. */
  needsThrow: boolean;
  readsArguments: boolean;
  readsResult: boolean;
  /** Arguments alone may decide against it. */
  judgesArguments: boolean;
}

export class SiteTests {
  readonly #expression: Expression;
  readonly #sites: SiteTable;
  readonly #thread: number;
  readonly #cwd: string;
  /** By site; null: none of its calls is wanted. */
  readonly #tests: (SiteTest | null | undefined)[];
  readonly #subjects: (Subject | undefined)[];
  /** By what is asked: sites of which the same is asked share it. */
  readonly #compiled = new Map<Expression, SiteTest>();
  readonly #leaves = new Map<Expression, CallTest>();
  readonly #files = new Map<string, string[]>();

  constructor(expression: Expression, recording: Recording, sites: SiteTable, thread: number) {
    this.#expression = expression;
    this.#sites = sites;
    this.#thread = thread;
    this.#cwd = recording.manifest.cwd;
    // With a place for each from the start they stay lists.
    this.#tests = new Array<undefined>(sites.size + 1).fill(undefined);
    this.#subjects = new Array<undefined>(sites.size + 1).fill(undefined);
  }

  /** What is asked of calls of the site; null: none of them is wanted. */
  of(site: number): SiteTest | null {
    const known = this.#tests[site];
    return known === undefined ? (this.#tests[site] = this.#make(site)) : known;
  }

  readonly wants = (site: number): boolean => this.of(site) !== null;

  /** What is known of the call answers so; `isOver`: its end is known, or it has none. */
  ask(site: number, call: TestedCall, { test }: SiteTest, isOver: boolean): Truth {
    const subject = this.#subject(site);
    subject.call = call;
    subject.isComplete = isOver;
    const truth = test(subject);
    subject.call = undefined;
    return truth;
  }

  #make(site: number): SiteTest | null {
    const rest = this.#rest(this.#expression, this.#subject(site));
    if (rest === false) return null;
    return rest === true ? everyCall : this.#compile(rest);
  }

  #compile(rest: Expression): SiteTest {
    let compiled = this.#compiled.get(rest);
    if (compiled === undefined) {
      const fields = fieldsOf(rest);
      const isValue = fields.includes('value');
      const judgesArguments = fields.some((field) => field.startsWith('arg'));
      compiled = {
        test: compileTest(rest),
        least: leastDuration(rest),
        needsThrow: needsThrow(rest),
        readsArguments: isValue || judgesArguments,
        readsResult: isValue || fields.includes('returned') || fields.includes('threw'),
        judgesArguments,
      };
      this.#compiled.set(rest, compiled);
    }
    return compiled;
  }

  /** What remains to be asked where nothing but the site is known. */
  #rest(expression: Expression, subject: Subject): boolean | Expression {
    switch (expression.type) {
      case 'and':
      case 'or': {
        const decisive = expression.type === 'or';
        const left = this.#rest(expression.left, subject);
        if (left === decisive) return decisive;
        const right = this.#rest(expression.right, subject);
        if (right === decisive) return decisive;
        if (typeof left === 'boolean') return right;
        if (typeof right === 'boolean') return left;
        const isSame = left === expression.left && right === expression.right;
        return isSame ? expression : { type: expression.type, left, right };
      }
      case 'not': {
        const of = this.#rest(expression.of, subject);
        if (typeof of === 'boolean') return !of;
        return of === expression.of ? expression : { type: 'not', of };
      }
      default: {
        let leaf = this.#leaves.get(expression);
        if (leaf === undefined) this.#leaves.set(expression, (leaf = compileTest(expression)));
        return leaf(subject) ?? expression;
      }
    }
  }

  #subject(id: number): Subject {
    let subject = this.#subjects[id];
    if (subject === undefined) {
      const site = this.#sites.get(id);
      let files = this.#files.get(site.file);
      if (files === undefined) {
        files = pathForms(site.file, this.#cwd);
        this.#files.set(site.file, files);
      }
      subject = { site, thread: this.#thread, files, call: undefined, isComplete: false };
      this.#subjects[id] = subject;
    }
    return subject;
  }
}

const everyCall: SiteTest = {
  test: () => true,
  least: 0,
  needsThrow: false,
  readsArguments: false,
  readsResult: false,
  judgesArguments: false,
};
