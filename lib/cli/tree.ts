/**
 * `scope tree REC`: the call tree.
 *
 *   main() src/app.js:3  12.3 ms
 *   ├─ loadUsers(path: "users.json") → Array(3) [..]  1.2 ms
 *   │  └─ parse(text: "…") ✗ SyntaxError: Unexpected token  0.1 ms
 */
import { InvalidArgumentError, type Command } from 'commander';
import { ScopeError } from '../errors.js';
import { Filter, type FilterOptions } from '../query/filter.js';
import { parseEventId } from '../query/moment.js';
import { callTree } from '../query/tree.js';
import type { CallNode, TreeNode, TreeOptions } from '../query/tree-nodes.js';
import { callText, endText } from './call-text.js';
import { callJson, resultOf } from './calls.js';
import { conditionOf } from './exit.js';
import {
  addRecordingArgument,
  addRootFilters,
  callIdOf,
  openRecording,
  wholeNumber,
  type JsonOption,
} from './open.js';
import { Output } from './output.js';
import { count, duration, paint, place, plural, printable } from './text.js';
import { fitted } from './width.js';

const examples = `
Examples:
  scope tree                                everything, at most 1,000 calls
  scope tree --fn handleRequest --depth 3   what each request called, three levels deep
  scope tree --request /users/7             all that a request led to, on every thread
  scope tree --around 1:4711                what ran at an event, and near it
  scope tree --call 1:4711 --limit 50       below one call (ids come from "scope calls")
  scope tree --json | jq '.roots[0].children[].fn'`;

type Options = FilterOptions & JsonOption & TreeOptions & { outside?: true };

export function addTree(program: Command): void {
  const command = program
    .command('tree')
    .description('print the call tree from the roots, a call or a task');
  addRootFilters(addRecordingArgument(command))
    .option('--call <id>', 'the tree below this call', callIdOf)
    .option(
      '--request <n|url>',
      'below the handlers of such requests: a number, or a part of GET /url',
    )
    .option('--around <id>', 'the stack at this event, and what was called near by', eventIdOf)
    .option('--depth <n>', 'levels below a root', wholeNumber)
    .option('--outside', 'of a program that runs tests, also what runs outside of them')
    .option('--no-fold', 'show each of several equal leaf calls')
    .addHelpText('after', examples)
    .action(async (argument: string, options: Options) => {
      process.exitCode = await tree(argument, options);
    });
}

function eventIdOf(text: string): [number, number] {
  const id = parseEventId(text);
  if (id === undefined) throw new InvalidArgumentError('Expected thread:number, such as 1:4711.');
  return id;
}

/** No part of the tree is asked for. */
function isWhole({ call, request, around, task, fn, file, from, to }: Options): boolean {
  return [call, request, around, task, fn, file, from, to].every((part) => part === undefined);
}

async function tree(argument: string, options: Options): Promise<number> {
  const recording = openRecording(argument);
  const isJson = options.json === true;
  const built = await callTree(recording, new Filter(options, recording), {
    ...options,
    fold: !isJson && options.fold !== false,
    tests: !isJson && options.outside !== true && isWhole(options),
  });
  const { call } = options;
  if (call !== undefined && built.roots.length === 0 && options.thread === undefined) {
    throw new ScopeError('SCOPE_USAGE', `tree: ${call} is no call; ids come from "scope calls"`);
  }
  const out = new Output();
  if (isJson) {
    out.line(`{"roots":[${built.roots.map(nodeJson).join(',')}],"hidden":${String(built.hidden)}}`);
  } else {
    const { cwd } = recording.manifest;
    for (const root of built.roots) await printNode(out, root, '', '', cwd);
    if (built.outside > 0) {
      const calls = plural(built.outside, 'outermost call');
      out.line(paint.dim(`${calls} outside of tests (modules, suites) not shown; see --outside`));
    }
    if (built.hidden > 0) {
      out.line(
        paint.dim(`${plural(built.hidden, 'call')} not shown; see --limit, --depth, --call`),
      );
    }
    if (built.roots.length === 0) out.line(paint.dim('no calls'));
  }
  out.flush();
  const lost = built.roots.some((node) => node.type === 'gap' && node.cause !== 'damaged');
  return conditionOf(recording, lost);
}

function nodeJson(node: TreeNode): string {
  if (node.type === 'gap') {
    const { lost, cause, time, thread } = node;
    return JSON.stringify({ kind: 'loss', lost, cause, time, thread: thread.number });
  }
  const call = callJson(node);
  const children = `[${node.children.map(nodeJson).join(',')}]`;
  return `${call.slice(0, -1)},"children":${children},"hidden":${String(node.hidden)}}`;
}

async function printNode(
  out: Output,
  node: TreeNode,
  lead: string,
  below: string,
  cwd: string,
): Promise<void> {
  if (out.isBlocked) await out.drained();
  if (node.type === 'gap') {
    const lost = node.lost === 0 ? 'events' : plural(node.lost, 'event');
    const where = `thread ${String(node.thread.number)}, ${duration(node.time)}`;
    out.line(lead + paint.red(`✂ ${lost} lost here (${node.cause}; ${where})`));
    return;
  }
  out.line(fitted((...room) => lead + nodeText(node, lead === '', cwd, room)));
  const { children, hidden } = node;
  for (const [index, child] of children.entries()) {
    const isLast = index === children.length - 1 && hidden === 0;
    const branch = isLast ? '└─ ' : '├─ ';
    const trunk = isLast ? '   ' : '│  ';
    await printNode(out, child, below + paint.dim(branch), below + paint.dim(trunk), cwd);
  }
  if (hidden > 0) out.line(below + paint.dim(`└─ … ${plural(hidden, 'more call')}`));
}

function nodeText(
  node: CallNode,
  isRoot: boolean,
  cwd: string,
  [characters, last]: [number, number],
): string {
  const { call, site, origin } = node;
  const took = paint.dim(`  ${duration(node.call.end < 0 ? -1 : node.total)}`);
  const where = isRoot ? ` ${paint.dim(place(site, cwd))}` : '';
  const via = !isRoot && origin !== undefined ? paint.dim(`⇢ ${printable(origin.via)} `) : '';
  if (node.count > 1)
    return `${via}${paint.bold(printable(site.fn))} ×${count(node.count)}${where}${took}`;
  const cut = call.isCut ? paint.red(' ✂') : '';
  const end = endText(call, resultOf(call, site), last);
  return `${via}${callText(call, site, characters)}${end}${cut}${where}${took}`;
}
