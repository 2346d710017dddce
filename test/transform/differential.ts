/**
 * Runs programs as they are and instrumented, in realms of their own, and tells what each did: what
 * was logged and in which order, what was returned or thrown. Probes are the runtime's own behind
 * the checking model (checked-probes.ts).
 */
import vm from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import type { Site } from '../../lib/plan/site.js';
import { Original } from '../../loader/transform/original.js';
import { transform, type TransformOptions } from '../../loader/transform/transform.js';
import { helperNames, prelude } from '../programs/prelude.js';
import { checkedProbes, checkedTunableProbes } from './checked-probes.js';
import { Model } from './model.js';

export interface Behaviour {
  log: string[];
  /** Breaches of the discipline of events; empty for the plain program. */
  problems: string[];
}

type LevelOf = TransformOptions['levelOf'];
type Helpers = (entries: string[], fuel: number) => unknown[];

/** Calls and steps of iterators that a program gets. */
const fuel = 300;
/** Turns of the event loop until a program counts as over. */
const turns = 3;

/** Undefined when the program has a syntax error. */
export async function runPlain(source: string): Promise<Behaviour | undefined> {
  return new Realm(undefined).run(source);
}

export interface Ways {
  /** Functions' levels change all the time. */
  tunable?: boolean;
  /** No function is at `state`. */
  lacksState?: boolean;
}

export async function runInstrumented(
  source: string,
  levelOf: LevelOf,
  ways: Ways = {},
): Promise<Behaviour | undefined> {
  return new Realm(levelOf, ways).run(source);
}

/** A realm in which one program after the other runs, all plain or all instrumented. */
export class Realm {
  private readonly sites: Site[] = [];
  private readonly model: Model | undefined;
  private readonly context: vm.Context;
  private readonly helpers: Helpers;
  private readonly originals: Original[] = [];

  constructor(
    private readonly levelOf: LevelOf | undefined,
    private readonly ways: Ways = {},
  ) {
    this.model = levelOf ? new Model(this.sites, 0) : undefined;
    const probes = this.model ? probesOf(this.model, ways.tunable === true) : {};
    const textOf = (shown: string): string => this.originalText(shown);
    this.context = vm.createContext({ probes, textOf });
    const names = Object.keys(probes).join(',');
    vm.runInContext(
      `const {${names}} = probes; { const original = textOf; delete globalThis.probes;
      delete globalThis.textOf;
      const { toString } = Function.prototype;
      Function.prototype.toString = function () { return original(toString.call(this)); }; }`,
      this.context,
    );
    this.helpers = vm.runInContext(prelude, this.context) as Helpers;
  }

  /** Undefined when the plain program has a syntax error. */
  async run(source: string): Promise<Behaviour | undefined> {
    const entries: string[] = [];
    const text = this.instrument(source);
    let program: (...values: unknown[]) => unknown;
    try {
      const options = { parsingContext: this.context, filename: 'program.js' };
      program = vm.compileFunction(text, helperNames, options) as typeof program;
    } catch (error) {
      if (this.model === undefined) return undefined;
      throw new Error(`the instrumented text does not compile: ${String(error)}\n${text}`);
    }
    const helpers = this.helpers(entries, fuel);
    await withoutRejectionChecks(async () => {
      try {
        entries.push(`returned ${typeof program(...helpers)}`);
      } catch (error) {
        entries.push(`threw ${error instanceof Object ? 'object' : String(error)}`);
      }
      for (let i = 0; i < turns; i++) await setImmediate();
    });
    return { log: entries, problems: this.model?.finish() ?? [] };
  }

  private instrument(source: string): string {
    if (this.levelOf === undefined) return source;
    const { levelOf, sites, ways } = this;
    const transformed = transform(source, {
      ...ways,
      format: 'commonjs',
      levelOf,
      topLevel: levelOf({ name: '(module)', line: 1, column: 1, kind: 'function' }),
    });
    const failed = transformed.skips.find((skip) => skip.reason.includes('failed'));
    if (failed) throw new Error(failed.reason);
    const firstSite = sites.length;
    const text = transformed.render(firstSite);
    this.originals.push(new Original(source, text, transformed.insertions(firstSite)));
    for (const site of transformed.sites) {
      sites.push({ ...site, function: site.function + firstSite });
    }
    return text;
  }

  /** What Function.prototype.toString gives, of what it would give. */
  private originalText(shown: string): string {
    for (let i = this.originals.length - 1; i >= 0; i--) {
      const text = this.originals[i]?.text(shown);
      if (text !== undefined) return text;
    }
    return shown;
  }
}

function probesOf(model: Model, tunable: boolean): Record<string, unknown> {
  return { ...checkedProbes(model), ...(tunable ? checkedTunableProbes(model) : {}) };
}

/** Programs may leave promises rejected; node:test would count that against the test. */
async function withoutRejectionChecks(run: () => Promise<void>): Promise<void> {
  const events = ['unhandledRejection', 'uncaughtException'] as const;
  const ignore = (): void => undefined;
  const before = events.map((event) => process.listeners(event as 'exit'));
  for (const event of events) process.removeAllListeners(event).on(event, ignore);
  try {
    await run();
  } finally {
    events.forEach((event, index) => {
      process.off(event, ignore);
      for (const listener of before[index] ?? []) process.on(event as 'exit', listener);
    });
  }
}
