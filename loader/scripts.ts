/**
 * Modules that the program compiles itself, through node:vm, as test runners do: vitest in the
 * guest's realm, jest in realms of its own. What has the name of a file that the plan wants is
 * recorded as modules are. Scripts are caught at the class of Node's that vm.Script extends, behind
 * all of Node's checks; functions at vm.compileFunction.
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

const { construct } = Reflect;

type NodesScript = new (...args: unknown[]) => object;

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
  const base = getPrototypeOf(vm.Script) as NodesScript;
  const run = getOwnPropertyDescriptor(base.prototype, 'runInContext')?.value as Run;
  const realms = new Realms(context, run);
  watchClass(context, realms, base, run);
  watchCompileFunction(context, realms);
}

function watchClass(context: HooksContext, realms: Realms, base: NodesScript, run: Run): void {
  const { disguise } = context;
  /** What scripts that are recorded would have been made with. */
  const plain = privateWeakMap<object, unknown[]>();
  const made = (args: unknown[]) => (instance: object) => void plain.set(instance, args);
  const standIn = disguise.aroundClass(base, (args) => {
    // Versions of Node differ in what follows.
    const given = {
      code: args[0],
      name: args[1],
      lineOffset: args[2],
      columnOffset: args[3],
      data: args[4],
      makesData: args[5],
    };
    const changed = codeOf(context, given, 'script');
    if (changed === undefined) return undefined;
    const written: unknown[] = [];
    for (let index = 0; index < args.length; index++) written[index] = args[index];
    args[0] = changed;
    return made(written);
  });
  Object.setPrototypeOf(vm.Script, standIn);
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
      const realm = options('parsingContext');
      const isWanted = context.instrument.isWanted(given.name);
      if (!isWanted || (realm !== undefined && !realms.isReady(realm as object))) return;
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
