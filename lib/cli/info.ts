/** `scope info REC`: what a recording holds. */
import type { Command } from 'commander';
import { recordingInfo, type ProcessInfo, type RecordingInfo } from '../query/info.js';
import { recordedLosses, type LossCounts } from '../query/losses.js';
import type { Expired } from '../reader/expired.js';
import type { Recording } from '../reader/recording.js';
import { conditionOf } from './exit.js';
import { governedText } from './governed-text.js';
import { addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { plainTable, tableText } from './table.js';
import { Progress } from './progress.js';
import { bytes, count, duration, paint, place, plural, printable } from './text.js';
import { onTerminalCell } from './width.js';

const examples = `
Examples:
  scope info                                the newest recording
  scope info .scope/monday --json | jq .lost`;

export function addInfo(program: Command): void {
  addRecordingArgument(program.command('info').description('print what a recording holds'))
    .addHelpText('after', examples)
    .action(async (argument: string, options: JsonOption) => {
      process.exitCode = await info(argument, options);
    });
}

async function info(argument: string, options: JsonOption): Promise<number> {
  const recording = openRecording(argument);
  const progress = new Progress();
  const result = await recordingInfo(recording, progress.report);
  progress.done();
  const out = new Output();
  if (options.json === true) out.line(JSON.stringify(toJson(recording, result)));
  else printText(out, recording, result);
  out.flush();
  return conditionOf(recording, result.lostCount > 0);
}

function toJson(recording: Recording, result: RecordingInfo): object {
  const { manifest } = recording;
  return {
    path: recording.path,
    name: manifest.name,
    state: result.state,
    ...(recording.stopReason === '' ? {} : { stopReason: recording.stopReason }),
    program: manifest.program,
    argv: manifest.argv,
    cwd: manifest.cwd,
    node: manifest.node,
    platform: manifest.platform,
    startWall: manifest.startWall,
    settings: manifest.settings,
    plan: manifest.plan,
    events: result.events,
    lost: result.lostCount,
    lostByCause: lossesJson(result.lost),
    damaged: result.lost.damaged,
    threads: result.threadCount,
    processes: result.processes.length,
    segments: result.segments,
    bytes: result.bytes,
    bytesPerEvent: Number(result.bytesPerEvent.toFixed(3)),
    duration: result.duration,
    process: result.processes.map(processJson),
    busiest: result.busiest.map(({ site: { fn, file, line, column }, calls }) => {
      return { fn, file, line, column, calls };
    }),
    levelChanges: result.levelChanges,
    redacted: result.redacted,
    uncompared: result.uncompared,
    damage: result.damage,
  };
}

function lossesJson(lost: LossCounts): object {
  const { unknown, dropped, overwritten, stopped, expired } = lost;
  return { dropped, overwritten, stopped, expired, unknown };
}

function processJson({ process, threads, modules }: ProcessInfo): object {
  return {
    pid: process.pid,
    ppid: process.meta.ppid ?? null,
    state: process.state,
    start: process.start,
    argv: process.meta.argv,
    threads: threads.map(({ thread, events, lost }) => ({
      thread: thread.number,
      id: thread.id,
      kind: thread.kind,
      name: thread.name,
      events,
      lost: recordedLosses(lost),
      damaged: lost.damaged,
    })),
    modules: modules.map(({ url, path, format, siteCount, skips }) => ({
      url,
      path,
      format,
      sites: siteCount,
      skips,
    })),
    skips: process.meta.skips,
    expired: expiredJson(process.files.expired),
    notes: process.meta.notes,
    governed: Object.fromEntries(process.meta.governed),
  };
}

function expiredJson({ through, endedThreads, endedEvents }: Expired): object {
  return { segments: through, endedThreads, endedEvents };
}

function printText(out: Output, recording: Recording, result: RecordingInfo): void {
  const { manifest } = recording;
  out.line(`${paint.bold(printable(manifest.name || recording.path))}  ${stateText(recording)}`);
  const program = [manifest.program, ...manifest.argv].join(' ');
  const rows: [string, string][] = [
    ['program', printable(program)],
    ['node', printable(`${manifest.node} ${manifest.platform}`)],
    ['started', printable(manifest.startWall)],
    ['duration', duration(result.duration)],
    ['events', count(result.events)],
    ['lost', lostText(result.lost)],
    ['bytes', `${bytes(result.bytes)}, ${result.bytesPerEvent.toFixed(2)} per event`],
    ['segments', count(result.segments)],
    ['redacted', redactedText(result.redacted)],
    ...uncomparedRows(result),
    ...levelRows(recording, result),
    ...governedRows(recording),
  ];
  const facts = plainTable();
  for (const [name, value] of rows) facts.push([paint.dim(name), value]);
  out.line(tableText(facts));
  printProcesses(out, result);
  printBusiest(out, recording, result);
  printSkips(out, result);
  for (const { file, offset, kind, what } of result.damage.slice(0, 10)) {
    out.line(paint.yellow(printable(`${kind}: ${file} at ${String(offset)}: ${what}`)));
  }
}

function stateText(recording: Recording): string {
  const { state, stopReason } = recording;
  const reason = stopReason === '' ? '' : `, stopped: ${printable(stopReason)}`;
  if (state === 'complete') return paint.green('complete') + paint.yellow(reason);
  return state === 'running' ? paint.cyan('running') : paint.yellow('died, recovered');
}

function lostText(lost: LossCounts): string {
  const causes = Object.entries(lost).filter(([, events]) => events > 0);
  if (causes.length === 0) return '0';
  return paint.red(causes.map(([cause, events]) => `${count(events)} ${cause}`).join(', '));
}

function redactedText(redacted: Record<string, number>): string {
  const rules = Object.entries(redacted)
    .filter(([, texts]) => texts > 0)
    .sort(([, a], [, b]) => b - a);
  if (rules.length === 0) return '0';
  const sum = rules.reduce((all, [, texts]) => all + texts, 0);
  return `${plural(sum, 'text')} (${rules.map(([rule, n]) => `${rule} ${count(n)}`).join(', ')})`;
}

/** Where level `state` had more objects to compare than it has time for. */
function uncomparedRows({ uncompared }: RecordingInfo): [string, string][] {
  return uncompared === 0 ? [] : [['not compared', `${plural(uncompared, 'sight')} of objects`]];
}

/** Only of programs whose levels could change. */
function levelRows({ manifest }: Recording, { levelChanges }: RecordingInfo): [string, string][] {
  const causes = Object.entries(levelChanges).map(([cause, n]) => `${count(n)} ${cause}`);
  if (causes.length === 0 && manifest.settings['tunable'] !== 'on') return [];
  return [['levels', causes.length === 0 ? 'never changed' : `changed: ${causes.join(', ')}`]];
}

function governedRows(recording: Recording): [string, string][] {
  const text = governedText(recording);
  return text === undefined ? [] : [['governed', text]];
}

function printProcesses(out: Output, result: RecordingInfo): void {
  out.line('');
  for (const { process, threads } of result.processes) {
    out.line(`${paint.bold(`process ${String(process.pid)}`)} ${paint.dim(process.state)}`);
    const table = plainTable();
    for (const { thread, events, lost } of threads) {
      const missing = recordedLosses(lost) + lost.damaged;
      table.push([
        `  thread ${String(thread.number)}`,
        printable(thread.name || thread.kind),
        plural(events, 'event'),
        missing === 0 ? '' : paint.red(`${count(missing)} lost`),
      ]);
    }
    if (threads.length > 0) out.line(tableText(table));
    const { endedThreads, endedEvents } = process.files.expired;
    if (endedThreads > 0) {
      const gone = `${plural(endedThreads, 'ended thread')}, ${plural(endedEvents, 'event')}`;
      out.line(paint.dim(`  ${gone} removed by retention`));
    }
  }
}

function printBusiest(out: Output, recording: Recording, result: RecordingInfo): void {
  if (result.busiest.length === 0) return;
  out.line(`\n${paint.bold('busiest functions')}`);
  const table = plainTable({ aligns: ['right', 'left', 'left'] });
  for (const { site, calls } of result.busiest) {
    const where = paint.dim(place(site, recording.manifest.cwd));
    table.push([`  ${count(calls)}`, onTerminalCell(printable(site.fn)), where]);
  }
  out.line(tableText(table));
}

const shownSkips = 10;

function printSkips(out: Output, result: RecordingInfo): void {
  const lines = result.processes.flatMap(({ process, modules }) => [
    ...process.meta.skips.map(({ url, reason }) => `${url}: ${reason}`),
    ...modules.flatMap(({ path, skips }) =>
      skips.map(({ name, line, reason }) => `${path}:${String(line)} ${name}: ${reason}`),
    ),
  ]);
  if (lines.length === 0) return;
  out.line(`\n${paint.bold('not instrumented')}`);
  for (const line of lines.slice(0, shownSkips)) out.line(`  ${printable(line)}`);
  const more = lines.length - shownSkips;
  if (more > 0) out.line(paint.dim(`  … ${count(more)} more (--json shows all)`));
}
