/**
 * The seven graphs: of generated programs, whose edges an interpreter of their plans foretells; of
 * a program with a worker and HTTP; and of any events at all, which never make a cycle.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import fc from '../properties.js';
import { windowDag } from '../../lib/model/dag/dag.js';
import { dagKinds, inCycles, type Dag, type DagNode } from '../../lib/model/dag/graph.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { record, root, scratch } from '../whole/harness.js';
import { steps, writeSteps } from './random-thread.js';

const ways = ['call', 'await', 'timer', 'then', 'tick', 'microtask', 'immediate'] as const;

/** What a function does, one thing behind the other. */
interface Plan {
  steps: readonly { way: (typeof ways)[number]; plan: Plan }[];
}

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.record({
    steps: fc.oneof(
      { maxDepth: 4, depthSize: 'large', depthIdentifier: 'plan' },
      fc.constant([]),
      fc.array(fc.record({ way: fc.constantFrom(...ways), plan: tie('plan') }), {
        minLength: 1,
        maxLength: 4,
      }),
    ),
  }),
}));

const starts: Record<(typeof ways)[number], (name: string) => string> = {
  call: (name) => `${name}();`,
  await: (name) => `await ${name}();`,
  timer: (name) => `setTimeout(${name}, 1);`,
  then: (name) => `Promise.resolve().then(${name});`,
  tick: (name) => `process.nextTick(${name});`,
  microtask: (name) => `queueMicrotask(${name});`,
  immediate: (name) => `setImmediate(${name});`,
};

/** Text of a program, and the edges between parts of its calls that follow from its plans. */
class Interpreter {
  readonly lines: string[] = [];
  readonly edges: string[] = [];
  #names = 0;

  run(given: Plan): string {
    const name = `f${String(this.#names++)}`;
    const body: string[] = [];
    let part = 0;
    for (const step of given.steps) {
      const inner = this.run(step.plan);
      const type = step.way === 'call' || step.way === 'await' ? 'calls' : 'schedules';
      this.edges.push(`${name}#${String(part)} ${type} ${inner}#0`);
      body.push(starts[step.way](inner));
      if (step.way !== 'await') continue;
      this.edges.push(`${name}#${String(part)} resumes ${name}#${String(part + 1)}`);
      part++;
    }
    this.lines.push(`async function ${name}() { ${body.join(' ')} }`);
    return name;
  }
}

/** `f3#1`: the second part of the call of f3. */
function partNames(dag: Dag): Map<string, string> {
  const names = new Map<string, string>();
  const parts = new Map<string, DagNode[]>();
  for (const node of dag.nodes) {
    const list = parts.get(node.call!);
    if (list === undefined) parts.set(node.call!, [node]);
    else list.push(node);
  }
  for (const list of parts.values()) {
    list.sort((a, b) => a.seq - b.seq);
    for (const [index, node] of list.entries()) {
      names.set(node.id, `${node.site!.fn}#${String(index)}`);
    }
  }
  return names;
}

const everything = { from: 0, to: Infinity };

function assertAcyclic(dag: Dag): void {
  assert.deepEqual([...inCycles(dag.nodes, dag.edges)], []);
  assert.equal(dag.contradictions, 0);
}

let generated: Recording;
let expected: string[];

before(() => {
  const interpreter = new Interpreter();
  const names = fc.sample(plan, { numRuns: 60, seed: 7 }).map((given) => interpreter.run(given));
  expected = interpreter.edges;
  const program = join(scratch(), 'generated.mjs');
  const calls = names.map((name) => `${name}();`);
  writeFileSync(program, [...interpreter.lines, ...calls].join('\n'));
  const run = record(program);
  assert.equal(run.status, 0, run.stderr);
  generated = openRecordingFiles(run.recording);
});

test('the code graph of a program has just the edges that its text foretells', async () => {
  assert.ok(expected.length > 200);
  const dag = await windowDag(generated, 'code', everything);
  const names = partNames(dag);
  const edges = dag.edges.map(({ from, to, type }) => {
    return `${names.get(from)!} ${type} ${names.get(to)!}`;
  });
  assert.deepEqual(edges.sort(), [...expected].sort());
});

for (const kind of dagKinds) {
  test(`${kind}: acyclic as a whole, and a window of it is a part of it`, async () => {
    const whole = await windowDag(generated, kind, everything);
    assertAcyclic(whole);
    assert.deepEqual(whole.cuts, []);
    const times = whole.nodes.map(({ time }) => time).sort((a, b) => a - b);
    const edges = new Set(whole.edges.map(({ from, to, type }) => `${from} ${to} ${type}`));
    for (const share of [0.2, 0.5, 0.7]) {
      const from = times[Math.floor(times.length * share)] ?? 0;
      const window = await windowDag(generated, kind, { from, to: from + 2e6 });
      assertAcyclic(window);
      if (!['temporal', 'causality', 'code'].includes(kind)) continue;
      const outside = new Set(window.nodes.filter((n) => n.type === 'outside').map((n) => n.id));
      for (const edge of window.edges) {
        if (outside.has(edge.from)) continue;
        assert.ok(edges.has(`${edge.from} ${edge.to} ${edge.type}`), JSON.stringify(edge));
      }
    }
  });
}

test('any events give graphs without a cycle, in any window', async () => {
  const window = fc.tuple(fc.nat(400), fc.nat(400));
  await fc.assert(
    fc.asyncProperty(steps, window, async (script, [from, length]) => {
      const recording = openRecordingFiles(writeSteps(script));
      for (const kind of dagKinds) {
        const dag = await windowDag(recording, kind, { from, to: from + length });
        assert.deepEqual([...inCycles(dag.nodes, dag.edges)], [], kind);
        const ids = new Set(dag.nodes.map(({ id }) => id));
        for (const edge of dag.edges) assert.ok(ids.has(edge.from) && ids.has(edge.to));
      }
      const all = await windowDag(recording, 'temporal', everything);
      const lost = script.filter(({ letter }) => letter === 'x').length;
      assert.equal(all.cuts.length, lost, 'each loss is a cut');
    }),
    { numRuns: 60 },
  );
});

test('messages and requests join threads, and every way leads on in time', async () => {
  const run = record(join(root, 'test/fixtures/observe/shop.mjs'), { args: ['5'] });
  const recording = openRecordingFiles(run.recording);
  for (const kind of ['temporal', 'process', 'performance', 'causality'] as const) {
    const dag = await windowDag(recording, kind, everything);
    assertAcyclic(dag);
    const count = (type: string): number => dag.edges.filter((edge) => edge.type === type).length;
    const found = [count('message'), count('request'), count('response'), count('thread')];
    assert.deepEqual(found, [10, 5, 5, 1], kind);
  }
  const code = await windowDag(recording, 'code', everything);
  const finish = code.nodes.filter(({ site }) => site?.fn === 'finish').at(-1)!;
  const dag = await windowDag(recording, 'performance', { from: 0, to: finish.end! });
  const critical = dag.nodes.filter(({ isCritical }) => isCritical);
  assert.ok(critical.some(({ type }) => type === 'wait'));
  assert.equal(new Set(critical.map(({ thread }) => thread)).size, 2, 'it passes the worker');
});
