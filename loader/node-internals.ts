/**
 * Node's own modules and bindings, where the public way to them does not lead, or loads much more.
 * The way to the modules is the inspector, which sees the variables of Node's functions; nothing of
 * it stays behind. Node 20 goes there at each start, and no more versions of it will come; others
 * go there where a program loads node:test or node:assert (1 ms), which may be late: no intrinsic
 * of the guest's is used.
 */
import module from 'node:module';
import { defineProperty, getOwnPropertyDescriptor } from './runtime/primordials.js';

export type InternalRequire = (id: string) => unknown;

const { deleteProperty } = Reflect;
const { parse, stringify } = JSON;
/** A property of the global object for the moment in which the inspector takes from it. */
const box = 'scope.box';
const { runMain } = module as unknown as { runMain: () => void };

/** The `require` of Node's own modules; undefined on other Nodes than 20. */
export const internalRequire: InternalRequire | undefined =
  'registerHooks' in module ? undefined : findInternalRequire();

/** One of Node's bindings; undefined on newer Nodes, and under the permission model. */
export function nodesBinding(name: string): unknown {
  const { binding } = process as unknown as { binding?: (name: string) => unknown };
  const before = getOwnPropertyDescriptor(process, 'noDeprecation');
  process.noDeprecation = true; // the guest's own first use shall still be the one that warns
  try {
    return binding?.(name);
  } catch {
    return undefined;
  } finally {
    if (before === undefined) deleteProperty(process, 'noDeprecation');
    else defineProperty(process, 'noDeprecation', before);
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

let laterRequire: InternalRequire | undefined;

/** The same on every Node; undefined without the inspector. */
export function internalRequireNow(): InternalRequire | undefined {
  return internalRequire ?? (laterRequire ??= findInternalRequire());
}

/** A variable that `module.runMain` closes over. */
function findInternalRequire(): InternalRequire | undefined {
  const inspector = nodesBinding('inspector') as InspectorBinding | undefined;
  if (inspector === undefined) return undefined;
  let answer = '';
  const connection = new inspector.Connection((message) => {
    answer = message;
  });
  const session: Session = (method, params) => {
    connection.dispatch(stringify({ id: 1, method, params }));
    return (parse(answer) as { result: Answer }).result;
  };
  let found: InternalRequire | undefined;
  const receive = (value: InternalRequire): void => {
    found = value;
  };
  try {
    defineProperty(globalThis, box, { value: [receive, runMain], configurable: true });
    const scopes = ownProperties(session, scopesOf(session, evaluate(session, 1)));
    for (let i = 0; i < scopes.length; i++) {
      const variables = ownProperties(session, scopes[i]!.value?.objectId);
      const required = named(variables, 'require');
      if (required === undefined) continue;
      call(session, evaluate(session, 0), required);
      break; // the scopes around are large, the global one above all
    }
  } catch {
    // a Node that answers in another way
  } finally {
    deleteProperty(globalThis, box);
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

/** What lies in the box. */
function evaluate(session: Session, index: number): string {
  const { result } = session('Runtime.evaluate', { expression: `globalThis['${box}'][${index}]` });
  return (result as { objectId?: string }).objectId ?? '';
}

function ownProperties(session: Session, objectId: string | undefined): Property[] {
  if (objectId === undefined) return [];
  const parameters = { objectId, ownProperties: true };
  return session('Runtime.getProperties', parameters).result as Property[];
}

function scopesOf(session: Session, objectId: string): string | undefined {
  const parameters = { objectId, ownProperties: true };
  const { internalProperties } = session('Runtime.getProperties', parameters);
  return named(internalProperties, '[[Scopes]]');
}

function named(properties: readonly Property[], name: string): string | undefined {
  for (let i = 0; i < properties.length; i++) {
    if (properties[i]!.name === name) return properties[i]!.value?.objectId;
  }
  return undefined;
}

function call(session: Session, receiver: string, argument: string): void {
  session('Runtime.callFunctionOn', {
    objectId: receiver,
    functionDeclaration: 'function (value) { this(value); }',
    arguments: [{ objectId: argument }],
  });
}
