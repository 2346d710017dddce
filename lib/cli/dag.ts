/**
 * `scope dag KIND REC`: a window of a recording as one of the seven graphs.
 *
 *   scope dag code --call 1:4711 --format dot | dot -Tsvg > calls.svg
 */
import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { windowDag } from '../model/dag/dag.js';
import { dagKinds, type Dag, type DagKind } from '../model/dag/graph.js';
import type { Window } from '../model/dag/window.js';
import { dagWindow, onlyBelow, type WindowOptions } from '../query/dag-window.js';
import { dagDot, dagJson, dagMermaid } from './dag-formats.js';
import { printDag } from './dag-text.js';
import { conditionOf } from './exit.js';
import {
  addRecordingArgument,
  collectThread,
  openRecording,
  time,
  wholeNumber,
  type JsonOption,
} from './open.js';
import { Output } from './output.js';

const examples = `
Examples:
  scope dag code --call 1:4711                    what a call called, awaited and scheduled
  scope dag temporal --around 1:4711 --span 1ms   what happened around an event, on all threads
  scope dag process --format mermaid              threads, tasks and messages of the whole run
  scope dag performance --from 20ms --to 25ms --json | jq '.nodes[] | select(.critical)'`;

/** Nodes that a person is shown who asks for no number. */
const maxShownNodes = 1000;

const formats = ['text', 'json', 'dot', 'mermaid'] as const;

interface Options extends JsonOption, WindowOptions {
  format: (typeof formats)[number];
  thread?: number[];
  limit?: number;
}

export function addDag(program: Command): void {
  const command = program
    .command('dag')
    .description('print a window as a graph of causes')
    .addArgument(new Argument('<KIND>', 'what the graph shows').choices(dagKinds));
  addRecordingArgument(command)
    .option('--from <time>', 'from this time on: 1.5s, 20ms, 300us or ns', time)
    .option('--to <time>', 'up to this time', time)
    .option('--around <id>', 'around this event: thread:seq, or seq on thread 1', eventId)
    .option('--span <time>', 'how much around it (default 1ms)', time)
    .option('--call <id>', 'while this call was open; of `code`, only what came of it', eventId)
    .option('--thread <n>', 'only this thread (repeatable)', collectThread)
    .option(
      '--limit <n>',
      'at most so many events of each thread (default 20000; as text their first 1000 nodes)',
      wholeNumber,
    )
    .addOption(new Option('--format <f>', 'how').choices(formats).default('text'))
    .addHelpText('after', examples)
    .action(async (kind: DagKind, argument: string, options: Options) => {
      process.exitCode = await dag(kind, argument, options);
    });
}

function eventId(text: string): [number, number] {
  const match = /^(?:(\d{1,9}):)?(\d{1,15})$/.exec(text);
  if (match === null) throw new InvalidArgumentError('Expected thread:number, such as 1:4711.');
  return [Number(match[1] ?? 1), Number(match[2])];
}

async function dag(kind: DagKind, argument: string, options: Options): Promise<number> {
  const recording = openRecording(argument);
  const window: Window = dagWindow(recording, options);
  const { limit, thread: threads } = options;
  let graph: Dag = await windowDag(recording, kind, window, { limit, threads });
  if (kind === 'code' && options.call !== undefined) graph = onlyBelow(graph, options.call);
  const out = new Output();
  const format = options.json === true ? 'json' : options.format;
  if (format === 'json') out.line(dagJson(graph));
  else if (format === 'dot') for (const line of dagDot(graph)) out.line(line);
  else if (format === 'mermaid') for (const line of dagMermaid(graph)) out.line(line);
  else await printDag(out, graph, recording, limit === undefined ? maxShownNodes : Infinity);
  out.flush();
  return conditionOf(recording, graph.cuts.length > 0);
}
