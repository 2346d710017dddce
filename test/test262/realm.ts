/**
 * One test of test262 in a fresh realm, as it is or instrumented, its harness, fixtures and imports
 * too: what it came to, as one line of text.
 *
 *   await runTest(suite, test, 'strict', 'values')   // { outcome: 'pass', problems: [] }
 */
import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import type { Level } from '../../lib/plan/plan.js';
import type { Site } from '../../lib/plan/site.js';
import { Original } from '../../loader/transform/original.js';
import { transform, type Transformed } from '../../loader/transform/transform.js';
import { checkedProbes } from '../transform/checked-probes.js';
import { Model } from '../transform/model.js';
import type { Metadata, Mode } from './metadata.js';

export interface Test extends Metadata {
  path: string;
  text: string;
}

export interface Outcome {
  outcome: string;
  /** Breaches of the discipline of events. */
  problems: string[];
  /** Why the test's own text was left alone; empty when it was instrumented or plain. */
  alone: string;
}

const lacksUsing = !('DisposableStack' in globalThis);
/** Turns of the event loop that an asynchronous test may take. */
const maxTurns = 200;
/** An ordinary global object, where Node has it (22.8). */
const plainGlobal = (vm.constants as { DONT_CONTEXTIFY?: unknown }).DONT_CONTEXTIFY as
  vm.Context | undefined;
/** Sites of everything that was instrumented in this process. */
const sites: Site[] = [];
/** Compiled files of the harness. */
const harnessScripts = new Map<string, vm.Script>();

export async function runTest(
  suite: string,
  test: Test,
  mode: Mode,
  level: Level,
): Promise<Outcome> {
  const realm = new Realm(suite, test, level);
  let outcome: string;
  try {
    const failure = await realm.run(mode);
    outcome = test.negative ? negativeOutcome(test.negative, failure) : positiveOutcome(failure);
  } catch (error) {
    outcome = `the runner failed: ${String((error as Error).stack)}`;
  }
  const problems = realm.finish();
  // Where the stack is full, a probe may not run.
  const isOverflow = outcome.includes('Maximum call stack size');
  return { outcome, problems: isOverflow ? [] : problems, alone: realm.alone };
}

/** What a run ended with: in which phase, and the value thrown. */
interface Failure {
  phase: string;
  error: string;
  text: string;
}

function positiveOutcome(failure: Failure | undefined): string {
  return failure === undefined ? 'pass' : `fail: ${failure.phase}: ${failure.text}`;
}

function negativeOutcome(
  expected: { phase: string; type: string },
  failure: Failure | undefined,
): string {
  if (failure === undefined) return `fail: no ${expected.type}`;
  const { phase, error, text } = failure;
  const right = phase === expected.phase && error === expected.type;
  return `${right ? 'pass' : 'fail'}: ${phase}: ${text}`;
}

class Realm {
  alone = '';
  private readonly model: Model | undefined;
  private readonly context: vm.Context;
  private readonly printed: string[] = [];
  private readonly originals: Original[] = [];
  private readonly modules = new Map<string, vm.Module>();

  constructor(
    private readonly suite: string,
    private readonly test: Test,
    private readonly level: Level,
  ) {
    this.context = vm.createContext(plainGlobal);
    if (level !== 'off') this.model = new Model(sites, 0);
    this.prepare();
  }

  /** Undefined when nothing was thrown. */
  async run(mode: Mode): Promise<Failure | undefined> {
    const { test } = this;
    if (mode !== 'raw') for (const name of this.harness()) this.include(name);
    const failure = mode === 'module' ? await this.module() : this.script(mode);
    if (failure !== undefined || !test.isAsync) {
      if (mode === 'module') await setImmediate();
      return failure;
    }
    for (let turn = 0; turn < maxTurns && this.printed.length === 0; turn++) await setImmediate();
    const [said = 'said nothing'] = this.printed;
    if (said === 'Test262:AsyncTestComplete') return undefined;
    return { phase: 'runtime', error: '', text: said };
  }

  finish(): string[] {
    return this.model?.finish() ?? [];
  }

  /** The host's functions that INTERPRETING.md asks for, and the probes. */
  private prepare(): void {
    const { context, printed } = this;
    const probes = this.model ? checkedProbes(this.model) : {};
    const host = {
      probes,
      print: (text: unknown) => void printed.push(String(text)),
      createContext: (): unknown => {
        const other = new Realm(this.suite, { ...this.test, includes: [] }, 'off');
        return vm.runInContext('$262', other.context);
      },
      evaluate: (text: string): unknown =>
        new vm.Script(text, { importModuleDynamically: this.importer }).runInContext(context),
      detach: (buffer: ArrayBuffer) => void structuredClone(buffer, { transfer: [buffer] }),
      collect: globalThis.gc ?? (() => undefined),
      original: (shown: string) => this.originalText(shown),
    };
    const prelude = `(host) => {
      globalThis.print = host.print;
      globalThis.$262 = {
        global: globalThis, createRealm: host.createContext, evalScript: host.evaluate,
        detachArrayBuffer: host.detach, gc: host.collect, agent: {},
      };
      globalThis.__passage = host.probes;
      const { toString } = Function.prototype;
      const { apply } = Reflect, { original } = host;
      if (Object.keys(host.probes).length > 0) Function.prototype.toString = {
        toString() { return original(apply(toString, this, [])); }
      }.toString;
    }`;
    (vm.runInContext(prelude, context) as (value: unknown) => void)(host);
    const names = Object.keys(probes).join(',');
    vm.runInContext(`const {${names}} = __passage; delete globalThis.__passage;`, context);
  }

