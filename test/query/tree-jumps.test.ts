/** A tree that jumps over blocks is the one that a pass over all events finds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { Filter, type FilterOptions } from '../../lib/query/filter.js';
import { callTree } from '../../lib/query/tree.js';
import type { TreeNode, TreeOptions } from '../../lib/query/tree-nodes.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { steps, writeSteps, type Step } from '../model/random-thread.js';

function shown(node: TreeNode): unknown {
  if (node.type === 'gap') return [node.time, node.lost, node.cause];
  const { call, origin, children, depth, hidden, count, total } = node;
  const { id, end, self, outcome, isCut, args, result } = call;
  // Of a call that goes on behind the last node, the time in itself is that up to there.
  const told = [id, end, outcome === 'open' ? -1 : self, outcome, isCut, args, result, origin?.via];
  return [told, children.map(shown), depth, hidden, count, total];
}

async function tree(recording: Recording, options: TreeOptions & FilterOptions): Promise<unknown> {
  const found = await callTree(recording, new Filter(options, recording), options);
  return [found.roots.map(shown), found.hidden];
}

const asked = fc.oneof(
  fc.record({ depth: fc.nat(2) }),
  fc.record({ limit: fc.nat(4), fold: fc.boolean() }),
  fc.record({
    fn: fc.subarray(['f1', 'f2', 'f3'], { minLength: 1 }),
    depth: fc.nat(1),
    limit: fc.nat(9),
  }),
  fc.record({ call: fc.nat(40).map((seq) => `1:${String(seq)}`), depth: fc.nat(2) }),
  fc.record({ task: fc.nat(20).map((seq) => `1:${String(seq)}`), limit: fc.nat(9) }),
  fc.record({
    fn: fc.subarray(['f1', 'f2'], { minLength: 1 }),
    from: fc.nat(200),
    fold: fc.constant(true),
  }),
);

/** Each end is that of the call on top: most of what follows lies below something. */
function nested(script: readonly Step[]): Step[] {
  const open: number[] = [];
  return script.map((step) => {
    if (step.letter === '<') {
      const site = open.pop();
      return site === undefined ? { ...step, letter: '$' } : { ...step, site };
    }
    open.push(step.site);
    return { ...step, letter: '>' };
  });
}

const calm = fc
  .array(
    fc.record({
      letter: fc.constantFrom('>', '<'),
      site: fc.integer({ min: 1, max: 4 }),
      activation: fc.nat(3),
      value: fc.constantFrom(1, 'text'),
      cut: fc.constant(true),
    }),
    { minLength: 20, maxLength: 40 },
  )
  .map(nested);

test('whatever is asked, and whatever the thread did', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(steps, calm), asked, async (script, options) => {
      const recording = openRecordingFiles(writeSteps(script));
      const jumps = await tree(recording, { ...options, worthJump: 1 });
      assert.deepEqual(jumps, await tree(recording, { ...options, worthJump: Infinity }));
    }),
    { numRuns: 150, endOnFailure: true },
  );
});
