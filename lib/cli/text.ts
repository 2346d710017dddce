/** How numbers, times, places and values look on a terminal. */
import { isAbsolute, relative } from 'node:path';
import pc from 'picocolors';
import { isObject } from '../model/object-states.js';
import type { SiteInfo } from '../reader/sites.js';
import type { ObjectValue, Value } from '../reader/value.js';

/** Colours where standard output is a terminal and NO_COLOR is not set. */
export const paint = pc.createColors(
  (process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '') ||
    (process.env['FORCE_COLOR'] ?? '') !== '',
);

/** `1,234,567` */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `3 events`, `1 event` */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

/** `12.3 ms`: three digits, from ns to s. */
export function duration(ns: number): string {
  if (ns < 0) return '…';
  if (ns < 1e3) return `${String(Math.round(ns))} ns`;
  if (ns < 1e6) return `${digits(ns / 1e3)} µs`;
  if (ns < 1e9) return `${digits(ns / 1e6)} ms`;
  return `${digits(ns / 1e9)} s`;
}

/** `1234.567 ms`: a moment, to the microsecond. */
export function moment(ns: number): string {
  return `${(ns / 1e6).toFixed(3)} ms`;
}

/** `1.4 MiB` */
export function bytes(value: number): string {
  if (value < 1024) return `${String(value)} B`;
  if (value < 1024 ** 2) return `${digits(value / 1024)} KiB`;
  if (value < 1024 ** 3) return `${digits(value / 1024 ** 2)} MiB`;
  return `${digits(value / 1024 ** 3)} GiB`;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** `src/app.js:3`: relative to the recorded program's folder where that is shorter. */
export function place(site: SiteInfo, cwd: string): string {
  if (site.file === '') return '';
  return printable(`${shortPath(site.file, cwd)}:${String(site.line)}`);
}

/** Longer paths into node_modules are told from there on. */
const maxPathCharacters = 48;

export function shortPath(file: string, cwd: string): string {
  if (cwd === '' || !isAbsolute(file)) return file;
  const inside = relative(cwd, file);
  const short = inside !== '' && inside.length < file.length ? inside : file;
  // Of a package elsewhere its own place says enough.
  const packages = short.lastIndexOf('/node_modules/');
  const isLong = short.length > maxPathCharacters && packages > 0;
  return isLong ? `…${short.slice(packages)}` : short;
}

/** Messages of assertions have several lines: as JavaScript writes them, they stay readable. */
const shortEscapes: Readonly<Record<string, string | undefined>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Text from a recording never moves the cursor or changes colours. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => {
      const short = shortEscapes[character];
      return short ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}

/** Characters that one value may take on a line. */
const maxValueCharacters = 80;
const maxStringCharacters = 40;
/** Less says too little. */
const minStringCharacters = 8;
/** In less than this a part of an object is none. */
const minPartCharacters = 24;
/** `1, ` */
const minEntryCharacters = 3;
/** Objects at this depth are shown by their labels. */
const maxValueDepth = 2;

/** One line, at most about so many characters: as many levels of an object as fit. */
export function valueText(value: Value, most = maxValueCharacters): string {
  const characters = Math.max(most, minStringCharacters);
  const ofString = Math.min(maxStringCharacters, Math.max(minStringCharacters, characters - 2));
  for (let depth = 0; depth < maxValueDepth; depth++) {
    const text = full(value, depth, ofString);
    if (text.length <= characters) return text;
  }
  const part = beginning(value, characters, ofString);
  if (part !== '') return part;
  const text = full(value, maxValueDepth, ofString);
  const isName = /^\w{1,20}$/.test(text); // half a name of a class tells nothing
  return text.length > characters && !isName ? `${text.slice(0, characters - 1)}…` : text;
}

/** An object with as many of its entries as fit; empty where too few do. */
function beginning(value: Value, characters: number, ofString: number): string {
  if (characters < minPartCharacters || !isObject(value)) return '';
  const { entries = [], size = 0 } = value;
  const most = Math.min(entries.length - 1, Math.floor(characters / minEntryCharacters));
  for (let count = most; count > 0; count--) {
    const part = {
      ...value,
      entries: entries.slice(0, count),
      size: Math.max(size, entries.length),
    };
    const text = full(part, maxValueDepth - 1, ofString);
    if (text.length <= characters) return text;
  }
  return '';
}

function full(value: Value, depth: number, ofString: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, value.length, ofString);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${String(value)}n`;
    case 'object':
      break;
    default:
      return String(value);
  }
  if (value === null) return 'null';
  switch (value.type) {
    case 'string':
      return quoted(value.head, value.length, ofString);
    case 'symbol':
      return printable(`Symbol(${value.description ?? ''})`);
    case 'redacted':
      return printable(`[redacted ${String(value.length)} ${value.hash}]`);
    case 'object':
      return objectText(value, depth, ofString);
    case 'notCaptured':
      return '…';
    case 'accessor':
      return '[accessor]';
    case 'hole':
      return '[hole]';
    case 'absent':
      return '[absent]';
    default:
      return '?';
  }
}

function quoted(text: string, length: number, most: number): string {
  if (text === '' && length > 0) return `"…" of ${String(length)} units`;
  if (length <= most) return printable(JSON.stringify(text));
  return printable(`${JSON.stringify(text.slice(0, most)).slice(0, -1)}…"`);
}

function objectText(value: ObjectValue, depth: number, ofString: number): string {
  const label = printable(value.label);
  const { entries, size = 0 } = value;
  switch (value.class) {
    case 'function':
      return label === '' ? '[Function]' : `[Function ${label}]`;
    case 'error':
      return errorText(value, label);
    case 'unknown':
      return '[object]';
    default:
      break;
  }
  const isPlain = label === '' || (value.class === 'object' && label === 'Object');
  const isList = value.class === 'array' || value.class === 'buffer' || value.class === 'set';
  if (entries === undefined || depth >= maxValueDepth)
    return isPlain ? '{…}' : isList ? `${label} […]` : label;
  const shown = entries.map(([key, item]) => {
    const text = full(item, depth + 1, ofString);
    return isList ? text : `${keyText(key, value, ofString)}: ${text}`;
  });
  if (size > entries.length) shown.push('…');
  if (value.class === 'array') return `${label}(${String(size)}) [${shown.join(', ')}]`;
  const name = isPlain
    ? ''
    : isList || value.class === 'map'
      ? `${label}(${String(size)}) `
      : `${label} `;
  return shown.length === 0 && !isPlain ? name.trim() : `${name}{${shown.join(', ')}}`;
}

function errorText(value: ObjectValue, label: string): string {
  const message = value.entries?.find(([key]) => key === 'message')?.[1];
  if (message === undefined || message === '') return label;
  const text = typeof message === 'string' ? message : full(message, 2, maxStringCharacters);
  return `${label}: ${printable(text)}`;
}

function keyText(key: Value, owner: ObjectValue, ofString: number): string {
  const isName = typeof key === 'string' && owner.class !== 'map';
  return isName ? printable(key) : full(key, 2, ofString);
}
