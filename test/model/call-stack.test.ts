/** The stack discipline: events in, calls out. Each row is a script and the calls it makes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { CallStack, type CallCounts } from '../../lib/model/call-stack.js';
import { CallStream } from '../../lib/model/calls.js';
import type { Call } from '../../lib/model/call.js';
import { kind } from '../../lib/reader/format.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { eventsBlock, writeBlocks } from '../reader/recording-writer.js';
import { WordsWriter } from '../reader/words-writer.js';

/**
 * `>1` enter, `<1` leave, `!1` throw, `@1:7` activation 7, `a1:7` await, `y1:7` yield, `r1:7`
 * resume, `x5` five events lost. Events are 10 ns apart.
 */
function writeScript(script: string): WordsWriter {
  const writer = new WordsWriter().time(0);
  const kinds: Record<string, number> = {
    '<': kind.leave,
    '!': kind.throw,
    '@': kind.activation,
    a: kind.await,
    y: kind.yield,
    r: kind.resume,
  };
  let now = 0;
  for (const step of script.split(' ').filter((text) => text !== '')) {
    const [site = '0', activation] = step.slice(1).split(':');
    const letter = step.charAt(0);
    if (letter === 'x') {
      writer.loss(1, Number(site));
      continue;
    }
    if (letter === '>') writer.enter(Number(site));
    else if (activation === undefined) writer.event(kinds[letter]!, Number(site));
    else writer.event(kinds[letter]!, Number(site), Number(activation));
    writer.time((now += 10));
  }
  return writer;
}

function build(script: string): { calls: Call[]; counts: CallCounts } {
  const recording = openRecordingFiles(writeBlocks(eventsBlock(writeScript(script))));
  const stack = new CallStack(recording.threads[0]!.cursor(), { thread: 1 });
  const stream = new CallStream({ stack, step: () => stack.step() });
  const calls: Call[] = [];
  while (stream.next()) calls.push(stream.call!);
  return { calls, counts: stack.counts };
}

/** `site parent outcome duration self task`, times in steps of 10 ns. */
function describe(call: Call): string {
  const { site, parentSeq, outcome, duration, self, taskSeq, isCut } = call;
  const took = duration < 0 ? '-' : String(duration / 10);
  const parent = parentSeq < 0 ? '-' : String(parentSeq);
  const times = `${took} ${String(self / 10)}`;
  const text = `${String(site)} ${parent} ${outcome} ${times} ${String(taskSeq)}`;
  return isCut ? `${text} cut` : text;
}

