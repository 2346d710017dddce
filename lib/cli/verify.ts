/** `scope verify REC`: every checksum, every sequence; recorded + lost = emitted, per thread. */
import type { Command } from 'commander';
import { recordedLosses } from '../query/losses.js';
import { verifyRecording, type ThreadVerdict, type Verdict } from '../query/verify.js';
import { exitCode } from './exit.js';
import { addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { Progress } from './progress.js';
import { plainTable, tableText } from './table.js';
import { bytes, count, paint, plural, printable } from './text.js';

const examples = `
Examples:
  scope verify                              check the newest recording
  scope verify .scope/monday --json | jq .ok`;

export function addVerify(program: Command): void {
  addRecordingArgument(
    program.command('verify').description('check every checksum, sequence and account'),
  )
    .addHelpText('after', examples)
    .action(async (argument: string, options: JsonOption) => {
      process.exitCode = await verify(argument, options);
    });
}

async function verify(argument: string, options: JsonOption): Promise<number> {
  const recording = openRecording(argument);
  const progress = new Progress();
  const verdict = await verifyRecording(recording, progress.report);
  progress.done();
  const out = new Output();
  if (options.json === true) out.line(JSON.stringify(toJson(verdict)));
  else printText(out, verdict);
  out.flush();
  if (!verdict.ok) return exitCode.failed;
  return verdict.lost > 0 ? exitCode.lost : exitCode.fine;
}

function toJson(verdict: Verdict): object {
  const { ok, state, blocks, bytes: size, recorded, lost, threads, damage, damageCount } = verdict;
  const emitted = threads.reduce((sum, thread) => sum + thread.emitted, 0);
  return {
    ok,
    state,
    emitted,
    recorded,
    lost,
    blocks,
    bytes: size,
    threads: threads.map(threadJson),
    damage,
    damageCount,
  };
}

function threadJson(verdict: ThreadVerdict): object {
  const { thread, lost } = verdict;
  const { damaged, ...byCause } = lost;
  return {
    thread: thread.number,
    pid: thread.pid,
    id: thread.id,
    kind: thread.kind,
    emitted: verdict.emitted,
    accounted: verdict.isAccounted,
    recorded: verdict.recorded,
    lost: recordedLosses(lost),
    lostByCause: byCause,
    damaged,
    balanced: verdict.balanced,
    enters: verdict.enters,
    ends: verdict.ends,
    open: verdict.open,
    cuts: verdict.cuts,
    anomalies: verdict.anomalies,
    anomalyExamples: verdict.anomalyExamples,
    tornWords: verdict.tornWords,
  };
}

function printText(out: Output, verdict: Verdict): void {
  const table = plainTable({
    head: ['thread', 'emitted', 'recorded', 'lost', 'calls', 'open', 'anomalies', ''],
    aligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const thread of verdict.threads) {
    const isFine = thread.balanced && thread.anomalies === 0;
    table.push([
      printable(`${String(thread.thread.number)} ${thread.thread.name || thread.thread.kind}`),
      count(thread.emitted),
      count(thread.recorded),
      count(recordedLosses(thread.lost)),
      count(thread.enters),
      count(thread.open),
      count(thread.anomalies),
      isFine ? paint.green('ok') : paint.red('wrong'),
    ]);
  }
  if (verdict.threads.length > 0) out.line(tableText(table));
  for (const { file, offset, kind, what } of verdict.damage.slice(0, 20)) {
    out.line(paint.yellow(printable(`${kind}: ${file} at ${String(offset)}: ${what}`)));
  }
  for (const { thread, anomalyExamples } of verdict.threads) {
    for (const example of anomalyExamples) {
      out.line(paint.yellow(`anomaly: thread ${String(thread.number)}, ${example}`));
    }
  }
  const checked = `${plural(verdict.blocks, 'block')}, ${bytes(verdict.bytes)}, ${verdict.state}`;
  const sum = `${count(verdict.recorded)} recorded + ${count(verdict.lost)} lost`;
  out.line(`${verdict.ok ? paint.green('ok') : paint.red('bad')}: ${sum}; ${checked}`);
}
