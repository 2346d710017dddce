/**
 * `scope at REC`: the whole program state at one moment.
 *
 *   1:4711  write total  20.114 ms
 *   thread 1 (main)
 *     total  src/cart.js:41  1:4650
 *       items = Array(2) [{…}, {…}]
 *       sum   = 12                       written at src/cart.js:39 (1:4702)
 */
import { type Command } from 'commander';
import type { Frame, Variable } from '../model/state.js';
import { stateAt, type FrameAt, type ProgramAt, type ThreadAt } from '../query/at.js';
import { findMoment, type MomentOptions } from '../query/moment.js';
import { doubtAbout } from '../model/doubts.js';
import { isObject } from '../model/object-states.js';
import type { Value } from '../reader/value.js';
import { conditionOf } from './exit.js';
import { kindName } from '../reader/kind-names.js';
import { addMomentOptions, addRecordingArgument, openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { moment, paint, place, plural, printable, valueText } from './text.js';
import { valueJson } from './value-json.js';
import { fitted, onTerminal } from './width.js';

const examples = `
Examples:
  scope at --event 1:4711            stack, variables and objects just behind this event
  scope at --line cart.js:41#3       when line 41 was reached for the third time
  scope at --call 1:33 --json        arguments and all that the call could see when it began
  scope at --time 20ms`;

/** Levels of an object that are shown inside a variable. */
const shownDepth = 2;
/** What is inside the entries of an object with more of them does not fit on its line. */
const maxInside = 64;
/** Objects listed below the frames of a thread. */
const maxObjects = 12;
/** Objects that are read where these are to be listed. */
const maxRead = 200;

export function addAt(program: Command): void {
  const command = program.command('at').description('print the whole program state at a moment');
  addMomentOptions(addRecordingArgument(command))
    .addHelpText('after', examples)
    .action(async (argument: string, options: MomentOptions & JsonOption) => {
      process.exitCode = await at(argument, options);
    });
}

async function at(argument: string, options: MomentOptions & JsonOption): Promise<number> {
  const recording = openRecording(argument);
  const found = await findMoment(recording, options);
  // To read ten thousand, of which twelve are listed, takes half a minute in a large recording.
  const program = await stateAt(
    recording,
    found,
    options.json === true ? {} : { objects: maxRead },
  );
  const out = new Output();
  if (options.json === true) {
    for (const part of programJson(program)) {
      out.write(part);
      if (out.isBlocked) await out.drained();
    }
  } else new StatePrinter(out, recording.manifest.cwd).print(program);
  out.flush();
  return conditionOf(recording, false);
}

/** One object, in parts: that of a large program has a hundred megabytes. */
function* programJson(program: ProgramAt): Generator<string, void, undefined> {
  const { thread, seq, time } = program.moment;
  const head = { event: `${String(thread.number)}:${String(seq)}`, time };
  yield `${JSON.stringify(head).slice(0, -1)},"threads":[`;
  for (const [index, at] of program.threads.entries()) {
    if (index > 0) yield ',';
    yield* threadJson(at);
  }
  const sent = program.messages.map(({ link, to }) => ({
    kind: link.kind,
    text: link.text,
    from: `${String(link.thread.number)}:${String(link.signal.seq)}`,
    to: to.number,
  }));
  yield `],"messages":${JSON.stringify(sent)}}\n`;
}

function* threadJson(at: ThreadAt): Generator<string, void, undefined> {
  const { thread, seq, frames, tasks, objects, doubts, hiddenObjects, site } = at;
  const number = thread.number;
  const head = {
    thread: number,
    name: thread.name,
    event: `${String(number)}:${String(seq)}`,
    kind: kindName(at.kind),
    line: site?.line ?? null,
    hiddenObjects,
  };
  yield JSON.stringify(head).slice(0, -1);
  yield* listJson('frames', frames, (frame) => frameJson(frame, at));
  yield* listJson('tasks', tasks, (frame) => frameJson(frame, at));
  yield* listJson('objects', objects.values(), (object) => {
    const json = valueJson(object, number);
    const about = doubts.get(object.id);
    return about
      ? `${json.slice(0, -1)},"doubts":${JSON.stringify(Object.fromEntries(about))}}`
      : json;
  });
  yield '}';
}

function* listJson<Item>(
  name: string,
  items: Iterable<Item>,
  json: (item: Item) => string,
): Generator<string, void, undefined> {
  yield `,"${name}":[`;
  let comma = '';
  for (const item of items) {
    yield comma + json(item);
    comma = ',';
  }
  yield ']';
}

function frameJson(
  { frame, site, place: reached, variables, unknown }: FrameAt,
  { sites, thread: { number: n } }: ThreadAt,
): string {
  const { fn, file, parameters } = site;
  const head = { id: frame.call?.id ?? null, fn, file, line: reached.line, column: reached.column };
  const isArgument = (variable: Variable): boolean =>
    variable.scope === site.id && parameters.includes(variable.name);
  const list = (chosen: Variable[]): string =>
    `[${chosen.map((variable) => variableJson(variable, { site, sites }, n)).join(',')}]`;
  const args = list(variables.filter(isArgument));
  const locals = list(variables.filter((variable) => !isArgument(variable)));
  const rest = `"args":${args},"locals":${locals},"unknown":${JSON.stringify(unknown)}`;
  return `${JSON.stringify(head).slice(0, -1)},${rest}}`;
}

function variableJson(
  variable: Variable,
  { site, sites }: Pick<FrameAt, 'site'> & Pick<ThreadAt, 'sites'>,
  n: number,
): string {
  const { name, value, seq, scope } = variable;
  const doubt = doubtAbout(variable, sites);
  const where = scope < 0 ? 'module' : scope === site.id ? 'function' : 'scope';
  const head = { name, scope: where, event: `${String(n)}:${String(seq)}` };
  const rest = doubt === '' ? '' : `,"doubt":${JSON.stringify(doubt)}`;
  return `${JSON.stringify(head).slice(0, -1)},"value":${valueJson(value, n)}${rest}}`;
}

class StatePrinter {
  readonly #out: Output;
  readonly #cwd: string;
  /** Variables around the frames so far: each is shown, or counted, once. */
  readonly #around = new Set<Variable>();

  constructor(out: Output, cwd: string) {
    this.#out = out;
    this.#cwd = cwd;
  }

  print(program: ProgramAt): void {
    const { threads, messages } = program;
    const { thread, seq, time } = program.moment;
    const id = `${String(thread.number)}:${String(seq)}`;
    const first = threads[0];
    const what = first === undefined ? '' : `  ${eventText(first)}`;
    this.#out.line(`${paint.bold(id)}${what}  ${paint.dim(moment(time))}`);
    for (const one of threads) this.#printThread(one);
    for (const { link, to } of messages) {
      const from = `${String(link.thread.number)}:${String(link.signal.seq)}`;
      const way = paint.dim(`sent at ${from}, not yet at thread ${String(to.number)}`);
      this.#out.line(`${paint.cyan(printable(link.text))}  ${way}`);
    }
  }

  #printThread(at: ThreadAt): void {
    const { thread, frames, tasks, hiddenObjects } = at;
    const name = thread.name === '' ? '' : ` (${printable(thread.name)})`;
    const idle = frames.length === 0 ? paint.dim('  no recorded call was running') : '';
    this.#out.line(`${paint.cyan(`thread ${String(thread.number)}`)}${name}${idle}`);
    const shown = [...frames, ...tasks].map((one, index): ShownFrame => ({
      ...one,
      ...worthShowing(one.variables, one.frame, at, this.#around),
      lead: index < frames.length ? '' : paint.yellow('waiting  '),
    }));
    // One by one, each frame's objects would read their blocks again.
    const values = shown.flatMap((one) => one.shown.map(({ value }) => value));
    at.state.objects.prepareInside(values, shownDepth, maxInside);
    for (const frame of shown) this.#printFrame(frame, at);
    this.#printObjects(at);
    if (hiddenObjects > 0) {
      this.#out.line(paint.dim(`  at least ${plural(hiddenObjects, 'more object')}; see --json`));
    }
  }

  /** Ids are what "scope history" asks for. */
  #printObjects({ thread, objects, state, doubts }: ThreadAt): void {
    const shown = [...objects.values()].filter((object) => object.entries !== undefined);
    for (const { id } of shown.slice(0, maxObjects)) {
      const value = state.objects.value(id, 1);
      const head = paint.dim(`object ${String(thread.number)}:${String(id)}`);
      this.#out.line(fitted((characters) => `  ${head}  ${valueText(value, characters)}`));
      for (const [key, doubt] of doubts.get(id) ?? []) {
        this.#out.line(paint.dim(`    ${printable(key)}: ${doubt}`));
      }
    }
    const hidden = shown.length - maxObjects;
    if (hidden > 0) this.#out.line(paint.dim(`  and ${plural(hidden, 'object')}; see --json`));
  }

  #printFrame(one: ShownFrame, at: ThreadAt): void {
    const { frame, site, place: reached, unknown, shown, hidden, lead } = one;
    const where = paint.dim(`${place(reached, this.#cwd)}  ${frame.call?.id ?? ''}`);
    this.#out.line(onTerminal(`  ${lead}${paint.bold(printable(site.fn))}  ${where}`));
    const width = Math.min(24, Math.max(0, ...shown.map(({ name }) => name.length)));
    for (const variable of shown) {
      const { name, value, seq } = variable;
      const resolved = this.#resolve(value, at);
      const written = at.sites.get(variable.site);
      const thread = String(at.thread.number);
      const since = `${place(written, this.#cwd)}  ${thread}:${String(seq)}`;
      const id = isObject(value) ? `  object ${thread}:${String(value.id)}` : '';
      const doubt = doubtAbout(variable, at.sites);
      const about = since + id + (doubt === '' ? '' : `  (${doubt})`);
      const head = `    ${printable(name).padEnd(width)} = `;
      this.#out.line(
        fitted((characters) => `${head}${valueText(resolved, characters)}  ${paint.dim(about)}`),
      );
    }
    if (hidden > 0) {
      const more = plural(hidden, 'variable');
      this.#out.line(paint.dim(`    and ${more} of the scopes around; see --json`));
    }
    if (unknown !== '') this.#out.line(paint.dim(`    (${unknown})`));
  }

  #resolve(value: Value, { state }: ThreadAt): Value {
    return isObject(value) ? state.objects.resolve(value, shownDepth, maxInside) : value;
  }
}

