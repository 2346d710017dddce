/**
 * `scope step REC`: an interactive session, forwards and backwards, on a terminal; without one it
 * obeys the commands that it reads from standard input, one a line, and prints after each.
 */
import { createInterface } from 'node:readline';
import { type Command } from 'commander';
import { parseCondition } from '../query/condition.js';
import { ExpressionError } from '../query/expression.js';
import { findMoment, parseEventId, type MomentOptions } from '../query/moment.js';
import { Stepper, type Direction, type Unit } from '../query/stepper.js';
import { conditionOf } from './exit.js';
import { Keys } from './keys.js';
import { addMomentOptions, addRecordingArgument, openRecording } from './open.js';
import { Screen } from './step-screen.js';
import { paint } from './text.js';

const examples = `
Commands (a key on a terminal, a line from a script):
  n N   next / previous line, over calls        s S   next / previous line, into calls
  e E   next / previous event                   o O   to the end / the beginning of this call
  t T   next / previous task
  w W   NAME: next / previous write of a variable
  c C   CONDITION: forth / back to where it begins to hold, such as total == NaN
  g     EVENT: go to an event                   q     leave
Ctrl-C ends a search that takes too long, else the session.

Examples:
  scope step                                from the first event of the newest recording
  scope step --line cart.js:41#2            from the second time that line 41 was reached
  printf 'n\\nn\\nW total\\n' | scope step --call 1:33`;

export function addStep(program: Command): void {
  const command = program.command('step').description('step forwards and backwards in time');
  addMomentOptions(addRecordingArgument(command))
    .addHelpText('after', examples)
    .action(async (argument: string, options: MomentOptions) => {
      process.exitCode = await step(argument, options);
    });
}

async function step(argument: string, options: MomentOptions): Promise<number> {
  const recording = openRecording(argument);
  const { event, call, time, line } = options;
  const isGiven = [event, call, time, line].some((option) => option !== undefined);
  const first = String(recording.threads[0]?.number ?? 1);
  const moment = await findMoment(recording, isGiven ? options : { event: `${first}:0` });
  const isInteractive = process.stdin.isTTY && process.stdout.isTTY;
  const keys = isInteractive ? new Keys(process.stdin) : undefined;
  const stepper = await Stepper.open(recording, moment, { ...(keys && { goesOn: keys.goesOn }) });
  const session = new Session(stepper, recording.manifest.cwd);
  if (keys === undefined) await session.obey();
  else await session.interact(keys);
  return conditionOf(recording, false);
}

const units: Readonly<Record<string, Unit>> = {
  n: 'line',
  s: 'into',
  e: 'event',
  o: 'out',
  t: 'task',
};

/** Commands that need a word behind them, and how they ask for it. */
const questions: Readonly<Record<string, string>> = {
  w: 'variable: ',
  c: 'condition: ',
  g: 'event: ',
};

class Session {
  readonly #stepper: Stepper;
  readonly #screen: Screen;
  #message = '';

  constructor(stepper: Stepper, cwd: string) {
    this.#stepper = stepper;
    this.#screen = new Screen(stepper, cwd);
  }

  async obey(): Promise<void> {
    process.stdout.write(this.#screen.text(80, 40, ''));
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() === 'q') break;
      if (line.trim() === '') continue;
      await this.#run(line.trim());
      process.stdout.write(`\n${this.#screen.text(80, 40, this.#message)}`);
    }
  }

  async interact(keys: Keys): Promise<void> {
    const { stdout } = process;
    stdout.write('\u001b[?1049h\u001b[?25l');
    const leave = (): void => {
      keys.close();
      stdout.write('\u001b[?25h\u001b[?1049l');
    };
    process.once('exit', leave);
    keys.open();
    const draw = (): void => this.#draw();
    stdout.on('resize', draw);
    draw();
    try {
      for (let key = await keys.next(); key !== 'q'; key = await keys.next()) {
        const question = questions[key.toLowerCase()];
        const word = question === undefined ? '' : await keys.ask(question);
        const command = `${key} ${word}`.trim();
        const isStopped = await keys.during(() => this.#run(command));
        if (isStopped) this.#message = paint.yellow(`${command}: stopped`);
        draw();
      }
    } finally {
      stdout.off('resize', draw);
      process.off('exit', leave);
      leave();
    }
  }

  #draw(): void {
    const { columns, rows } = process.stdout;
    const text = this.#screen.text(columns, rows - 1, this.#message);
    process.stdout.write(`\u001b[H\u001b[J${text.trimEnd().replaceAll('\n', '\r\n')}`);
  }

  async #run(line: string): Promise<void> {
    const [command = '', ...words] = line.split(' ');
    const direction: Direction = command === command.toLowerCase() ? 'forth' : 'back';
    const rest = words.join(' ').trim();
    this.#message = '';
    const message = await this.#messageOf(command.toLowerCase(), rest, direction);
    this.#message = message === undefined ? '' : paint.yellow(`${line}: ${message}`);
  }

  /** What is to be said of a command that led nowhere. */
  async #messageOf(
    command: string,
    rest: string,
    direction: Direction,
  ): Promise<string | undefined> {
    try {
      const isDone = await this.#obey(command, rest, direction);
      if (isDone === undefined) return 'not a command; n N s S e E o O t T w W c C g q';
      if (isDone) return undefined;
      return direction === 'forth' ? 'not found behind here' : 'not found before';
    } catch (error) {
      if (error instanceof ExpressionError) return error.message;
      throw error;
    }
  }

  /** Undefined: no command. */
  async #obey(command: string, rest: string, direction: Direction): Promise<boolean | undefined> {
    const unit = units[command];
    if (unit !== undefined) return this.#stepper.move(unit, direction);
    if (command === 'w' && rest !== '') return this.#stepper.toWrite(rest, direction);
    if (command === 'c') {
      return this.#stepper.toCondition(parseCondition(rest), direction);
    }
    if (command !== 'g') return undefined;
    const id = parseEventId(rest);
    if (id === undefined) return undefined;
    this.#stepper.goTo(id[1]);
    return true;
  }
}
