/**
 * Stack traces with the user's columns. Node formats `error.stack` through `Error.prepareStackTrace`,
 * which it defines itself by default; ours stands in its place, corrects the columns of instrumented
 * modules, leaves the probes' own frames out and lets Node's format the rest.
 *
 * A program that sets its own `Error.prepareStackTrace` takes ours away, as it takes Node's away.
 */
import type { ModuleText } from './module-texts.js';
import { ownFolder } from '../own-folder.js';

type Prepare = (error: Error, trace: NodeJS.CallSite[]) => unknown;
export type FindText = (fileOrUrl: string) => ModuleText | undefined;

const { create, defineProperty, getOwnPropertyDescriptor } = Object;

export function installStackTraces(find: FindText): void {
  const descriptor = getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const original = descriptor?.value as Prepare | undefined;
  if (descriptor === undefined || typeof original !== 'function') return;
  const prepared = {
    ErrorPrepareStackTrace(error: Error, trace: NodeJS.CallSite[]): unknown {
      return original(error, correctTrace(trace, find));
    },
  };
  defineProperty(Error, 'prepareStackTrace', {
    ...descriptor,
    value: prepared.ErrorPrepareStackTrace,
  });
}

/** The same frames, ours left out and those of instrumented modules with the user's columns. */
export function correctTrace(trace: NodeJS.CallSite[], find: FindText): NodeJS.CallSite[] {
  const corrected: NodeJS.CallSite[] = [];
  for (let index = 0; index < trace.length; index++) {
    const frame = trace[index] as NodeJS.CallSite;
    const file = frame.getFileName() ?? undefined;
    if (file?.startsWith(ownFolder) === true) continue;
    const text = file === undefined ? undefined : find(file);
    corrected[corrected.length] = text === undefined ? frame : correctFrame(frame, text);
  }
  return corrected;
}

function correctFrame(frame: NodeJS.CallSite, text: ModuleText): NodeJS.CallSite {
  const line = frame.getLineNumber();
  const column = frame.getColumnNumber();
  if (line === null || column === null) return frame;
  const original = text.originalColumn(line, column);
  if (original === column) return frame;
  const printed = frame.toString();
  const wrong = `:${String(line)}:${String(column)}`;
  const at = printed.lastIndexOf(wrong);
  const right =
    at < 0
      ? printed
      : `${printed.slice(0, at)}:${String(line)}:${String(original)}${printed.slice(at + wrong.length)}`;
  const corrected = create(frame) as NodeJS.CallSite;
  defineProperty(corrected, 'toString', { value: () => right });
  defineProperty(corrected, 'getColumnNumber', { value: () => original });
  return corrected;
}
