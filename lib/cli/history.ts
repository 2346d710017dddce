/**
 * `scope history REC SUBJECT`: every version of an object, a property or a variable.
 *
 *   12.301 ms  1:4650  total = 0    Cart.total  src/cart.js:38
 *   12.304 ms  1:4702  total = NaN  Cart.total  src/cart.js:41
 */
import { InvalidArgumentError, type Command } from 'commander';
import { ScopeError } from '../errors.js';
import { historyOf, parseSubject, type HistoryOptions, type Version } from '../query/history.js';
import { parseEventId } from '../query/moment.js';
import { parseTime } from '../query/time-text.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo } from '../reader/sites.js';
import { conditionOf } from './exit.js';
import { openRecording, addRecordingArgument, wholeNumber, type JsonOption } from './open.js';
import { Output } from './output.js';
import { moment, paint, place, plural, printable, valueText } from './text.js';
import { valueJson } from './value-json.js';
import { fitted } from './width.js';

const examples = `
Examples:
  scope history .scope/latest total             writes of all variables named total
  scope history .scope/latest cart.js:41:total  of the one that is written on this line
  scope history .scope/latest 1:7               all changes of object 7 ("scope at" shows ids)
  scope history .scope/latest 1:7.price --last-write-before 20ms`;

interface Options extends JsonOption {
  lastWriteBefore?: NonNullable<HistoryOptions['before']>;
  limit?: number;
}

export function addHistory(program: Command): void {
  const command = program
    .command('history')
    .description('print every version of an object, a property or a variable');
  addRecordingArgument(command)
    .argument('[SUBJECT]', 'object (1:7), property (1:7.price), variable, or FILE:LINE:NAME')
    .option('--last-write-before <moment>', 'only the last one before a time or event', timeOrEvent)
    .option('--limit <n>', 'only the last so many (default 1000)', wholeNumber)
    .addHelpText('after', examples)
    .action(async (argument: string, subject: string | undefined, options: Options) => {
      process.exitCode = await history(argument, subject, options);
    });
}

/** `1:4711`, or a time. */
function timeOrEvent(text: string): NonNullable<HistoryOptions['before']> {
  const id = text.includes(':') ? parseEventId(text) : undefined;
  if (id !== undefined) return { thread: id[0], seq: id[1] };
  const time = parseTime(text);
  if (time === undefined) {
    throw new InvalidArgumentError('Expected a time such as 20ms, or an event such as 1:4711.');
  }
  return { time };
}

const defaultLimit = 1000;

async function history(
  argument: string,
  text: string | undefined,
  options: Options,
): Promise<number> {
  if (text === undefined) {
    throw new ScopeError('SCOPE_USAGE', 'history: give the recording and what to look at');
  }
  const recording = openRecording(argument);
  const { lastWriteBefore: before } = options;
  const limit = before === undefined ? (options.limit ?? defaultLimit) : 1;
  const found = await historyOf(recording, parseSubject(text), {
    limit,
    ...(before === undefined ? {} : { before, isLast: () => true }),
  });
  const out = new Output();
  const { versions, hidden } = found;
  for (const version of versions) {
    out.line(
      options.json === true ? versionJson(version) : versionText(version, recording.manifest.cwd),
    );
  }
  if (options.json !== true) {
    if (versions.length === 0) {
      const level = (await hasState(recording)) ? '' : '; record with "scope run --level state"';
      out.line(paint.dim(`no write of ${printable(text)} was recorded${level}`));
      const writer = await writerOfProperty(recording, text);
      if (writer !== undefined) {
        const where = place(writer, recording.manifest.cwd);
        const how = `"scope at --line ${where}" tells its object`;
        out.line(
          paint.dim(`a property of that name is written at ${where}: ${how}, for ID.${text}`),
        );
      }
    } else if (hidden > 0 && before === undefined) {
      out.line(paint.dim(`${plural(hidden, 'earlier version')} not shown; see --limit`));
    }
  }
  out.flush();
  return conditionOf(recording, false);
}

/** Who asks for a property by its name alone is told where it is written. */
async function writerOfProperty(recording: Recording, name: string): Promise<SiteInfo | undefined> {
  for (const [process] of recording.processes.entries()) {
    const sites = await recording.sites(process);
    for (const site of sites.all) {
      if (site.kind === 'property' && site.property === name) return site;
    }
  }
  return undefined;
}

function versionJson(version: Version): string {
  const { thread, seq, time, name, site, callSeq, fn, isFound, isFirst, binding } = version;
  const number = thread.number;
  const head = {
    event: `${String(number)}:${String(seq)}`,
    time,
    thread: number,
    name,
    binding,
    call: callSeq === undefined ? null : `${String(number)}:${String(callSeq)}`,
    fn,
    file: site?.file ?? '',
    line: site?.line ?? 0,
    column: site?.column ?? 0,
    recorded: !isFound,
    first: isFirst,
  };
  const before = `"before":${valueJson(version.before, number)}`;
  const value = `"value":${valueJson(version.value, number)}`;
  return `${JSON.stringify(head).slice(0, -1)},${before},${value}}`;
}

function versionText(version: Version, cwd: string): string {
  const { thread, seq, time, name, value, site, fn, isFound, isFirst } = version;
  const id = `${String(thread.number)}:${String(seq)}`;
  const head = paint.dim(`${moment(time).padStart(13)}  ${id.padEnd(9)}`);
  const where = site === undefined ? '' : place(site, cwd);
  const unrecorded = paint.yellow('  changed by code that is not recorded, seen here');
  const how = isFound ? unrecorded : isFirst ? paint.dim('  first seen') : '';
  return fitted((characters) => {
    const what = `${paint.bold(printable(name))} = ${valueText(value, characters)}`;
    return `${head} ${what}  ${printable(fn)}  ${paint.dim(where)}${how}`;
  });
}

/** Whether writes of anything were recorded. */
async function hasState(recording: Recording): Promise<boolean> {
  for (const process of recording.processes.keys()) {
    for (const { level } of (await recording.sites(process)).all) {
      if (level === 'state') return true;
    }
  }
  return false;
}
