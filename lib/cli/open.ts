/** What the commands that read a recording share: the argument, the filters, progress. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { parseEventId } from '../query/moment.js';
import { parseTime } from '../query/time-text.js';
import { openRecordingFiles, type Recording } from '../reader/recording.js';
import { Progress } from './progress.js';

export interface JsonOption {
  json?: boolean;
}

export function addRecordingArgument(command: Command): Command {
  return command
    .argument('[REC]', 'directory of a recording, or its name', defaultRecording())
    .option('--json', 'print JSON: one object, or one a line for lists');
}

export function addFilters(command: Command): Command {
  return addRootFilters(command).option('--threw', 'only what ended by an exception');
}

/** Those that may choose the roots of a tree. */
export function addRootFilters(command: Command): Command {
  return command
    .option('--fn <glob>', 'functions with such names (repeatable)', collect)
    .option('--file <glob>', 'functions in such files (repeatable)', collect)
    .option('--thread <n>', 'only this thread (repeatable)', collectThread)
    .option('--task <id>', 'only what happened under this outermost call', callIdOf)
    .option('--from <time>', 'from this time on: 1.5s, 20ms, 300us or ns', time)
    .option('--to <time>', 'up to this time', time)
    .option('--limit <n>', 'at most so many results', wholeNumber);
}

/** Options that name one moment (lib/query/moment.ts). */
export function addMomentOptions(command: Command): Command {
  return command
    .option('--event <id>', 'just behind this event: thread:seq, or seq on thread 1')
    .option('--call <id>', 'when this call began (ids come from "scope calls")')
    .option('--time <time>', 'at this time: 1.5s, 20ms, 300us or ns', time)
    .option('--line <file:line>', 'when this line was reached; FILE:LINE#3: for the third time');
}

/** `1:4711`, also of `4711`. */
export function callIdOf(text: string): string {
  const id = parseEventId(text);
  if (id === undefined) throw new InvalidArgumentError('Expected thread:number, such as 1:4711.');
  return id.join(':');
}

/** Opens REC: a path, or the name of a recording in the folder of recordings. */
export function openRecording(argument: string): Recording {
  const recording = openRecordingFiles(pathOf(argument));
  recording.watcher = new Progress();
  return recording;
}

/** Whether the text names something that may be opened as REC. */
export function isRecording(argument: string): boolean {
  if (argument === '') return false;
  const path = pathOf(argument);
  return ['manifest.json', 'incomplete'].some((name) => existsSync(join(path, name)));
}

function pathOf(argument: string): string {
  const named = join(outFolder(), argument);
  const isName = !existsSync(argument) && !argument.includes('/') && existsSync(named);
  return isName ? named : argument;
}

export function outFolder(): string {
  const out = process.env['SCOPE_OUT'] ?? '';
  return out === '' ? '.scope' : out;
}

export function defaultRecording(): string {
  return join(outFolder(), 'latest');
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

export function collectThread(value: string, before: number[] = []): number[] {
  return [...before, wholeNumber(value)];
}

export function time(text: string): number {
  const ns = parseTime(text);
  if (ns === undefined)
    throw new InvalidArgumentError('Expected a time such as 1.5s, 20ms, 300us or nanoseconds.');
  return ns;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}
