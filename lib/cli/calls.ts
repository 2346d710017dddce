/** `scope calls REC`: calls in the order in which they ended, then those that are still open. */
import type { Command } from 'commander';
import { showsValues } from '../plan/plan.js';
import { CallList, type ListedCall } from '../query/call-list.js';
import { Filter, type FilterOptions } from '../query/filter.js';
import { callId, type Call } from '../model/call.js';
import { notCaptured, type Value } from '../reader/value.js';
import type { SiteInfo } from '../reader/sites.js';
import { conditionOf } from './exit.js';
import { addFilters, addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { duration, moment, paint, place } from './text.js';
import { callText, endText } from './call-text.js';
import { valueJson, valuesJson } from './value-json.js';
import { fitted } from './width.js';

const examples = `
Examples:
  scope calls                               all calls of the newest recording
  scope calls --fn 'Cart.*' --threw         calls of Cart's methods that threw
  scope calls --json | jq 'select(.duration > 1e6) | .fn'`;

export function addCalls(program: Command): void {
  const command = program
    .command('calls')
    .description('print every call with its values and times');
  addFilters(addRecordingArgument(command))
    .addHelpText('after', examples)
    .action(async (argument: string, options: FilterOptions & JsonOption) => {
      process.exitCode = await calls(argument, options);
    });
}

async function calls(argument: string, options: FilterOptions & JsonOption): Promise<number> {
  const recording = openRecording(argument);
  const list = await CallList.open(recording, new Filter(options, recording));
  const out = new Output();
  const { cwd } = recording.manifest;
  const isOne = recording.threads.length === 1;
  let listedCount = 0;
  for (const listed of list) {
    listedCount++;
    out.line(options.json === true ? callJson(listed) : callLine(listed, cwd, isOne));
    if (out.isBlocked) await out.drained();
  }
  if (options.json !== true && listedCount === 0) out.line(paint.dim('no such call'));
  out.flush();
  return conditionOf(
    recording,
    list.counts.some(({ counts }) => counts.cuts > 0),
  );
}

const siteJsons = new WeakMap<SiteInfo, string>();

/** One call as JSON; without `returned` and `threw` it had not ended. */
export function callJson({ call, site, thread, origin }: ListedCall): string {
  let where = siteJsons.get(site);
  if (where === undefined) {
    const { fn, file, line, column } = site;
    where = JSON.stringify({ fn, file, line, column }).slice(1, -1);
    siteJsons.set(site, where);
  }
  const parent = call.parentSeq < 0 ? 'null' : `"${call.parent!}"`;
  let json = `{"id":"${call.id}","parent":${parent},"task":"${call.task}",${where}`;
  json += `,"thread":${String(thread.number)},"start":${String(call.start)}`;
  if (origin !== undefined) {
    const { via, callSeq } = origin;
    const by = callSeq < 0 ? null : callId(thread.number, callSeq);
    json += `,"scheduledBy":${JSON.stringify(by)},"via":${JSON.stringify(via)}`;
  }
  const took = call.end < 0 ? 'null' : String(call.duration);
  json += `,"duration":${took},"self":${String(call.self)}`;
  if (call.args !== undefined && showsValues(site.level)) {
    json += `,"args":${valuesJson(call.args, thread.number)}`;
    if (site.parameters.length > 0) json += `,"parameters":${JSON.stringify(site.parameters)}`;
  }
  if (call.outcome === 'returned' || call.outcome === 'threw') {
    json += `,"${call.outcome}":${valueJson(resultOf(call, site), thread.number)}`;
  }
  if (call.isCut) json += ',"cut":true';
  return `${json}}`;
}

/** At `values` a plain leave returns undefined; at `calls` nobody knows what was returned. */
export function resultOf(call: Call, site: SiteInfo): Value {
  if (call.hasResult) return call.result;
  return call.outcome === 'returned' && showsValues(site.level) ? undefined : notCaptured;
}

/** `isOneThread`: of which thread it was need not be said. */
export function callLine(
  { call, site, thread }: ListedCall,
  cwd: string,
  isOneThread: boolean,
): string {
  const id = paint.dim(call.id.padEnd(9));
  const start = paint.dim(moment(call.start).padStart(13));
  const took = (call.end < 0 ? 'open' : duration(call.duration)).padStart(9);
  const of = isOneThread ? '' : `  thread ${String(thread.number)}`;
  const where = paint.dim(`${place(site, cwd)}${of}`);
  const result = resultOf(call, site);
  return fitted((characters, last) => {
    const text = callText(call, site, characters) + endText(call, result, last);
    return `${start}  ${took}  ${id} ${text}  ${where}`;
  });
}
