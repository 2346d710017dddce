/**
 * What a plan says about one function: a line of text, because a guest reads a plan at start and
 * twenty thousand strings parse ten times as fast as twenty thousand objects.
 *
 *   3f9a0c12d4e5b6a7 values arguments=item,quantity | Cart.add | changes shared state
 *   hash             level  options                   name       reason
 *
 * The hash is that of the function's name and text (hash.ts): an entry holds for this version of
 * the function; an edited one follows the rules of the plan. Options, each at most once:
 *   arguments=a,b   captured parameters (`-`: none); without it all are
 *   state=a,b       variables and properties worth following, for level `state`
 *   redact=a,b      parameters that are redacted, besides those that the redaction rules know
 *   entries=N       entries that an object shows when it is first seen, at level `values` (1 to 32)
 *   depth=N         objects inside objects that are shown then: 0, none shows anything, to 3
 */
import type { Level } from './plan.js';

export interface FunctionEntry {
  hash: string;
  level: Level;
  /** Names of the captured parameters; absent: all. */
  arguments?: string[];
  state?: string[];
  redact?: string[];
  entries?: number;
  depth?: number;
  name: string;
  /** One sentence. */
  reason: string;
}

const optionNames = ['arguments', 'state', 'redact'] as const;
type OptionName = (typeof optionNames)[number];

const limitNames = ['entries', 'depth'] as const;
type LimitName = (typeof limitNames)[number];

const separator = ' | ';
const list = '(?:-|[^\\s,|=]+(?:,[^\\s,|=]+)*)';

const hashLength = 16;

/** The grammar, as the JSON schema of plans states it too. */
export const entryPattern =
  `^[0-9a-f]{${String(hashLength)}}` +
  ' (?:off|calls|values|state)' +
  optionNames.map((name) => `(?: ${name}=${list})?`).join('') +
  '(?: entries=(?:[1-9]|[12][0-9]|3[0-2]))?(?: depth=[0-3])?' +
  ' \\| [^|\\r\\n]*[^\\s|][^|\\r\\n]* \\| [^|\\r\\n]*$';

const grammar = new RegExp(entryPattern);

/** Undefined where the line does not follow the grammar. */
export function parseEntry(line: string): FunctionEntry | undefined {
  if (!grammar.test(line)) return undefined;
  const [head = '', name = '', reason = ''] = line.split(separator);
  const [hash = '', level, ...options] = head.split(' ');
  const entry: FunctionEntry = { hash, level: level as Level, name, reason };
  for (const option of options) {
    const equals = option.indexOf('=');
    const optionName = option.slice(0, equals) as OptionName | LimitName;
    const text = option.slice(equals + 1);
    if (optionName === 'entries' || optionName === 'depth') entry[optionName] = Number(text);
    else entry[optionName] = text === '-' ? [] : text.split(',');
  }
  return entry;
}

/** The same told of a line that is not read as a whole. */
export function saysLevel(line: string, level: Level): boolean {
  return line.startsWith(` ${level} `, hashLength);
}

export function formatEntry(entry: FunctionEntry): string {
  const options = optionNames.flatMap((name) => {
    const names = entry[name];
    return names === undefined ? [] : [`${name}=${names.length === 0 ? '-' : names.join(',')}`];
  });
  const limits = limitNames.flatMap((name) =>
    entry[name] === undefined ? [] : [`${name}=${String(entry[name])}`],
  );
  const head = [entry.hash, entry.level, ...options, ...limits].join(' ');
  return [head, oneLine(entry.name), oneLine(entry.reason)].join(separator);
}

/** Which of a function's parameters are captured. */
export function isCaptured(entry: FunctionEntry, parameter: string): boolean {
  return entry.arguments?.includes(parameter) !== false;
}

/** A text that cannot end its field early. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '/').trim() || '(anonymous)';
}
