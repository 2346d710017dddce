/**
 * Runs a program as it is and instrumented, each in a realm of its own, and tells what the two did:
 * what was logged and in which order, what was returned or thrown. Probes are the checking model
 * (model.ts).
 */
import vm from 'node:vm';
import { setImmediate } from 'node:timers/promises';
import { Original } from '../../loader/transform/original.js';
import { transform, type TransformOptions } from '../../loader/transform/transform.js';
import { Model } from './model.js';

export interface Behaviour {
  log: string[];
  /** Breaches of the discipline of events; empty for the plain program. */
  problems: string[];
  events: number;
}

const firstSite = 1000;

/**
 * Uninstrumented helpers of programs: logging, fuel against endless loops, and drivers of
 * generators.
 */
const prelude = `
const { toString } = Function.prototype;
Function.prototype.toString = function () { return textOf(toString.call(this)); };
const tick = () => { if (fuel-- <= 0) throw 'no fuel'; };
// V8 quotes callees in messages: await as '(intermediate value)', probes by their name.
const message = (e) =>
  String(e.message).replace(/\\(intermediate value\\)|__s\\$\\w\\(\\.\\.\\.\\)/g, '');
const show = (v) => typeof v === 'function' ? 'function ' + v.name
  : typeof v === 'object' && v !== null
    ? v instanceof Error ? v.constructor.name + ' ' + message(v) : Object.prototype.toString.call(v)
  : typeof v === 'symbol' ? 'symbol' : typeof v + ' ' + String(v);
const log = (...values) => {
  entries.push(values.map(show).join(', '));
  if (entries.length > 2000) throw 'too much';
  return values.at(-1);
};
const iterable = (n) => ({
  [Symbol.iterator]() {
    let i = 0;
    return {
      next() { tick(); log('next', i); return { value: i++, done: i > n }; },
      return(v) { log('closed'); return {}; },
    };
  },
});
const asyncIterable = (n) => ({
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      async next() { tick(); log('next', i); return { value: i++, done: i > n }; },
      async return(v) { log('closing'); await 1; log('closed'); return {}; },
    };
  },
});
const drive = (g, way) => {
  log(g.next('first').value);
  if (way === 1) log(g.return('enough').done);
  if (way === 2) try { log(g.throw('thrown in').done); } catch (e) { log('out', e); }
  for (let i = 0; i < 4; i++) log(g.next(i).value);
};
const driveAsync = async (g, way) => {
  try {
    log((await g.next('first')).value);
    if (way === 1) log((await g.return('enough')).done);
    if (way === 2) log((await g.throw('thrown in')).done);
    for (let i = 0; i < 4; i++) log((await g.next(i)).value);
  } catch (e) { log('out', e); }
};
const settle = (p) => { Promise.resolve(p).then((v) => log('fulfilled', v), (e) => log('rejected', e)); };
`;
const preludeNames = 'tick show log iterable asyncIterable drive driveAsync settle'.split(' ');

/** Undefined when the program has a syntax error. */
export async function runPlain(source: string): Promise<Behaviour | undefined> {
  return run(source, undefined);
}

export async function runInstrumented(
  source: string,
  levelOf: TransformOptions['levelOf'],
): Promise<Behaviour | undefined> {
  const transformed = transform(source, { format: 'commonjs', levelOf });
  const failed = transformed.skips.find((skip) => skip.reason.includes('failed'));
  if (failed) throw new Error(failed.reason);
  const text = transformed.render(firstSite);
  const original = new Original(source, text, transformed.insertions(firstSite));
  return run(text, {
    model: new Model(transformed.sites, firstSite),
    textOf: (shown) => original.text(shown) ?? shown,
  });
}

interface Instruments {
  model: Model;
  /** What Function.prototype.toString gives, of what it would give. */
  textOf: (text: string) => string;
}

async function run(
  text: string,
  instruments: Instruments | undefined,
): Promise<Behaviour | undefined> {
  const entries: string[] = [];
  const model = instruments?.model;
  const probes = model?.probes() ?? {};
  const textOf = instruments?.textOf ?? ((shown: string) => shown);
  const realm = vm.createContext({ entries, fuel: 300, probes, textOf });
  const names = Object.keys(probes).join(',');
  vm.runInContext(`const {${names}} = probes; delete globalThis.probes;${prelude}`, realm);
  const helpers = vm.runInContext(`[${preludeNames.join(',')}]`, realm) as unknown[];
  let program: (...values: unknown[]) => unknown;
  try {
    program = vm.compileFunction(text, preludeNames, { parsingContext: realm }) as typeof program;
  } catch (error) {
    if (model === undefined) return undefined;
    throw new Error(`the instrumented text does not compile: ${String(error)}`);
  }
  await withoutRejectionChecks(async () => {
    try {
      entries.push(`returned ${typeof program(...helpers)}`);
    } catch (error) {
      entries.push(`threw ${error instanceof Object ? 'object' : String(error)}`);
    }
    for (let i = 0; i < 3; i++) await setImmediate();
  });
  model?.finish();
  return { log: entries, problems: model?.problems ?? [], events: model?.events ?? 0 };
}

/** Programs may leave promises rejected; node:test would count that against the test. */
async function withoutRejectionChecks(run: () => Promise<void>): Promise<void> {
  const event = 'unhandledRejection';
  const listeners = process.listeners(event);
  const ignore = (): void => undefined;
  process.removeAllListeners(event).on(event, ignore);
  try {
    await run();
  } finally {
    process.off(event, ignore);
    for (const listener of listeners) process.on(event, listener);
  }
}
