/**
 * `scope why REC`: what led to a call, or to any event.
 *
 *   finish(n: 1, q: 1) → 2  src/shop.mjs:10  1:436
 *   │ called by price(q: 1)
 *   ├─ woken by message 2 from worker 1, sent by
 *   │    onJob(…)  src/shop.mjs:2  2:31
 */
import { InvalidArgumentError, type Command } from 'commander';
import { ScopeError } from '../errors.js';
import { threadIndex } from '../model/index/find-index.js';
import { callsBySeq, endOfCall } from '../query/call-by-id.js';
import { causesOf, isMessage, type Cause, type CauseOptions } from '../query/causes.js';
import type { ListedCall } from '../query/call-list.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { parseEventId } from '../query/moment.js';
import { effectAt, effectOfValue } from '../query/slice/effect.js';
import { sliceOf, type Reason } from '../query/slice/slice.js';
import { callText, endText } from './call-text.js';
import { callJson, resultOf } from './calls.js';
import { conditionOf } from './exit.js';
import { addRecordingArgument, openRecording, wholeNumber, type JsonOption } from './open.js';
import { Output } from './output.js';
import { printSlice, reasonJson } from './slice-text.js';
import { paint, place, plural, printable } from './text.js';
import { fitted } from './width.js';

const examples = `
Examples:
  scope why --call 1:4711               callers, schedulers, messages and requests that led to it
  scope why --call 1:4711 --messages    only the messages, requests and starts, nearest first
  scope why --call 1:4711 --result      how it came to what it returned or threw (level state)
  scope why --event 1:99 --json
  scope why --value 'total == NaN'      how the variable came to this value (level state)
  scope why --value 1:7.price           the last write of a property of object 7`;

interface Options extends JsonOption, CauseOptions {
  call?: [thread: number, seq: number];
  event?: [thread: number, seq: number];
  value?: string;
  messages?: true;
  result?: true;
}

export function addWhy(program: Command): void {
  const command = program.command('why').description('print what led to a call or an event');
  addRecordingArgument(command)
    .option('--call <id>', 'the call (ids come from "scope calls")', threadAndSeq)
    .option('--result', 'of the call, what led to the value that it returned or threw')
    .option('--event <id>', 'the event: thread:seq, or seq on thread 1', threadAndSeq)
    .option('--value <subject>', 'a value: NAME, FILE:LINE:NAME or 1:7.price, "== VALUE" behind it')
    .option('--messages', 'only messages, requests, and starts of threads and processes')
    .option('--limit <n>', 'at most so many moments (default 200)', wholeNumber)
    .addHelpText('after', examples)
    .action(async (argument: string, options: Options) => {
      process.exitCode = await why(argument, options);
    });
}

function threadAndSeq(text: string): [number, number] {
  const id = parseEventId(text);
  if (id === undefined) throw new InvalidArgumentError('Expected thread:number, such as 1:4711.');
  return id;
}

async function why(argument: string, options: Options): Promise<number> {
  const wanted = options.call ?? options.event;
  if (wanted === undefined) {
    if (options.value !== undefined) return whyValue(argument, options.value, options);
    throw new ScopeError('SCOPE_USAGE', 'why: give --call ID, --event ID or --value SUBJECT');
  }
  const recording = openRecording(argument);
  const [number, seq] = wanted;
  const thread = recording.threads.find((candidate) => candidate.number === number);
  if (thread === undefined) {
    throw new ScopeError('SCOPE_USAGE', `why: the recording has no thread ${String(number)}`);
  }
  if (options.result === true) return whyResult(recording, thread, seq, options);
  if (options.event !== undefined && options.messages !== true) {
    const reason = await effectAt(recording, { thread, seq, time: 0 });
    if (reason.site !== undefined && isStateKind(reason))
      return showSlice(recording, reason, options);
  }
  const { effect, messages, hidden } = causesOf(recording, thread, seq, options);
  if (options.call !== undefined) {
    effect.calls.unshift({ ...noCall, seq });
  }
  const calls = await CallTable.of(recording, effect);
  if (options.call !== undefined && calls.get(thread, seq) === undefined) {
    throw new ScopeError('SCOPE_USAGE', `why: ${String(number)}:${String(seq)} is no call`);
  }
  const out = new Output();
  const shown = options.messages === true ? messages : undefined;
  if (options.json === true) out.line(json(effect, messages, hidden, calls));
  else new CausePrinter(out, calls, recording.manifest.cwd).print(effect, shown, hidden);
  out.flush();
  return conditionOf(recording, false);
}

