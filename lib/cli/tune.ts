/**
 * `scope tune PID|REC`: records functions of a running program at another level. Writes the
 * recording's control file (lib/plan/orders.ts), which the program's threads look at ten times a
 * second while they run recorded code.
 */
import { chmodSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { ScopeError } from '../errors.js';
import {
  maxOrders,
  orderedLevel,
  orderLevels,
  ordersFile,
  ordersVersion,
  parseOrders,
  type Order,
  type OrderLevel,
} from '../plan/orders.js';
import type { Recording } from '../reader/recording.js';
import { exitCode } from './exit.js';
import { openRecording, outFolder, type JsonOption } from './open.js';
import { Output } from './output.js';
import { plural, printable } from './text.js';

const examples = `
The program must have been started with --tunable on, or with --max-overhead. Patterns: * is
anything within a name, or a part of a path; ** is anything; ? is one character.

Examples:
  scope tune --fn 'parse*' --level calls            the newest recording
  scope tune 4711 --file 'src/cart.js' --level values
  scope tune .scope/monday --fn 'render*' --level plan      back to what the plan says`;

interface Options extends JsonOption {
  fn?: string[];
  file?: string[];
  level: OrderLevel;
}

export function addTune(program: Command): void {
  program
    .command('tune')
    .description('record functions of a running program at another level')
    .argument('[TARGET]', 'a recording, or the id of a recorded process', 'latest')
    .option('--fn <pattern>', 'functions with such names (repeatable)', collect)
    .option('--file <pattern>', 'functions in such files (repeatable)', collect)
    .requiredOption('--level <L>', 'off, calls or values; plan: as the plan says', level)
    .option('--json', 'print JSON: one object')
    .addHelpText('after', examples)
    .action(async (target: string, options: Options) => {
      process.exitCode = await tune(target, options);
    });
}

async function tune(target: string, { fn, file, level, json }: Options): Promise<number> {
  if (fn === undefined && file === undefined) {
    throw new ScopeError('SCOPE_USAGE', 'scope tune: say which functions: --fn, --file or both');
  }
  const pid = /^\d+$/.test(target) ? Number(target) : undefined;
  const recording = openRecording(pid === undefined ? target : recordingOf(pid));
  checkTunable(recording, pid);
  const order: Order = {
    ...(fn === undefined ? {} : { fn }),
    ...(file === undefined ? {} : { file }),
    level,
    ...(pid === undefined ? {} : { pid }),
  };
  const before = ordersOf(recording.path);
  writeOrders(recording.path, [...before.filter((old) => !isSameScope(old, order)), order]);
  const matching = await matchingFunctions(recording, order);
  recording.close();
  const out = new Output();
  if (json === true) out.line(JSON.stringify({ recording: recording.path, functions: matching }));
  else
    out.line(printable(`${plural(matching, 'loaded function')} of ${recording.path} to ${level}`));
  out.flush();
  return exitCode.fine;
}

/** Throws ScopeError where nobody would obey. */
function checkTunable({ path, state, manifest, processes }: Recording, pid?: number): void {
  if (state !== 'running') {
    throw new ScopeError('SCOPE_USAGE', `${path}: the program does not run any more`);
  }
  if (manifest.settings['tunable'] !== 'on') {
    throw new ScopeError(
      'SCOPE_USAGE',
      `${path}: its levels cannot change; start the program with "scope run --tunable on" ` +
        '(SCOPE_TUNABLE=on)',
    );
  }
  if (pid !== undefined && !processes.some((process) => process.pid === pid)) {
    throw new ScopeError('SCOPE_USAGE', `${path}: process ${String(pid)} is not recorded there`);
  }
}

/** The running recording that process `pid` is part of, in the folder of recordings. */
function recordingOf(pid: number): string {
  const out = outFolder();
  let names: string[] = [];
  try {
    names = readdirSync(out);
  } catch {
    // no folder, no recording
  }
  const isOfProcess = new RegExp(`^p${String(pid)}-\\d+$`);
  for (const name of names.filter((one) => one !== 'latest')) {
    const files = entriesOf(join(out, name));
    if (files.includes('incomplete') && files.some((file) => isOfProcess.test(file))) {
      return join(out, name);
    }
  }
  throw new ScopeError('SCOPE_USAGE', `no recording of process ${String(pid)} runs in ${out}`);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Those given so far. What cannot be read is replaced: the program does not obey it either. */
function ordersOf(folder: string): Order[] {
  try {
    return parseOrders(readFileSync(join(folder, ordersFile), 'utf8'));
  } catch {
    return [];
  }
}

function isSameScope(a: Order, b: Order): boolean {
  const scope = ({ fn, file, pid }: Order): string => JSON.stringify([fn, file, pid]);
  return scope(a) === scope(b);
}

/** In one step: who reads meanwhile sees the old file or the new one. */
function writeOrders(folder: string, orders: Order[]): void {
  const text = `${JSON.stringify({ version: ordersVersion, orders: orders.slice(-maxOrders) })}\n`;
  parseOrders(text); // what is refused there is a usage error here
  const fresh = join(folder, `.${ordersFile}.${String(process.pid)}`);
  try {
    writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
    chmodSync(fresh, 0o600);
    renameSync(fresh, join(folder, ordersFile));
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Functions that are loaded and that the order fits. */
async function matchingFunctions(recording: Recording, order: Order): Promise<number> {
  let matching = 0;
  for (const [index, { pid }] of recording.processes.entries()) {
    const sites = await recording.sites(index);
    for (const { firstSite, siteCount, path } of sites.modules) {
      for (let id = firstSite; id < firstSite + siteCount; id++) {
        const { function: owner, fn, isTunable } = sites.get(id);
        if (owner !== id || !isTunable) continue;
        const found = { name: fn, path };
        const where = { pid, folder: recording.manifest.cwd };
        if (orderedLevel([order], found, where) !== undefined) matching++;
      }
    }
  }
  return matching;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function level(text: string): OrderLevel {
  const known = orderLevels.find((name) => name === text);
  if (known !== undefined) return known;
  throw new InvalidArgumentError(`Expected one of ${orderLevels.join(', ')}.`);
}
