/** `scope events REC`: every event in order. */
import type { Command } from 'commander';
import { EventList, type ThreadEvents } from '../query/event-list.js';
import { Filter, type FilterOptions } from '../query/filter.js';
import { kind, placeNotKnown, taskRun } from '../reader/format.js';
import { gapCauseNames } from '../reader/gap.js';
import { levelChange } from '../reader/level-event.js';
import type { SiteInfo } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import { conditionOf, isRecordedLoss } from './exit.js';
import { EventFolds } from './event-folds.js';
import { kindName, runtimeEventName, taskRunName } from '../reader/kind-names.js';
import { namesActivation } from '../reader/walk.js';
import { addFilters, addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { runtimeText } from './runtime-text.js';
import { count, moment, paint, place, printable, valueText } from './text.js';
import { valueJson, valuesJson } from './value-json.js';
import { fitted } from './width.js';

const examples = `
Examples:
  scope events                              all events of the newest recording
  scope events --from 20ms --to 25ms        what happened in these five milliseconds
  scope events --all                        also what the text folds: reading of modules, empty runs
  scope events --json --threw | jq .fn      who threw`;

export function addEvents(program: Command): void {
  const command = program.command('events').description('print every event in order');
  addFilters(addRecordingArgument(command))
    .option('--all', 'fold nothing: operations on files of modules, runs without recorded code')
    .addHelpText('after', examples)
    .action(async (argument: string, options: Options) => {
      process.exitCode = await events(argument, options);
    });
}

interface Options extends FilterOptions, JsonOption {
  all?: boolean;
}

async function events(argument: string, options: Options): Promise<number> {
  const recording = openRecording(argument);
  const list = await EventList.open(recording, new Filter(options, recording));
  const out = new Output();
  const print = options.json === true ? jsonPrinter() : textPrinter(recording.manifest.cwd);
  const folds = options.json === true || options.all === true ? undefined : new EventFolds();
  let lost = false;
  for (let event = list.next(); event !== undefined; event = list.next()) {
    const { cursor } = event;
    if (isRecordedLoss(cursor.kind, cursor.lossCause)) lost = true;
    const text = print(event);
    if (folds === undefined) out.line(text);
    else for (const line of folds.take(event, text)) out.line(line);
    if (out.isBlocked) await out.drained();
  }
  for (const line of folds?.end() ?? []) out.line(line);
  out.flush();
  return conditionOf(recording, lost);
}

type Print = (event: ThreadEvents) => string;

/** What is the same for all events of a site is made once. */
function jsonPrinter(): Print {
  const known = new Map<SiteInfo, string>();
  const siteJson = (site: SiteInfo): string => {
    let json = known.get(site);
    if (json === undefined) {
      const { id, fn, file, line, column } = site;
      json = JSON.stringify({ site: id, fn, file, line, column }).slice(1, -1);
      known.set(site, json);
    }
    return json;
  };
  return ({ cursor, thread, sites }) => {
    const k = cursor.kind;
    const { seq, time } = cursor;
    const what = `{"seq":${String(seq)},"kind":"${kindName(k)}"`;
    const head = `${what},"time":${String(time)},"thread":${String(thread.number)},`;
    if (k === kind.loss) {
      const cause = gapCauseNames[cursor.lossCause]!;
      return `${head}"site":null,"lost":${String(cursor.lostCount)},"cause":"${cause}"}`;
    }
    if (k === kind.task) return `${head}"site":null,${taskJson(cursor)}}`;
    if (k === kind.runtime) {
      const what = JSON.stringify(runtimeEventName(cursor.argument));
      const values = valuesJson(valuesOf(cursor), thread.number);
      return `${head}"site":null,"event":${what},"values":${values}}`;
    }
    let json = head + siteJson(sites.get(cursor.site));
    if (k === kind.level) json += `,${JSON.stringify(levelChange(cursor)).slice(1, -1)}`;
    if (namesActivation(k)) json += `,"activation":${String(cursor.activation)}`;
    const values = cursor.valueCount;
    if (k <= kind.enter8) {
      if (values > 0) json += `,"args":${valuesJson(valuesOf(cursor), thread.number)}`;
    } else if (k === kind.scope) {
      json += `,${scopeJson(cursor)}`;
    } else if (k >= kind.set && k <= kind.mutate) {
      json += `,"values":${valuesJson(valuesOf(cursor), thread.number)}`;
    } else if (values > 0) {
      json += `,"value":${valueJson(cursor.value(0), thread.number)}`;
    }
    return `${json}}`;
  };
}

function valuesOf(cursor: ThreadEvents['cursor']): Value[] {
  const values: Value[] = [];
  for (let index = 0; index < cursor.valueCount; index++) values.push(cursor.value(index));
  return values;
}

type Cursor = ThreadEvents['cursor'];

function taskJson(cursor: Cursor): string {
  const { argument, taskFrom } = cursor;
  const run = taskRunName(argument);
  const from = isByPlace(argument) ? 'wordsBack' : 'asyncId';
  const known = taskFrom === placeNotKnown && isByPlace(argument) ? null : taskFrom;
  return `"run":"${run}","${from}":${String(known)}`;
}

/** Where the run was scheduled is told as a place in the stream. */
function isByPlace(argument: number): boolean {
  return argument !== taskRun.resourceRun && argument !== taskRun.runEnd;
}

function scopeJson({ words, at }: Cursor): string {
  return `"scope":${String(words[at + 1])},"parent":${String(words[at + 2])}`;
}

function scopeText({ words, at }: Cursor): string {
  return ` ${String(words[at + 1])} in ${String(words[at + 2])}`;
}

function taskText(cursor: Cursor): string {
  const { argument, taskFrom } = cursor;
  const name = 'task'.padEnd(10);
  const run = taskRunName(argument);
  if (isByPlace(argument)) return `${name} ${run}`;
  return `${name} ${run} ${String(taskFrom)}`;
}

function levelText(cursor: Cursor): string {
  const { level, cause } = levelChange(cursor);
  return ` to ${level} (${cause})`;
}

/** ` total = 42`, ` {…}.total = 42`, ` then`: what a write or a branch is about. */
function changeText(
  k: number,
  { variable, property, branch }: SiteInfo,
  values: readonly Value[],
  characters: number,
): string | undefined {
  const text = (index: number): string => valueText(values[index], characters);
  switch (k) {
    case kind.write:
      return variable === '' ? undefined : ` ${printable(variable)} = ${text(0)}`;
    case kind.set:
      return property === '' ? undefined : ` ${text(0)}.${printable(property)} = ${text(1)}`;
    case kind.setKey:
      return values.length < 3 ? undefined : ` ${text(0)}[${text(1)}] = ${text(2)}`;
    case kind.branch:
      return ` ${branch}`;
    default:
      return undefined;
  }
}

function textPrinter(cwd: string): Print {
  return ({ cursor, thread, sites }) => {
    const k = cursor.kind;
    const id = `${String(thread.number)}:${String(cursor.seq)}`;
    const head = `${moment(cursor.time).padStart(13)}  ${id.padEnd(9)} `;
    if (k === kind.loss) {
      const cause = gapCauseNames[cursor.lossCause]!;
      const lost = cursor.lostCount === 0 ? 'events' : `${count(cursor.lostCount)} events`;
      return paint.dim(head) + paint.red(`✂ ${lost} lost (${cause})`);
    }
    if (k === kind.task) return paint.dim(`${head}${taskText(cursor)}`);
    if (k === kind.runtime) {
      const [what, values] = [runtimeEventName(cursor.argument), valuesOf(cursor)];
      const name = `${head}${'runtime'.padEnd(10)} `;
      return fitted((characters) => paint.dim(name + runtimeText(what, values, characters)));
    }
    const site = sites.get(cursor.site);
    const name = kindName(k).padEnd(10);
    const scope = k === kind.scope ? scopeText(cursor) : k === kind.level ? levelText(cursor) : '';
    const where = place(site, cwd);
    const isThrow = k === kind.throw || k === kind.throwValue;
    const event = `${isThrow ? paint.red(name) : name} ${paint.bold(printable(site.fn))}`;
    const values = valuesOf(cursor);
    const otherText = (characters: number): string => {
      const texts = values.map((value) => valueText(value, characters)).join(', ');
      return texts === '' ? scope : k <= kind.enter8 ? `(${texts})` : ` ${texts}`;
    };
    return fitted((characters) => {
      const shown = changeText(k, site, values, characters) ?? otherText(characters);
      return `${paint.dim(head)}${event}${shown}  ${paint.dim(where)}`;
    });
  };
}
