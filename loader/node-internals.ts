/**
 * Node's own modules and bindings, where the public way to them does not lead, or loads much more.
 * The way to the modules is the inspector, which sees the variables of Node's functions; nothing of
 * it stays behind. Only Node 20 goes there, and no more versions of it will come.
 */
import module from 'node:module';

export type InternalRequire = (id: string) => unknown;

/** The `require` of Node's own modules; undefined on other Nodes than 20. */
export const internalRequire: InternalRequire | undefined =
  'registerHooks' in module ? undefined : findInternalRequire();

/** One of Node's bindings; undefined on newer Nodes, and under the permission model. */
export function nodesBinding(name: string): unknown {
  const { binding } = process as unknown as { binding?: (name: string) => unknown };
  const before = Object.getOwnPropertyDescriptor(process, 'noDeprecation');
  process.noDeprecation = true; // the guest's own first use shall still be the one that warns
  try {
    return binding?.(name);
  } catch {
    return undefined;
  } finally {
    if (before === undefined) Reflect.deleteProperty(process, 'noDeprecation');
    else Object.defineProperty(process, 'noDeprecation', before);
  }
}

/** Of node:inspector, without the streams that its module brings along. */
interface InspectorBinding {
  Connection: new (receive: (message: string) => void) => {
    dispatch: (message: string) => void;
    disconnect: () => void;
  };
}

/** Sends a request; within one thread the answer comes before it returns. */
type Session = (method: string, parameters: object) => Answer;

/** It is a variable that `module.runMain` closes over. */
function findInternalRequire(): InternalRequire | undefined {
  const inspector = nodesBinding('inspector') as InspectorBinding | undefined;
  if (inspector === undefined) return undefined;
  let answer = '';
  const connection = new inspector.Connection((message) => {
    answer = message;
  });
  const session: Session = (method, params) => {
    connection.dispatch(JSON.stringify({ id: 1, method, params }));
    return (JSON.parse(answer) as { result: Answer }).result;
  };
  const box = Symbol.for('scope.box');
  let found: InternalRequire | undefined;
  const receive = (value: InternalRequire): void => {
    found = value;
  };
  try {
    Object.defineProperty(globalThis, box, { value: receive, configurable: true });
    const runMain = evaluate(session, "process.getBuiltinModule('module').runMain");
    for (const { value } of ownProperties(session, scopesOf(session, runMain))) {
      if (value?.objectId === undefined) continue;
      const variables = ownProperties(session, value.objectId);
      const required = variables.find(({ name }) => name === 'require')?.value?.objectId;
      if (required === undefined) continue;
      call(session, evaluate(session, "globalThis[Symbol.for('scope.box')]"), required);
      break; // the scopes around are large, the global one above all
    }
  } catch {
    // a Node that answers in another way
  } finally {
    Reflect.deleteProperty(globalThis, box);
    connection.disconnect();
  }
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
  const { result } = session('Runtime.evaluate', { expression });
  return (result as { objectId?: string }).objectId ?? '';
}

function ownProperties(session: Session, objectId: string): Property[] {
  const parameters = { objectId, ownProperties: true };
  return session('Runtime.getProperties', parameters).result as Property[];
}

function scopesOf(session: Session, objectId: string): string {
  const parameters = { objectId, ownProperties: true };
  const { internalProperties } = session('Runtime.getProperties', parameters);
  return internalProperties.find(({ name }) => name === '[[Scopes]]')?.value?.objectId ?? '';
}

function call(session: Session, receiver: string, argument: string | undefined): void {
  session('Runtime.callFunctionOn', {
    objectId: receiver,
    functionDeclaration: 'function (value) { this(value); }',
    arguments: [{ objectId: argument }],
  });
}
