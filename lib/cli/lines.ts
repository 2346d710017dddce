/**
 * `scope lines REC`: which lines ran and how often, for modules recorded at level `state`.
 *
 *        3  if (rows.length > 0) {
 *        2    total += rows[0].price;
 *        ·  } else {
 *        0    total = NaN;
 */
import type { Command } from 'commander';
import { executedLines, type ExecutedModule } from '../query/executed.js';
import { isFile } from '../query/moment.js';
import { conditionOf } from './exit.js';
import { addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { count, paint, printable, shortPath } from './text.js';

const examples = `
Examples:
  scope lines                       how much of each module ran
  scope lines --file cart.js        its text, with how often each line ran
  scope lines --json | jq 'select(.count == 0)'`;

interface Options extends JsonOption {
  file?: string;
}

export function addLines(program: Command): void {
  const command = program.command('lines').description('print which lines ran (level state)');
  addRecordingArgument(command)
    .option('--file <path>', 'only this file, with its text')
    .addHelpText('after', examples)
    .action(async (argument: string, options: Options) => {
      process.exitCode = await lines(argument, options);
    });
}

async function lines(argument: string, { file, json }: Options): Promise<number> {
  const recording = openRecording(argument);
  const out = new Output();
  const accepts = (path: string): boolean => file === undefined || isFile(path, file);
  let shown = 0;
  for (const process of recording.processes.keys()) {
    for (const module of await executedLines(recording, process, accepts)) {
      shown++;
      if (json === true) printJson(out, module);
      else if (file === undefined) printSummary(out, module, recording.manifest.cwd);
      else printText(out, module);
    }
  }
  if (shown === 0 && json !== true) {
    const what = file === undefined ? 'no module was' : `${printable(file)} was not`;
    out.line(paint.dim(`${what} recorded at level state; record with "scope run --level state"`));
  }
  out.flush();
  return conditionOf(recording, false);
}

function printJson(out: Output, { module, lines: counts }: ExecutedModule): void {
  for (const [index, ran] of counts.entries()) {
    if (ran === undefined) continue;
    out.line(JSON.stringify({ file: module.path, line: index + 1, count: ran }));
  }
}

function printSummary(out: Output, { module, lines: counts }: ExecutedModule, cwd: string): void {
  const known = counts.filter((ran) => ran !== undefined);
  const ran = known.filter((times) => times > 0).length;
  const share = known.length === 0 ? 100 : Math.floor((100 * ran) / known.length);
  const path = printable(shortPath(module.path, cwd));
  const counted = paint.dim(`${count(ran)} of ${count(known.length)} lines`);
  out.line(`${String(share).padStart(4)} %  ${path}  ${counted}`);
}

function printText(out: Output, { module, lines: counts }: ExecutedModule): void {
  for (const [index, text] of module.source().split('\n').entries()) {
    const ran = counts[index];
    const times = ran === undefined ? '·' : count(ran);
    const line = `${times.padStart(9)}  ${printable(text.replaceAll('\t', '  ').trimEnd())}`;
    out.line(ran === 0 ? paint.red(line) : line);
  }
}