/** Variables of the scopes around a function that are shown: those that were written last. */
const maxAround = 12;

interface ShownFrame extends FrameAt {
  shown: Variable[];
  /** Variables of the scopes around that are not shown. */
  hidden: number;
  lead: string;
}

/** Its own variables first; of those around no functions, which are mostly declarations. */
function worthShowing(
  variables: readonly Variable[],
  { call }: Frame,
  { sites }: ThreadAt,
  seen: Set<Variable>,
): { shown: Variable[]; hidden: number } {
  const isOwn = ({ scope }: Variable): boolean =>
    scope >= 0 && (call === undefined || sites.get(scope).function === call.site);
  const own = variables.filter(isOwn);
  const around = variables.filter((variable) => !isOwn(variable) && !seen.has(variable));
  for (const variable of around) seen.add(variable);
  const written = around.filter(({ value }) => !isFunction(value)).slice(-maxAround);
  return { shown: [...own, ...written], hidden: around.length - written.length };
}

function isFunction(value: Value): boolean {
  return isObject(value) && value.class === 'function';
}

function eventText({ kind: k, site }: ThreadAt): string {
  if (site === undefined) return kindName(k);
  const { variable, property, fn } = site;
  const what = variable === '' ? (property === '' ? fn : `.${property}`) : variable;
  return `${kindName(k)} ${printable(what)}`;
}