async function whyValue(argument: string, text: string, options: Options): Promise<number> {
  const recording = openRecording(argument);
  return showSlice(recording, await effectOfValue(recording, text), options);
}

async function whyResult(
  recording: Recording,
  thread: RecordedThread,
  seq: number,
  options: Options,
): Promise<number> {
  const end = endOfCall(threadIndex(recording, thread), seq);
  if (options.call === undefined || end === undefined) {
    const id = `${String(thread.number)}:${String(seq)}`;
    const what = options.call === undefined ? '--result goes with --call ID' : `${id} has no end`;
    throw new ScopeError('SCOPE_USAGE', `why: ${what}; "scope calls" lists calls and their ends`);
  }
  return showSlice(recording, await effectAt(recording, { thread, seq: end, time: 0 }), options);
}

/** Writes and branches: their reasons lie in the code, not in who called it. */
function isStateKind({ kind }: Reason): boolean {
  return kind === 'variable' || kind === 'property' || kind === 'branch';
}

async function showSlice(recording: Recording, effect: Reason, options: Options): Promise<number> {
  const slice = await sliceOf(recording, effect, options);
  const out = new Output();
  if (options.json === true) {
    out.line(`{"effect":${reasonJson(slice.effect)},"hidden":${String(slice.hidden)}}`);
  } else printSlice(out, slice, recording.manifest.cwd);
  out.flush();
  return conditionOf(recording, false);
}

const noCall = { site: -1, runSeq: -1, pushedSeq: -1, suspendedSeq: -1, parentSeq: -1 };

/** The calls that are shown, read in one pass over each thread. */
class CallTable {
  readonly #calls = new Map<RecordedThread, Map<number, ListedCall>>();

  static async of(recording: Recording, effect: Cause): Promise<CallTable> {
    const table = new CallTable();
    const seqs = new Map<RecordedThread, Set<number>>();
    for (const { thread, calls } of allCauses(effect)) {
      const set = seqs.get(thread) ?? new Set();
      for (const { seq } of calls) set.add(seq);
      seqs.set(thread, set);
    }
    for (const [thread, set] of seqs) {
      table.#calls.set(thread, await callsBySeq(recording, thread, set));
    }
    return table;
  }

  get(thread: RecordedThread, seq: number): ListedCall | undefined {
    return this.#calls.get(thread)?.get(seq);
  }
}

function allCauses(cause: Cause): Cause[] {
  return [cause, ...cause.causes.flatMap(allCauses)];
}

function json(effect: Cause, messages: Cause[], hidden: number, calls: CallTable): string {
  const causeJson = (cause: Cause, withCauses: boolean): string => {
    const { kind, text, thread, seq } = cause;
    const head = JSON.stringify({ kind, text, thread: thread.number, seq }).slice(0, -1);
    const running = cause.calls
      .map((call) => calls.get(thread, call.seq))
      .filter((call) => call !== undefined)
      .map(callJson);
    const below = cause.causes.map((next) => causeJson(next, true)).join(',');
    return `${head},"calls":[${running.join(',')}]${withCauses ? `,"causes":[${below}]` : ''}}`;
  };
  const list = messages.map((message) => causeJson(message, false)).join(',');
  return `{"effect":${causeJson(effect, true)},"messages":[${list}],"hidden":${String(hidden)}}`;
}

/** Moments in which no recorded code ran tell a person nothing: their causes stand for them. */
function shownCauses(cause: Cause): Cause[] {
  return cause.causes.flatMap((next) =>
    next.calls.length > 0 || isMessage(next.kind) ? [next] : shownCauses(next),
  );
}

