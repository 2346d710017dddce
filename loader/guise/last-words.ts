/**
 * What Node prints above the stack of an exception that ends the process: the line that threw.
 *
 *   /app/main.js:3
 *   function f() { throw new Error('no') }
 *                  ^
 *
 * Node takes it from the text that runs, so insertions are taken out here; and from the last
 * `throw`, which may be that of a probe (every function that the exception came through has one) or
 * the call of a native stand-in, so the place is told from the error's stack then.
 */
import { findSourceMap } from 'node:module';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import type { Binding } from '../../lib/binding.js';
import { ownFolder } from '../own-folder.js';
import type { Disguise } from './disguise.js';
import { firstPlace, scriptNamed, throwPlace } from './places.js';
import type { GuestTexts } from './texts.js';

export function correctLastWords(texts: GuestTexts, disguise: Disguise, native: Binding): void {
  let fatal: unknown;
  if (!isMainThread) return; // workers send their error to the parent, which prints it
  disguise.replace(process, '_fatalException', {
    before([error]) {
      // A handler of the program may throw: then Node prints that, and nothing comes after.
      native.rewriteStderr((text) => corrected(text, undefined, texts));
      fatal = error;
    },
    after(isHandled) {
      const error = fatal;
      fatal = undefined;
      if (isHandled !== false) native.rewriteStderr();
      else native.rewriteStderr((text) => corrected(text, { error }, texts));
    },
  });
}

interface Header {
  before: string;
  name: string;
  line: number;
  source: string;
  /** From 1; 0 where there is no caret. */
  column: number;
  carets: number;
  rest: string;
}

const headerPattern = /^(\n?)(.+):(\d+)\n(.*)\n(?:([ \t]*)(\^+)\n)?([^]*)$/;

/** `fatal`: what was thrown, where it is known. */
function corrected(
  printed: string,
  fatal: { error: unknown } | undefined,
  texts: GuestTexts,
): string {
  const match = headerPattern.exec(printed);
  if (match === null) return printed;
  const [, before = '', name = '', line = '', source = '', blank, carets, rest = ''] = match;
  const header: Header = {
    ...{ before, name, source, rest, line: Number(line) },
    column: blank === undefined ? 0 : blank.length + 1,
    carets: carets?.length ?? 0,
  };
  const mapped = mappedPlace(header, texts);
  if (mapped !== undefined) return mapped;
  if (fatal === undefined) return moved(header, header.rest, texts);
  if (!isOurs(header, texts)) return shown(header, texts) ?? printed;
  return moved(header, stackOf(fatal.error), texts);
}

/** The exception was last thrown by a probe, or came through a native stand-in. */
function isOurs({ name, line, column, source }: Header, texts: GuestTexts): boolean {
  if (name === 'node:internal/modules/cjs/loader') return source.includes('._compile(');
  if (name.startsWith(ownFolder)) return true;
  const text = texts.named(name);
  const original = text && texts.original(text);
  return original !== undefined && (column === 0 || original.isInserted(line, column));
}

/**
 * Under --enable-source-maps Node shows the source of what was compiled, and a place in it that was
 * found from one in the text that runs; the stack has the right one.
 */
function mappedPlace(header: Header, texts: GuestTexts): string | undefined {
  if (!isMapped(header.name, texts)) return undefined;
  const place = firstPlace(header.rest);
  if (place === undefined || place.name !== header.name) return undefined;
  const source =
    place.line === header.line
      ? header.source
      : scriptNamed(place.name, texts)?.text.line(place.line);
  if (source === undefined) return undefined;
  return print(header, place.name, place.line, source, place.column, 1);
}

/** Whether a source map of one of our modules names the file. */
function isMapped(name: string, texts: GuestTexts): boolean {
  if (!isAbsolute(name) || texts.named(name) !== undefined) return false;
  const url = pathToFileURL(name).href;
  return texts.paths().some((path) => findSourceMap(path)?.payload.sources.includes(url) === true);
}

/** The same place in the text as it was written. */
function shown(header: Header, texts: GuestTexts): string | undefined {
  const text = texts.named(header.name);
  const original = text && texts.original(text);
  if (original === undefined) return undefined;
  const { line, column } = original.place(header.line, header.column);
  const end = original.place(header.line, header.column + header.carets);
  return print(header, header.name, line, original.line(line) ?? '', column, end.column - column);
}

function moved(header: Header, stack: string | undefined, texts: GuestTexts): string {
  const place = stack === undefined ? undefined : throwPlace(stack, texts);
  if (place === undefined) return shown(header, texts) ?? header.before + header.rest.slice(1);
  const { script, line, column } = place;
  return print(header, script.name, line, script.text.line(line) ?? '', column, 1);
}

function print(
  { before, rest }: Header,
  name: string,
  line: number,
  source: string,
  column: number,
  carets: number,
): string {
  const blank = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `${before}${name}:${line}\n${source}\n${blank}${'^'.repeat(carets)}\n${rest}`;
}

const stackGetter = Object.getOwnPropertyDescriptor(new Error(), 'stack')?.get;

/** The stack that V8 made; a getter of the guest's is not run. */
function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const descriptor = Object.getOwnPropertyDescriptor(error, 'stack');
  const isEngines = descriptor !== undefined && descriptor.get === stackGetter;
  const stack: unknown = isEngines && stackGetter ? error.stack : descriptor?.value;
  return typeof stack === 'string' ? stack : undefined;
}