  private harness(): string[] {
    const { includes, isAsync } = this.test;
    return ['assert.js', 'sta.js', ...(isAsync ? ['doneprintHandle.js'] : []), ...includes];
  }

  private include(name: string): void {
    const key = `${this.level} ${name}`;
    let script = harnessScripts.get(key);
    if (script === undefined) {
      const path = join(this.suite, 'harness', name);
      const text = this.instrument(readFileSync(path, 'utf8'), path);
      harnessScripts.set(key, (script = new vm.Script(text, { filename: path })));
    }
    script.runInContext(this.context);
  }

  private script(mode: Mode): Failure | undefined {
    const { path, text } = this.test;
    const source = mode === 'strict' ? `"use strict";\n${text}` : text;
    let script: vm.Script;
    try {
      script = new vm.Script(this.instrument(source, path), {
        filename: path,
        importModuleDynamically: this.importer,
      });
    } catch (error) {
      return failure('parse', error);
    }
    try {
      script.runInContext(this.context);
    } catch (error) {
      return failure('runtime', error);
    }
    return undefined;
  }

  private async module(): Promise<Failure | undefined> {
    let main: vm.Module;
    try {
      main = this.load(this.test.path);
    } catch (error) {
      return failure('parse', error);
    }
    try {
      await main.link(this.link);
    } catch (error) {
      return failure('resolution', error);
    }
    try {
      await main.evaluate();
    } catch (error) {
      return failure('runtime', error);
    }
    return undefined;
  }

  private readonly link = (specifier: string, referrer: vm.Module): vm.Module =>
    this.load(join(dirname(referrer.identifier), specifier));

  private readonly importer = async (specifier: string, referrer: unknown): Promise<vm.Module> => {
    const from = referrer instanceof vm.SourceTextModule ? referrer.identifier : this.test.path;
    const module = this.load(join(dirname(from), specifier));
    if (module.status === 'unlinked') await module.link(this.link);
    if (module.status === 'linked') await module.evaluate();
    return module;
  };

  private load(path: string): vm.Module {
    const known = this.modules.get(path);
    if (known) return known;
    const text = path === this.test.path ? this.test.text : readFileSync(path, 'utf8');
    const module = path.endsWith('.json') ? this.json(path, text) : this.sourceModule(path, text);
    this.modules.set(path, module);
    return module;
  }

  private sourceModule(path: string, text: string): vm.Module {
    return new vm.SourceTextModule(this.instrument(text, path, true), {
      identifier: path,
      context: this.context,
      importModuleDynamically: this.importer,
    });
  }

  private json(path: string, text: string): vm.Module {
    const value: unknown = (vm.runInContext('JSON.parse', this.context) as typeof JSON.parse)(text);
    const evaluate = function (this: vm.SyntheticModule): void {
      this.setExport('default', value);
    };
    const options = { identifier: path, context: this.context };
    return new vm.SyntheticModule(['default'], evaluate, options);
  }

  /** The text to run. A text that the transform refuses runs as it is, as in the loader. */
  private instrument(source: string, path: string, isModule = false): string {
    if (!this.model) return source;
    const transformed = tryTransform(source, isModule, {
      level: this.level,
      // Several scripts share the names of a realm; what is inserted has one such place.
      topLevel: path === this.test.path ? this.level : 'off',
    });
    if (typeof transformed === 'string') {
      if (path === this.test.path) this.alone = transformed;
      return source;
    }
    const firstSite = sites.length;
    sites.push(...transformed.sites.map((site) => moved(site, firstSite)));
    const text = transformed.render(firstSite);
    this.originals.push(new Original(source, text, transformed.insertions(firstSite)));
    return text;
  }

  /** What Function.prototype.toString gives, of what it would give. */
  private originalText(shown: string): string {
    for (const original of this.originals) {
      const text = original.text(shown);
      if (text !== undefined) return text;
    }
    return shown;
  }
}

function moved(site: Site, firstSite: number): Site {
  return { ...site, function: site.function + firstSite };
}

function tryTransform(
  source: string,
  isModule: boolean,
  { level, topLevel }: { level: Level; topLevel: Level },
): Transformed | string {
  try {
    const options = {
      format: isModule ? 'module' : 'commonjs',
      levelOf: () => level,
      topLevel,
      lacksUsing,
    } as const;
    const transformed = transform(source, options);
    const whole = transformed.skips.find(({ name }) => name === '(module)');
    return whole?.reason ?? transformed;
  } catch (error) {
    return String(error);
  }
}

function failure(phase: string, thrown: unknown): Failure {
  try {
    const { constructor, message } = thrown as Error;
    const error = constructor.name;
    return { phase, error, text: `${error}: ${message}` };
  } catch {
    return { phase, error: '', text: `thrown ${typeof thrown}` };
  }
}
