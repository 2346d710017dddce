/** `scope top REC`: the functions in which the time went. */
import { Option, type Command } from 'commander';
import { Filter, type FilterOptions } from '../query/filter.js';
import { loopLoads } from '../query/loop-load.js';
import { printCriticalPath, printLoads, printTasks } from './top-tasks.js';
import { topFunctions, topOrders, type FunctionTime, type TopOrder } from '../query/top.js';
import { conditionOf } from './exit.js';
import { addFilters, addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { plainTable, tableText } from './table.js';
import { count, duration, paint, place, printable } from './text.js';
import { onTerminalCell } from './width.js';

const defaultLimit = 20;

const examples = `
Examples:
  scope top                              the 20 functions with the most time of their own
  scope top --by total --file 'src/**'   ... with the most time under them, suspensions included
  scope top --by waiting                 ... that were suspended longest
  scope top --tasks                      timers, promises and the like: runs, time, waiting
  scope top --request /users/7           what a request waited for, from its end to its begin
  scope top --by threw --json | jq .fn   one object a line`;

type Options = FilterOptions & JsonOption & { by: TopOrder; tasks?: true; request?: string };

export function addTop(program: Command): void {
  const command = program.command('top').description('print the functions that took the time');
  addFilters(addRecordingArgument(command))
    .addOption(new Option('--by <order>', 'what to sort by').choices(topOrders).default('self'))
    .option('--tasks', 'types of tasks (timers, promises ...) instead of functions')
    .option('--request <n|url>', 'the critical path of a request: a number, or a part of GET /url')
    .addHelpText('after', examples)
    .action(async (argument: string, options: Options) => {
      process.exitCode = await top(argument, options);
    });
}

async function top(argument: string, options: Options): Promise<number> {
  const recording = openRecording(argument);
  const filter = new Filter({ limit: defaultLimit, ...options }, recording);
  if (options.tasks === true) return printTasks(recording, filter, options.json === true);
  if (options.request !== undefined) {
    return printCriticalPath(recording, options.request, options.json === true);
  }
  const { rows, isCut } = await topFunctions(recording, filter, options.by);
  const out = new Output();
  if (options.json === true) for (const row of rows) out.line(JSON.stringify(rowJson(row)));
  else {
    printTable(out, rows, recording.manifest.cwd);
    printLoads(out, loopLoads(recording, filter));
  }
  out.flush();
  return conditionOf(recording, isCut);
}

function rowJson({ site, ...figures }: FunctionTime): object {
  const { fn, file, line, column } = site;
  return { fn, file, line, column, ...figures };
}

function printTable(out: Output, rows: FunctionTime[], cwd: string): void {
  const right = 'right' as const;
  const columns: { head: string; cell: (row: FunctionTime) => string }[] = [
    { head: 'self', cell: ({ self }) => duration(self) },
    { head: 'total', cell: ({ total }) => duration(total) },
    { head: 'waiting', cell: ({ waiting }) => (waiting === 0 ? '' : duration(waiting)) },
    { head: 'calls', cell: ({ calls }) => count(calls) },
    { head: 'threw', cell: ({ threw }) => (threw === 0 ? '' : paint.red(count(threw))) },
    { head: 'longest', cell: ({ longest }) => duration(longest) },
  ];
  // What no function did is no column.
  const shown = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const table = plainTable({
    head: [...shown.map(({ head }) => head), 'function', 'where'],
    aligns: [...shown.map(() => right), 'left', 'left'],
  });
  for (const row of rows) {
    const { site } = row;
    const names = [paint.bold(onTerminalCell(printable(site.fn))), paint.dim(place(site, cwd))];
    table.push([...shown.map(({ cell }) => cell(row)), ...names]);
  }
  out.line(rows.length === 0 ? paint.dim('no calls') : tableText(table));
}
