/**
 * Node 20 has no synchronous load hooks, and a hooks thread (`module.register`) costs 35 ms at the
 * start and two messages for each import. This takes Node's own ES module loader instead, on the
 * guest's thread: what it has loaded (through other tools' hooks threads, too) passes here before
 * it is compiled. The way to the loader is the inspector, which sees the variables of Node's
 * functions; nothing of it stays behind. Only Node 20 comes here, and no more versions of it will.
 */
import { createRequire } from 'node:module';
import type { Session } from 'node:inspector';

export interface Loaded {
  format?: string | null | undefined;
  source?: unknown;
}

interface ModuleLoader {
  load: (this: ModuleLoader, url: string, context: unknown) => Promise<Loaded>;
}

type InternalRequire = (id: string) => unknown;

/** `see` gets each module on its way and returns what is to be compiled. Throws where it cannot. */
export function watchModuleLoader(see: (url: string, loaded: Loaded) => Loaded): void {
  const internal = internalRequire();
  const { getOrInitializeCascadedLoader } = internal('internal/modules/esm/loader') as {
    getOrInitializeCascadedLoader: () => ModuleLoader;
  };
  const prototype = Object.getPrototypeOf(getOrInitializeCascadedLoader()) as ModuleLoader;
  const { load } = prototype;
  replace(prototype, 'load', async function (this: ModuleLoader, url: string, context: unknown) {
    return see(url, await Reflect.apply(load, this, [url, context]));
  });

  // require() of an ES module, and require() within CommonJS that was imported.
  const loading = internal('internal/modules/esm/load') as {
    defaultLoadSync: (url: string, context: unknown) => Loaded;
  };
  const { defaultLoadSync } = loading;
  loading.defaultLoadSync = (url, context) => see(url, defaultLoadSync(url, context));
}

function replace<T extends object>(target: T, name: keyof T, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

/** The `require` of Node's own modules: a variable that `module.runMain` closes over. */
function internalRequire(): InternalRequire {
  const inspector = createRequire(import.meta.url)('node:inspector') as { Session: typeof Session };
  const session = new inspector.Session();
  session.connect();
  const box = Symbol.for('scope.box');
  let found: InternalRequire | undefined;
  const receive = (value: InternalRequire): void => {
    found = value;
  };
  try {
    Object.defineProperty(globalThis, box, { value: receive, configurable: true });
    const runMain = evaluate(session, "process.getBuiltinModule('module').runMain");
    const variables = ownProperties(session, scopesOf(session, runMain)).flatMap(({ value }) =>
      value?.objectId === undefined ? [] : ownProperties(session, value.objectId),
    );
    const required = variables.find(({ name }) => name === 'require')?.value?.objectId;
    call(session, evaluate(session, "globalThis[Symbol.for('scope.box')]"), required);
  } finally {
    Reflect.deleteProperty(globalThis, box);
    session.disconnect();
  }
  if (found === undefined) throw new Error("Node's module loader is not where it was");
  return found;
}

interface Property {
  name: string;
  value?: { objectId?: string };
}

/** What the methods used here answer, each a part of it. */
interface Answer {
  result: unknown;
  internalProperties: Property[];
}

function evaluate(session: Session, expression: string): string {
  const { result } = post(session, 'Runtime.evaluate', { expression });
  return (result as { objectId?: string }).objectId ?? '';
}

function ownProperties(session: Session, objectId: string): Property[] {
  const parameters = { objectId, ownProperties: true };
  return post(session, 'Runtime.getProperties', parameters).result as Property[];
}

function scopesOf(session: Session, objectId: string): string {
  const parameters = { objectId, ownProperties: true };
  const { internalProperties } = post(session, 'Runtime.getProperties', parameters);
  return internalProperties.find(({ name }) => name === '[[Scopes]]')?.value?.objectId ?? '';
}

function call(session: Session, receiver: string, argument: string | undefined): void {
  post(session, 'Runtime.callFunctionOn', {
    objectId: receiver,
    functionDeclaration: 'function (value) { this(value); }',
    arguments: [{ objectId: argument }],
  });
}

/** Within one thread the answer comes before `post` returns. */
function post(session: Session, method: string, parameters: object): Answer {
  const answer: { error?: Error | null; result?: object } = {};
  session.post(method, parameters, (error, result) => Object.assign(answer, { error, result }));
  if (answer.result === undefined) throw answer.error ?? new Error(`no answer to ${method}`);
  return answer.result as Answer;
}
