/**
 * `scope diff A B`: where two runs of a program first differ.
 *
 *   312 calls are the same
 *   main() > handle(url: URL)
 *   A: priceOf(item: "apple") → 120  src/prices.js:9  1:41
 *   B: priceOf(item: "apple") ✗ UnknownItemError: no price  src/prices.js:9  1:41
 */
import type { Command } from 'commander';
import { positionsAt } from '../model/positions.js';
import { callsBySeq } from '../query/call-by-id.js';
import type { ListedCall } from '../query/call-list.js';
import { diffRecordings, type Diff, type DiffSide, type Divergence } from '../query/diff.js';
import { stateDifferences, type StateDifference } from '../query/diff-state.js';
import { firstDifference, type ValueDifference } from '../query/value-shape.js';
import type { Recording } from '../reader/recording.js';
import { callText, endText } from './call-text.js';
import { callJson, resultOf } from './calls.js';
import { conditionOf, exitCode } from './exit.js';
import { openRecording, type JsonOption } from './open.js';
import { Output } from './output.js';
import { moment, paint, place, plural, printable, valueText } from './text.js';
import { valueJson } from './value-json.js';
import { fitted, lineWidth } from './width.js';
import type { Value } from '../reader/value.js';

const examples = `
Calls are aligned by what made or scheduled them, so tasks may take turns in another order.

Examples:
  scope diff .scope/good .scope/bad             the first call that differs, and how
  scope diff monday tuesday --no-values         ... by which calls were made only
  scope diff monday tuesday --json | jq .equal`;

type Options = JsonOption & { values: boolean };

export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('print where two recordings of a program first differ')
    .argument('<A>', 'directory of a recording, or its name')
    .argument('<B>', 'the other one')
    .option('--json', 'print JSON: one object')
    .option('--no-values', 'compare calls and how they ended, without arguments and results')
    .addHelpText('after', examples)
    .action(async (a: string, b: string, options: Options) => {
      process.exitCode = await diff(a, b, options);
    });
}

/** A side with what a person wants to see of it. */
interface Shown {
  side: DiffSide;
  call: ListedCall | undefined;
  /** Calls around it, the outermost first. */
  path: ListedCall[];
}

async function diff(nameA: string, nameB: string, options: Options): Promise<number> {
  const a = openRecording(nameA);
  const b = openRecording(nameB);
  const found = await diffRecordings(a, b, options);
  const shownA = await show(a, found.divergence?.a);
  const shownB = await show(b, found.divergence?.b);
  const held = await heldThere({ recording: a, found }, { recording: b, found });
  const out = new Output();
  if (options.json === true) out.line(json(found, shownA, shownB, held));
  else {
    print(out, found, { shown: shownA, recording: a }, { shown: shownB, recording: b });
    printHeld(out, held, found.divergence);
  }
  out.flush();
  const codes = [conditionOf(a, found.isCut), conditionOf(b, found.isCut)];
  return codes.includes(exitCode.failed) ? exitCode.failed : Math.max(...codes);
}

/** What the frames held at the divergence, where both sides have one. */
async function heldThere(a: Compared, b: Compared): Promise<StateDifference[]> {
  const { divergence } = a.found;
  if (divergence?.a === undefined || divergence.b === undefined) return [];
  return stateDifferences(
    { recording: a.recording, side: divergence.a },
    { recording: b.recording, side: divergence.b },
  );
}

interface Compared {
  recording: Recording;
  found: Diff;
}

async function show(recording: Recording, side: DiffSide | undefined): Promise<Shown | undefined> {
  if (side === undefined) return undefined;
  const { thread, seq } = side;
  if (seq === undefined) return { side, call: undefined, path: [] };
  const seqs = positionsAt(recording, thread, [seq])
    .get(seq)!
    .calls.map((call) => call.seq);
  const calls = await callsBySeq(recording, thread, new Set([...seqs, seq]));
  const path = seqs.map((at) => calls.get(at)).filter((call) => call !== undefined);
  return { side, call: calls.get(seq), path };
}

function json(
  found: Diff,
  a: Shown | undefined,
  b: Shown | undefined,
  held: readonly StateDifference[],
): string {
  const { divergence, equalCalls, isCut, isUnbounded } = found;
  const equal = divergence === undefined && !isUnbounded;
  const head = JSON.stringify({ equal, equalCalls, cut: isCut, unbounded: isUnbounded });
  if (divergence === undefined) return `${head.slice(0, -1)},"divergence":null}`;
  const what = JSON.stringify(divergence.what);
  const sides = `"a":${sideJson(a)},"b":${sideJson(b)}`;
  const state = held.map((one) => heldJson(one, divergence)).join(',');
  return `${head.slice(0, -1)},"divergence":{"what":${what},${sides}},"state":[${state}]}`;
}

function heldJson(one: StateDifference, at: Divergence): string {
  const { fn, path, a, b } = one;
  const [eventA, eventB] = eventsOf(one, at);
  const head = JSON.stringify({ fn, path, eventA, eventB }).slice(0, -1);
  const values = [valueJson(a, at.a!.thread.number), valueJson(b, at.b!.thread.number)];
  return `${head},"a":${values[0]!},"b":${values[1]!}}`;
}

