/**
 * Modules that the program compiles itself, through node:vm, as test runners do: vitest in the
 * guest's realm, jest in realms of its own. What has the name of a file that the plan wants is
 * recorded as modules are. Scripts are caught at the class of Node's that vm.Script extends, behind
 * all of Node's checks; functions at vm.compileFunction, ES modules at vm.SourceTextModule.
 *
 * Data that V8 makes of a script or module for the program, or takes from it, is of the text that
 * was written.
 */
import vm from 'node:vm';
import type { HooksContext } from './hooks.js';
import { note } from './instrument.js';
import type { ModuleFormat } from './modules.js';
import { probePrefix } from './probes.js';
import { Realms, type Run } from './realms.js';
import {
  apply,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  indexOf,
  isProxy,
  objectPrototype,
  privateWeakMap,
} from './runtime/primordials.js';

const { construct, deleteProperty } = Reflect;
const { defineProperty, getOwnPropertyNames } = Object;
const createData = 'createCachedData';

type Maker = new (...args: unknown[]) => object;

/** A text as the program wants it compiled. */
interface Compilation {
  code: unknown;
  name: unknown;
  lineOffset: unknown;
  columnOffset: unknown;
  /** V8's data of it, and whether the program wants that. */
  data: unknown;
  makesData: unknown;
}

export function watchScripts(context: HooksContext): void {
  const base = getPrototypeOf(vm.Script) as Maker;
  const run = getOwnPropertyDescriptor(base.prototype, 'runInContext')?.value as Run;
  const realms = new Realms(context, run);
  watchClass(context, realms, base, run);
  watchCompileFunction(context, realms);
  watchModules(context, realms);
}

function watchClass(context: HooksContext, realms: Realms, base: Maker, run: Run): void {
  const { disguise } = context;
  /** What scripts that are recorded would have been made with. */
  const plain = privateWeakMap<object, unknown[]>();
  const standIn = disguise.aroundClass(base, (args) => {
    // Versions of Node differ in what follows.
    const { 0: code, 1: name, 2: lineOffset, 3: columnOffset, 4: data, 5: makesData } = args;
    const given = { code, name, lineOffset, columnOffset, data: undefined, makesData };
    const changed = codeOf(context, given, 'script');
    if (changed === undefined) return undefined;
    const written = copy(args);
    args[0] = changed;
    args[4] = undefined;
    return (instance) => {
      plain.set(instance, written);
      if (data === undefined) return;
      const original = construct(base, written);
      const keys = getOwnPropertyNames(original);
      for (let index = 0; index < keys.length; index++) {
        const key = keys[index]!;
        deleteProperty(instance, key);
        defineProperty(instance, key, getOwnPropertyDescriptor(original, key)!);
      }
    };
  });
  Object.setPrototypeOf(vm.Script, standIn);
  const dataOf = dataMaker(base);
  disguise.replace(base.prototype as object, createData, {
    before(_args, self) {
      const written = plain.get(self as object);
      return written && (() => dataOf(written));
    },
  });
  disguise.replace(base.prototype as object, 'runInContext', {
    before(args, self) {
      const realm = args[0];
      if (realm === null) return undefined;
      const written = plain.get(self as object);
      if (written === undefined || realms.isReady(realm as object)) return undefined;
      return (...given: unknown[]) => apply(run, construct(base, written), given);
    },
  });
}

/** Makes V8's data of what was written, in the place of that of what is recorded. */
function dataMaker(made: Maker): (written: unknown[]) => unknown {
  const prototype = made.prototype as object;
  const create = getOwnPropertyDescriptor(prototype, createData)?.value as () => unknown;
  return (written) => apply(create, construct(made, written), []);
}

/** Only with --experimental-vm-modules. */
function watchModules(context: HooksContext, realms: Realms): void {
  const { disguise } = context;
  const target = getOwnPropertyDescriptor(vm, 'SourceTextModule')?.value as Maker | undefined;
  if (target === undefined) return;
  const plain = privateWeakMap<object, unknown[]>();
  const standIn = disguise.aroundClass(target, (args) => {
    const options = plainOptions(args[1]);
    const name = options?.('identifier');
    if (options === undefined || !context.instrument.isWanted(name)) return undefined;
    const given = {
      code: args[0],
      name,
      lineOffset: options('lineOffset') ?? 0,
      columnOffset: options('columnOffset') ?? 0,
      data: options('cachedData'),
      makesData: false,
    };
    if (!realms.mayRun(options('context'))) return undefined;
    const changed = codeOf(context, given, 'vm-module');
    if (changed === undefined) return undefined;
    const written = copy(args);
    args[0] = changed;
    return (instance) => void plain.set(instance, written);
  });
  for (const [holder, key] of [
    [vm, 'SourceTextModule'],
    [target.prototype as object, 'constructor'],
  ] as const) {
    defineProperty(holder, key, { value: standIn });
  }
  const dataOf = dataMaker(target);
  disguise.replace(target.prototype as object, createData, {
    // The module must allow it first: it may have run.
    after(_result, self) {
      const written = plain.get(self as object);
      return written && dataOf(written);
    },
  });
}

function copy(args: readonly unknown[]): unknown[] {
  const copied: unknown[] = [];
  for (let index = 0; index < args.length; index++) copied[index] = args[index];
  return copied;
}

function watchCompileFunction(context: HooksContext, realms: Realms): void {
  context.disguise.replace(vm, 'compileFunction', {
    before(args) {
      const options = plainOptions(args[2]);
      if (options === undefined || options('contextExtensions') !== undefined) return;
      const given = {
        code: args[0],
        name: options('filename'),
        lineOffset: options('lineOffset') ?? 0,
        columnOffset: options('columnOffset') ?? 0,
        data: options('cachedData'),
        makesData: options('produceCachedData'),
      };
      if (!context.instrument.isWanted(given.name)) return;
      if (!realms.mayRun(options('parsingContext'))) return;
      const changed = codeOf(context, given, 'function');
      if (changed !== undefined) args[0] = changed;
    },
  });
}

/** Reads options that no code stands behind; undefined where some might. */
function plainOptions(options: unknown): ((name: string) => unknown) | undefined {
  if (typeof options !== 'object' || options === null || isProxy(options)) return undefined;
  const prototype: unknown = getPrototypeOf(options);
  if (prototype !== objectPrototype && prototype !== null) return undefined;
  return (name): unknown => getOwnPropertyDescriptor(options, name)?.value;
}

/** What to run in place of a text; undefined to leave it as it is. */
function codeOf(
  { instrument, native }: HooksContext,
  { code, name, lineOffset, columnOffset, data, makesData }: Compilation,
  format: ModuleFormat,
): string | undefined {
  if (typeof code !== 'string' || !instrument.isWanted(name)) return undefined;
  // One that passed as a module on its way here.
  if (indexOf(code, probePrefix) >= 0) return undefined;
  if (data === undefined && makesData !== true && lineOffset === 0) {
    return instrument.module(name, () => code, format, { columnOffset: Number(columnOffset) });
  }
  const reason = lineOffset === 0 ? "compiled with V8's data of it" : 'compiled as part of a file';
  note(native, { type: 'skip', url: name, reason });
  return undefined;
}