const rows: { name: string; script: string; calls: string[]; anomalies?: number }[] = [
  {
    name: 'a call inside a call',
    script: '>1 >2 <2 <1',
    calls: ['2 0 returned 1 1 0', '1 - returned 3 2 0'],
  },
  {
    name: 'an exception that passes two calls',
    script: '>1 >2 !2 !1',
    calls: ['2 0 threw 1 1 0', '1 - threw 3 2 0'],
  },
  {
    name: 'recursion',
    script: '>1 >1 <1 >1 <1 <1',
    calls: ['1 0 returned 1 1 0', '1 0 returned 1 1 0', '1 - returned 5 3 0'],
  },
  {
    name: 'an await: suspended time is not its own',
    script: '>1 @1:7 a1:7 >2 <2 r1:7 <1',
    calls: ['2 - returned 1 1 3', '1 - returned 6 3 0'],
  },
  {
    name: 'the caller goes on while the callee is suspended; the parent stays the caller',
    script: '>1 >2 @2:7 a2:7 <1 r2:7 >3 <3 <2',
    calls: ['1 - returned 4 2 0', '3 1 returned 1 1 0', '2 0 returned 7 4 0'],
  },
  {
    name: 'two interleaved activations of one function',
    script: '>1 @1:7 a1:7 >1 @1:8 a1:8 r1:8 <1 r1:7 <1',
    calls: ['1 - returned 4 3 3', '1 - returned 9 3 0'],
  },
  {
    name: 'an await that goes on at once changes nothing',
    script: '>1 @1:7 r1:7 <1',
    calls: ['1 - returned 3 3 0'],
  },
  {
    name: 'a generator runs under whoever asks it',
    script: '>1 >2 @2:7 y2:7 >3 r2:7 >4 <4 y2:7 <3 r2:7 <2 <1',
    calls: [
      '4 1 returned 1 1 0',
      '3 0 returned 5 2 0',
      '2 0 returned 10 5 0',
      '1 - returned 12 4 0',
    ],
  },
  {
    name: 'calls that have not ended',
    script: '>1 >2 @2:7 a2:7 >3',
    calls: ['1 - open - 2 0', '2 0 open - 2 0', '3 0 open - 0 0'],
  },
  {
    name: 'a missing end is an anomaly; the call around it is found again',
    script: '>1 >2 <1',
    calls: ['2 0 cut - 1 0 cut', '1 - returned 2 1 0'],
    anomalies: 1,
  },
  {
    name: 'an end without a call is an anomaly',
    script: '>1 <2 <1',
    calls: ['1 - returned 2 2 0'],
    anomalies: 1,
  },
  {
    name: 'a suspension that nobody began is an anomaly',
    script: 'a1:9 r1:9 @1:9',
    calls: [],
    anomalies: 3,
  },
  {
    name: 'a loss cuts: what follows has no parent, what was open may still end',
    script: '>1 >2 x5 >3 <3 <2 <1',
    calls: ['3 - returned 1 1 7 cut', '2 0 returned 3 0 0 cut', '1 - returned 5 1 0 cut'],
  },
  {
    name: 'behind a loss, ends of lost calls are no anomalies',
    script: '>1 x5 <9 <1',
    calls: ['1 - returned 2 0 0 cut'],
  },
  {
    name: 'a suspended call is found behind a loss by its activation',
    script: '>1 @1:7 a1:7 x2 r1:7 <1',
    calls: ['1 - returned 4 3 0 cut'],
  },
  {
    name: 'what a loss left open is cut at the end',
    script: '>1 x5',
    calls: ['1 - cut - 0 0 cut'],
  },
];

for (const { name, script, calls, anomalies = 0 } of rows) {
  test(name, () => {
    const built = build(script);
    assert.deepEqual(built.calls.map(describe), calls);
    assert.equal(built.counts.anomalies, anomalies);
  });
}

/** A program: each call makes calls, then returns or throws. */
interface Program {
  site: number;
  calls: readonly Program[];
  throws: boolean;
}

const { program } = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.record({
    site: fc.integer({ min: 1, max: 4 }),
    calls: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'program' },
      fc.constant([]),
      fc.array(tie('program'), { maxLength: 3 }),
    ),
    throws: fc.boolean(),
  }),
}));

test('any nesting gives each call its parent, and self times that add up', () => {
  fc.assert(
    fc.property(program, (root) => {
      const script: string[] = [];
      const parents: string[] = [];
      let seq = 0;
      const run = (call: Program, parent: number): void => {
        const own = seq++;
        script.push(`>${String(call.site)}`);
        for (const inner of call.calls) run(inner, own);
        seq++;
        script.push(`${call.throws ? '!' : '<'}${String(call.site)}`);
        parents.push(`${String(own)}<${String(parent)}`);
      };
      run(root, -1);
      const { calls, counts } = build(script.join(' '));
      assert.deepEqual(
        calls.map((call) => `${String(call.seq)}<${String(call.parentSeq)}`),
        parents,
      );
      assert.equal(
        calls.reduce((sum, call) => sum + call.self, 0),
        calls.at(-1)!.duration,
      );
      assert.deepEqual([counts.anomalies, counts.open], [0, 0]);
    }),
    { numRuns: 150 },
  );
});

test('any events are survived, and every enter gives one call', () => {
  const step = fc
    .tuple(
      fc.constantFrom('>', '<', '!', '@', 'a', 'y', 'r', 'x'),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(3),
    )
    .map(([letter, site, activation]) =>
      '><!x'.includes(letter)
        ? letter + String(site)
        : `${letter}${String(site)}:${String(activation)}`,
    );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { calls, counts } = build(steps.join(' '));
      assert.equal(calls.length, counts.enters);
      assert.equal(new Set(calls.map((call) => call.seq)).size, calls.length);
      for (const call of calls) assert.ok(call.self >= 0);
    }),
    { numRuns: 400 },
  );
});