/** Node sends some requests when no call runs: the nearest moment before with one. */
function withCalls(cause: Cause): Cause | undefined {
  if (cause.calls.length > 0) return cause;
  for (const next of cause.causes) {
    const found = isMessage(next.kind) ? undefined : withCalls(next);
    if (found !== undefined) return found;
  }
  return undefined;
}

const kindTexts: Readonly<Record<Cause['kind'], string>> = {
  effect: '',
  scheduled: 'scheduled by',
  awaited: 'awaited since',
  woken: 'woken by',
  message: 'sent by',
  request: 'requested by',
  response: 'answered by',
  thread: 'started by',
  process: 'started by',
};

class CausePrinter {
  readonly #out: Output;
  readonly #calls: CallTable;
  readonly #cwd: string;
  readonly #shown = new Set<string>();

  constructor(out: Output, calls: CallTable, cwd: string) {
    this.#out = out;
    this.#calls = calls;
    this.#cwd = cwd;
  }

  print(effect: Cause, messages: Cause[] | undefined, hidden: number): void {
    this.#printCalls(effect, '');
    if (messages !== undefined) for (const message of messages) this.#printHead(message, '', '');
    else this.#printCauses(effect, '');
    if (messages?.length === 0) this.#out.line(paint.dim('no message led to it'));
    if (hidden > 0) {
      this.#out.line(paint.dim(`${plural(hidden, 'more moment')} not shown; see --limit`));
    }
  }

  #printCauses(cause: Cause, lead: string): void {
    const causes = shownCauses(cause);
    for (const [index, next] of causes.entries()) {
      const isLast = index === causes.length - 1;
      this.#printHead(next, lead + paint.dim('← '), lead + '  ');
      // The last way goes on below: a chain of causes stays at the left margin.
      this.#printCauses(next, isLast ? lead : `${lead}${paint.dim('│')} `);
    }
  }

  #printHead(cause: Cause, lead: string, below: string): void {
    const { kind, text } = cause;
    const what = isMessage(kind) ? `${printable(text)}, ` : '';
    const via =
      !isMessage(kind) && text !== '' && text !== 'promise' ? ` (${printable(text)})` : '';
    const head = paint.cyan(what) + kindTexts[kind] + via;
    const nearest = withCalls(cause);
    const first = nearest?.calls[0];
    const known = first && this.#calls.get(nearest.thread, first.seq);
    if (known === undefined) {
      this.#out.line(`${lead}${head} ${paint.dim('code that is not recorded')}`);
      return;
    }
    this.#callLine(`${lead}${head} `, known);
    this.#printCallers(nearest!, below, 1);
  }

  #printCalls(cause: Cause, lead: string): void {
    const first = cause.calls[0];
    const known = first && this.#calls.get(cause.thread, first.seq);
    if (known === undefined) this.#out.line(lead + paint.dim('no recorded call was running'));
    else this.#callLine(lead, known);
    this.#printCallers(cause, lead, 1);
  }

  /** Callers that were shown already are not shown again. */
  #printCallers(cause: Cause, lead: string, from: number): void {
    for (const running of cause.calls.slice(from)) {
      const known = this.#calls.get(cause.thread, running.seq);
      if (known === undefined || this.#shown.has(known.call.id)) continue;
      this.#callLine(`${lead}${paint.dim('called by')} `, known);
    }
  }

  #callLine(lead: string, { call, site, thread }: ListedCall): void {
    const isNew = !this.#shown.has(call.id);
    this.#shown.add(call.id);
    const where = paint.dim(`${place(site, this.#cwd)}  ${call.id}`);
    if (!isNew) {
      this.#out.line(`${lead}${paint.bold(printable(site.fn))}  ${where}`);
      return;
    }
    const name = thread.kind === 'worker' ? paint.dim(`  ${printable(thread.name)}`) : '';
    const result = resultOf(call, site);
    const text = (characters: number, last: number): string =>
      `${callText(call, site, characters)}${endText(call, result, last)}  ${where}${name}`;
    this.#out.line(fitted((...room) => lead + text(...room)));
  }
}
