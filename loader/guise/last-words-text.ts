/**
 * What Node prints above the stack of an exception that ends the process: the line that threw.
 *
 *   /app/main.js:3
 *   function f() { throw new Error('no') }
 *                  ^
 *
 * Node takes it from the text that runs, so insertions are taken out here; and from the last
 * `throw`, which may be that of a probe (every function that the exception came through has one) or
 * the call of a native stand-in, so the place is told from the error's stack then. From Node 22 on
 * it prints such a line for a top-level await that is never settled, too.
 */
import { urlOfPath } from '../file-urls.js';
import { ownPath } from '../own-folder.js';
import type { TransformModule } from '../modules.js';
import type { Thrown } from '../runtime/throws.js';
import {
  firstPlace,
  placeIn,
  scriptNamed,
  throwPlace,
  type ScriptPlace,
  type TextInNode,
} from './places.js';
import type { GuestTexts } from './texts.js';

/** Of what was thrown. */
export interface Fatal {
  /** That of the error, as V8 made it. */
  stack: string | undefined;
  /** Where recorded code threw it, if that does not tell (runtime/throws.ts). */
  thrown: Thrown | undefined;
}

export interface LastWords {
  /** What Node is about to print. */
  printed: string;
  /** Undefined where what is thrown is not known. */
  fatal: Fatal | undefined;
  texts: GuestTexts;
  textInNode: TextInNode;
  /** The sources that the map of a script names, where Node has one. */
  sourcesOf: (path: string) => readonly string[] | undefined;
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

/** How Node tells of a top-level await that is never settled. */
export const unsettled = 'Warning: Detected unsettled top-level await at ';

const headerPattern = /^(\n?)(.+):(\d+)\n(.*)\n(?:([ \t]*)(\^+)\n)?([^]*)$/;

export function correctLastWords(words: LastWords, transform: () => TransformModule): string {
  const { printed, texts } = words;
  if (printed.startsWith(unsettled)) {
    const header = headerOf(printed.slice(unsettled.length));
    const corrected = header && shown(header, texts);
    return corrected === undefined ? printed : unsettled + corrected;
  }
  const header = headerOf(printed);
  if (header === undefined) return printed;
  const mapped = mappedPlace(header, words);
  if (mapped !== undefined) return mapped;
  if (words.fatal === undefined) {
    const fatal = { stack: header.rest, thrown: undefined };
    return moved(header, { ...words, fatal }, transform);
  }
  return isOurs(header, texts)
    ? moved(header, words, transform)
    : (shown(header, texts) ?? printed);
}

function headerOf(printed: string): Header | undefined {
  const match = headerPattern.exec(printed);
  if (match === null) return undefined;
  const [, before = '', name = '', line = '', source = '', blank, carets, rest = ''] = match;
  return {
    ...{ before, name, source, rest, line: Number(line) },
    column: blank === undefined ? 0 : blank.length + 1,
    carets: carets?.length ?? 0,
  };
}

/** The exception was last thrown by a probe, or came through a native stand-in. */
function isOurs({ name, line, column, source }: Header, texts: GuestTexts): boolean {
  if (name === 'node:internal/modules/cjs/loader') return source.includes('._compile(');
  if (name.startsWith(ownPath)) return true;
  const text = texts.named(name);
  const original = text && texts.original(text);
  return original !== undefined && (column === 0 || original.isInserted(line, column));
}

/**
 * Under --enable-source-maps Node shows the source of what was compiled, and a place in it that was
 * found from one in the text that runs; the stack has the right one.
 */
function mappedPlace(header: Header, words: LastWords): string | undefined {
  if (!isMapped(header.name, words)) return undefined;
  const place = firstPlace(header.rest);
  if (place === undefined || place.name !== header.name) return undefined;
  const source =
    place.line === header.line
      ? header.source
      : scriptNamed(place.name, words)?.text.line(place.line);
  if (source === undefined) return undefined;
  return print(header, place.name, place.line, source, place.column, 1);
}

/** Whether a source map of one of our modules names the file. */
function isMapped(name: string, { texts, sourcesOf }: LastWords): boolean {
  if (!name.startsWith('/') || texts.named(name) !== undefined) return false;
  const url = urlOfPath(name);
  const paths = texts.paths();
  for (let index = 0; index < paths.length; index++) {
    const sources = sourcesOf(paths[index]!);
    if (sources === undefined) continue;
    for (let at = 0; at < sources.length; at++) if (sources[at] === url) return true;
  }
  return false;
}

/** The same place in the text as it was written. */
function shown(header: Header, texts: GuestTexts): string | undefined {
  const text = texts.named(header.name);
  const original = text && texts.original(text);
  if (original === undefined) return undefined;
  const { line, column } = original.place(header.line, header.column);
  const end = original.place(header.line, header.column + header.carets);
  const carets = Math.max(end.column - column, 1);
  return print(header, header.name, line, original.line(line) ?? '', column, carets);
}

function moved(header: Header, words: LastWords, transform: () => TransformModule): string {
  const { fatal, texts } = words;
  const { stack, thrown } = fatal ?? {};
  const place =
    placeOfEmit(header, words) ??
    (thrown && placeIn(thrown, words)) ??
    (stack === undefined ? undefined : throwPlace(stack, words, transform));
  if (place === undefined) return shown(header, texts) ?? header.before + header.rest.slice(1);
  const { script, line, column } = place;
  return print(header, script.name, line, script.text.line(line) ?? '', column, 1);
}

const emitted = "\nEmitted 'error' event";
const emitThrows = "throw er; // Unhandled 'error' event";

/** Of what was emitted as an error and no listener took: Node says so behind the stack. */
function placeOfEmit({ rest }: Header, words: LastWords): ScriptPlace | undefined {
  const script = rest.includes(emitted) ? scriptNamed('node:events', words) : undefined;
  const offset = script?.text.source.indexOf(emitThrows) ?? -1;
  return script && offset >= 0 ? { script, ...script.text.at(offset) } : undefined;
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
