#!/usr/bin/env node
/**
 * `scope`: the inspector's commands. Each parses, calls and prints; see design.md for the
 * contract.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { setFlagsFromString } from 'node:v8';
import { ScopeError } from '../errors.js';
import { addAt } from './at.js';
import { addCache } from './cache.js';
import { addCalls } from './calls.js';
import { addDag } from './dag.js';
import { addDiff } from './diff.js';
import { addEvents } from './events.js';
import { exitCode } from './exit.js';
import { addHistory } from './history.js';
import { addInfo } from './info.js';
import { addLines } from './lines.js';
import { addPlan } from './plan.js';
import { addRun, run } from './run.js';
import { addSearch } from './search.js';
import { printable } from './text.js';
import { addStep } from './step.js';
import { addTop } from './top.js';
import { addTree } from './tree.js';
import { addTune } from './tune.js';
import { addVerify } from './verify.js';
import { addWhy } from './why.js';

const footer = `
Exit codes: 0 fine, 1 bad recording or failed, 2 wrong usage, 3 fine with recorded losses.`;

function createProgram(): Command {
  const program = new Command('scope')
    .description(
      'Records what a Node.js program does, and shows it: every call, value, throw and await.',
    )
    .version(version())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`scope: ${oneLine(text)}\n`) })
    .showHelpAfterError(false)
    .addHelpText('after', footer);
  const commands = [
    addRun,
    addPlan,
    addInfo,
    addEvents,
    addCalls,
    addTree,
    addTop,
    addTune,
    addAt,
    addStep,
    addHistory,
    addLines,
    addWhy,
    addDag,
    addSearch,
    addDiff,
    addVerify,
    addCache,
  ];
  for (const add of commands) add(program);
  // Subcommands were made before they could inherit these settings from one another.
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

async function main(args: readonly string[]): Promise<void> {
  const program = createProgram();
  if (args.length === 0) {
    program.outputHelp();
    process.exitCode = exitCode.wrongUsage;
    return;
  }
  if (args[0] === 'run') {
    const code = await run(args.slice(1));
    if (code !== undefined) {
      process.exitCode = code;
      return;
    }
  }
  await program.parseAsync(args[0] === 'run' ? ['run', '--help'] : args, { from: 'user' });
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCode.fine : exitCode.wrongUsage;
    return;
  }
  const isOurs = error instanceof ScopeError;
  const isUsage = isOurs && (error.code === 'SCOPE_USAGE' || error.code === 'SCOPE_PLAN');
  process.exitCode = isUsage ? exitCode.wrongUsage : exitCode.failed;
  const isBug = !isOurs && (error as NodeJS.ErrnoException).code === undefined;
  const text = isBug ? String((error as Error).stack) : oneLine((error as Error).message);
  process.stderr.write(`scope: ${text}\n`);
}

function oneLine(text: string): string {
  return printable(
    text
      .trim()
      .replace(/^error: /, '')
      .replaceAll(/\s*\n\s*/g, ' '),
  );
}

function version(): string {
  const path = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

// Whoever asks about a large recording has other things in memory: garbage goes sooner, for a tenth
// of the time.
setFlagsFromString('--heap-growing-percent=20');
main(process.argv.slice(2)).catch(fail);