/** Where the variable was written on each side. */
function eventsOf({ seqA, seqB }: StateDifference, { a, b }: Divergence): [string, string] {
  return [
    `${String(a!.thread.number)}:${String(seqA)}`,
    `${String(b!.thread.number)}:${String(seqB)}`,
  ];
}

function printHeld(
  out: Output,
  held: readonly StateDifference[],
  at: Divergence | undefined,
): void {
  if (held.length === 0 || at === undefined) return;
  out.line('variables there:');
  for (const one of held) {
    const { fn, path, a, b } = one;
    const [eventA, eventB] = eventsOf(one, at);
    const name = `${printable(fn)}  ${paint.bold(printable(path.join('.')))}`;
    const written = paint.dim(`written at A ${eventA}, B ${eventB}`);
    out.line(
      fitted((characters) => {
        return `  ${name}: ${unequalText(a, b, characters)}  ${written}`;
      }),
    );
  }
}

function sideJson(shown: Shown | undefined): string {
  if (shown === undefined) return 'null';
  const { side, call, path } = shown;
  const head = JSON.stringify({ thread: side.thread.number, time: side.time }).slice(0, -1);
  const calls = path.map(callJson).join(',');
  return `${head},"call":${call === undefined ? 'null' : callJson(call)},"path":[${calls}]}`;
}

interface Printed {
  shown: Shown | undefined;
  recording: Recording;
}

const sentences: Readonly<Record<Divergence['what'], string>> = {
  arguments: 'called with other arguments',
  result: 'ended in another way',
  call: 'called in one of them only',
  end: 'ended in one of them only',
  thread: 'a thread of one of them only',
};

function print(out: Output, found: Diff, a: Printed, b: Printed): void {
  const { divergence, equalCalls } = found;
  out.line(`${plural(equalCalls, 'call')} ${equalCalls === 1 ? 'is' : 'are'} the same`);
  if (found.isCut) out.line(paint.yellow('events are missing: only what is left was compared'));
  if (found.isUnbounded) out.line(paint.yellow('the runs are too far apart to compare to the end'));
  if (divergence === undefined) {
    if (!found.isUnbounded) out.line(paint.green('no difference'));
    return;
  }
  const [path] = [a, b].filter(({ shown }) => shown !== undefined);
  for (const [depth, { call, site }] of (path?.shown?.path ?? []).entries()) {
    const lead = depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `;
    const where = paint.dim(place(site, path!.recording.manifest.cwd));
    out.line(
      fitted((characters) => `${paint.dim(lead)}${callText(call, site, characters)}  ${where}`),
    );
  }
  out.line(paint.red(`✗ ${sentences[divergence.what]}:`));
  out.line(`${paint.cyan('A')} ${sideText(a)}`);
  out.line(`${paint.cyan('B')} ${sideText(b)}`);
  const difference = differenceOf(a.shown?.call, b.shown?.call);
  if (difference === undefined) return;
  const { path: names } = difference;
  const name = printable(names.join('.'));
  const head = paint.dim(`${name}:`);
  const { a: was, b: is } = difference;
  out.line(fitted((characters) => `${head} ${unequalText(was, is, characters)}`));
}

/** Where arguments or results differ, in words. */
function differenceOf(
  a: ListedCall | undefined,
  b: ListedCall | undefined,
): ValueDifference | undefined {
  if (a === undefined || b === undefined) return undefined;
  const count = Math.max(a.call.args?.length ?? 0, b.call.args?.length ?? 0);
  for (let index = 0; index < count; index++) {
    const name = a.site.parameters[index] ?? `argument ${String(index)}`;
    const found = firstDifference(a.call.args?.[index], b.call.args?.[index], [name]);
    if (found !== undefined) return found;
  }
  return firstDifference(resultOf(a.call, a.site), resultOf(b.call, b.site), ['result']);
}

/** `A ` before it. */
const sideColumns = 2;

function sideText({ shown, recording }: Printed): string {
  if (shown === undefined) return paint.dim('nothing of the kind');
  const { call, side } = shown;
  if (call === undefined) return `thread ${String(side.thread.number)} ${side.thread.name}`;
  const result = resultOf(call.call, call.site);
  const where = `${place(call.site, recording.manifest.cwd)}  ${call.call.id}`;
  return fitted((characters) => {
    const text = callText(call.call, call.site, characters);
    const end = endText(call.call, result, characters);
    return `${text}${end}  ${paint.dim(`${where}  ${moment(side.time)}`)}`;
  }, lineWidth - sideColumns);
}

/** Texts that begin alike are shown from where they no longer do. */
function unequalText(a: Value, b: Value, characters: number): string {
  const from = typeof a === 'string' && typeof b === 'string' ? commonLength(a, b) : 0;
  if (from < characters / 2) return `${valueText(a, characters)} ≠ ${valueText(b, characters)}`;
  const tail = (value: Value): string =>
    `…${(value as string).slice(Math.max(0, from - shownBefore))}`;
  return `${valueText(tail(a), characters)} ≠ ${valueText(tail(b), characters)}`;
}

/** Of two texts, characters that are shown before they differ. */
const shownBefore = 8;

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
