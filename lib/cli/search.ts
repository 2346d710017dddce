/** `scope search REC EXPRESSION`: calls that an expression is true of. */
import type { Command } from 'commander';
import { ScopeError } from '../errors.js';
import { ExpressionError, parseExpression } from '../query/expression.js';
import { searchCalls } from '../query/search.js';
import { callJson, callLine } from './calls.js';
import { conditionOf } from './exit.js';
import {
  defaultRecording,
  isRecording,
  openRecording,
  wholeNumber,
  type JsonOption,
} from './open.js';
import { Output } from './output.js';
import { count, paint, printable } from './text.js';

const examples = `
Expressions compare fields with == != < > <= >= and ~ (a glob, or a part of the text), and are
joined by && || ! and parentheses. A field alone asks whether there is one.
  fn file line column kind     of the function
  value                        any argument or result
  arg0 ... arg7, arg.NAME      one argument
  returned threw outcome       how it ended
  id parent task thread start duration self

Examples:
  scope search .scope/latest 'value == 42 && fn ~ price'
  scope search .scope/latest 'duration > 5ms && !(file ~ node_modules)' --limit 20
  scope search .scope/latest "threw ~ 'no price' || arg.item == unicorn" --json | jq .id`;

type Options = JsonOption & { limit?: number };

export function addSearch(program: Command): void {
  program
    .command('search')
    .description('print the calls of which an expression is true')
    .usage('[options] [REC] <EXPRESSION>')
    .argument('<REC>', 'directory of a recording, or its name (default: the newest)')
    .argument('[EXPRESSION]', 'what shall be true of a call')
    .option('--json', 'print JSON: one object a line')
    .option('--limit <n>', 'at most so many calls', wholeNumber)
    .addHelpText('after', examples)
    .action(async (first: string, second: string | undefined, options: Options) => {
      const isAlone = second === undefined;
      process.exitCode = await (isAlone
        ? search(defaultRecording(), first, options)
        : search(first, second, options));
    });
}

async function search(argument: string, text: string, options: Options): Promise<number> {
  const expression = parseOrPoint(text);
  const recording = openRecording(argument);
  const out = new Output();
  const { cwd } = recording.manifest;
  const isOne = recording.threads.length === 1;
  let found = 0;
  for await (const call of searchCalls(recording, expression, options)) {
    out.line(options.json === true ? callJson(call) : callLine(call, cwd, isOne));
    found++;
    if (out.isBlocked) await out.drained();
  }
  if (options.json !== true && found === 0) out.line(paint.dim('no such call'));
  if (options.limit === found && found > 0 && process.stderr.isTTY) {
    process.stderr.write(`scope: the first ${count(found)}; see --limit\n`);
  }
  out.flush();
  return conditionOf(recording, false);
}

/** The expression, and a mark below the place where it is wrong. */
function parseOrPoint(text: string): ReturnType<typeof parseExpression> {
  try {
    return parseExpression(text);
  } catch (error) {
    if (isRecording(text)) {
      const hint = "give an expression behind it, such as 'value == 42'";
      throw new ScopeError('SCOPE_USAGE', `search: ${text} is a recording; ${hint}`);
    }
    if (error instanceof ExpressionError && process.stderr.isTTY) {
      process.stderr.write(`  ${printable(text)}\n  ${' '.repeat(error.column)}^\n`);
    }
    throw error;
  }
}
