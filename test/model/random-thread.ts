/**
 * Random events of one thread, cut into blocks at random: calls, awaits, tasks, values, losses, and
 * events that fit nothing. For tests that compare two ways of reading them.
 */
import fc from '../properties.js';
import { kind, objectClass, runtimeEvent, taskRun } from '../../lib/reader/format.js';
import {
  functionSites,
  functionsModule,
  makeBlock,
  makeSegment,
  metaBlock,
  wordsBytes,
  writeRecording,
} from '../reader/recording-writer.js';
import { WordsWriter } from '../reader/words-writer.js';

export interface Step {
  letter: string;
  site: number;
  activation: number;
  value: unknown;
  /** Ends the block behind the step. */
  cut: boolean;
  /** Garbage is collected before it. */
  collects?: boolean;
}

const value = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0.5, 1e300, 'a', 'text', 'other text', undefined, null, true),
);

/** Ordinary events are frequent; losses and new generations are rare. */
const letters = '>>>><<<<!@ayrr$%^~*+iwlxg'.split('');

/** Of f1, but what happens there is in no call of it: the value of a field, and a write in it. */
const place = { line: 1, column: 9, start: 0, end: 0, level: 'values' };
const initialiser = { id: 5, ...place, kind: 'initialiser', name: 'f1', function: 0 };
const write = { id: 6, ...place, kind: 'write', name: 'f1', function: 4, variable: 'n' };

export const steps = fc.array(
  fc.record({
    letter: fc.constantFrom(...letters),
    site: fc.integer({ min: 1, max: 4 }),
    activation: fc.nat(3),
    value,
    cut: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

/** The same script, in which ends are those of the call on top: most calls end in order. */
export function inOrder(script: readonly Step[]): Step[] {
  const open: number[] = [];
  return script.map((step) => {
    if (step.letter === '>') open.push(step.site);
    const isEnd = step.letter === '<' || step.letter === '!';
    return isEnd ? { ...step, site: open.pop() ?? step.site } : step;
  });
}

export interface Cut {
  words: number;
  events: number;
  lost: number;
  generations: number;
  time: number;
}

/** Writes a recording of one thread; returns its path. */
export function writeSteps(script: readonly Step[]): string {
  const sites = [...functionSites(4), initialiser, write];
  return writeCut(script, functionsModule(4, 'values', { sites }), writeStep);
}

/** The same of steps that `write` knows how to write, and the module of their sites. */
export function writeCut<Cuttable extends { cut: boolean }>(
  script: readonly Cuttable[],
  module: Buffer,
  write: (writer: WordsWriter, step: Cuttable, number: number, now: Cut) => void,
): string {
  const writer = new WordsWriter().time(0);
  const now: Cut = { words: 0, events: 0, lost: 0, generations: 0, time: 0 };
  const cuts: Cut[] = [];
  for (const [index, step] of script.entries()) {
    // Each block begins with the time in force.
    if (index > 0 && script[index - 1]!.cut) writer.time(now.time);
    write(writer, step, index + 1, now);
    // Events without a time of their own have one between those around them.
    if (index % 3 !== 1) writer.time((now.time += 10));
    now.words = writer.words.length;
    now.events = writer.events;
    if (step.cut || index === script.length - 1) cuts.push({ ...now });
  }
  let from: Cut = { words: 0, events: 0, lost: 0, generations: 0, time: 0 };
  const blocks = cuts.map((to, chunkSeq) => {
    const block = makeBlock(wordsBytes(writer.words.slice(from.words, to.words)), {
      eventCount: to.events - from.events,
      firstSeq: from.events + from.lost,
      lostBefore: from.lost,
      generation: from.generations,
      timeFirst: from.time,
      timeLast: to.time,
      chunkSeq,
    });
    from = to;
    return block;
  });
  const start = metaBlock({ type: 'process', pid: 4711, ppid: 1, startTime: '0' });
  const segment = makeSegment([start, module, ...blocks]);
  return writeRecording({ files: { '000001.seg': segment } });
}

function writeStep(writer: WordsWriter, step: Step, number: number, now: Cut): void {
  const { letter, site, activation, value: given } = step;
  if (step.collects === true) {
    const words = ['scavenge', 0.25 + number, 0.125].map((word) => writer.value(word));
    writer.event(kind.runtime, runtimeEvent.collected | (3 << 8), ...words);
  }
  switch (letter) {
    case '>':
      writer.enter(site, [given, { word: writer.plain(number, { n: number, given }) }]);
      break;
    case '<':
      writer.leaveValue(site, given);
      break;
    case '!':
      writer.throwValue(site, { word: writer.object(number, objectClass.error, 'Error') });
      break;
    case '@':
      writer.event(kind.activation, site, activation);
      break;
    case 'a':
      writer.event(kind.await, site, activation);
      break;
    case 'y':
      writer.event(kind.yield, site, activation);
      break;
    case 'r':
      writer.event(kind.resume, site, activation);
      break;
    case '$':
      // As many words back as the value tells: perhaps none that are there.
      writer.event(
        kind.task,
        number % 2 === 0 ? taskRun.promiseRun : taskRun.contextRun,
        1 + activation * 7,
      );
      break;
    case '%':
      writer.event(kind.task, taskRun.resourceRun, number - activation * 2);
      break;
    case '^':
      writer.event(kind.task, taskRun.runEnd, number);
      break;
    case '~': {
      const words = [writer.value(number), writer.value('Timeout')];
      writer.event(kind.runtime, runtimeEvent.taskInit | (2 << 8), ...words);
      break;
    }
    case '*':
    case '+': {
      const type = letter === '*' ? runtimeEvent.messageSent : runtimeEvent.messageReceived;
      const words = [1, 1, site].map((word) => writer.value(word));
      writer.event(kind.runtime, type | (3 << 8), ...words);
      break;
    }
    case 'i':
      writer.event(kind.scope, initialiser.id, 0, 0);
      break;
    case 'w':
      writer.event(kind.write, write.id, writer.value(given));
      break;
    case 'l':
      writer.event(kind.level, site, activation, 0);
      break;
    case 'x':
      writer.loss(1, site);
      now.lost += site;
      break;
    default:
      writer.generation();
      now.generations++;
  }
}
