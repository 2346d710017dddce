/**
 * What is scheduled through code that is not recorded leads back to the call that asked for it, and
 * what the program keeps in AsyncLocalStorage is as without scope.
 */
import assert from 'node:assert/strict';
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFrames } from '../../loader/runtime/frames.js';
import type { Ring } from '../../loader/runtime/ring.js';
import { calls, node, record, root, type Call } from '../whole/harness.js';

interface LinkedCall extends Call {
  scheduledBy?: string | null;
}

const program = join(root, 'test/fixtures/observe/contexts.mjs');
/** The functions of the program that take an id; each calls `leaf` so often, at last, for it. */
const counts = { direct: 2, chained: 2, arrow: 1, awaited: 1, stored: 1, generated: 1 };
// The engine calls a thenable in the context of who called `awaited`: of `job`.
const more = { generate: 1, together: 3, quick: 1, entered: 1, job: 1 };
/** These are called once more for other ids, all in one run of the event loop. */
const twice = ['direct', 'chained', 'arrow'];

test('calls behind awaits of code that is not recorded lead back to what scheduled them', () => {
  const env = { SCOPE_EXCLUDE: '**/contexts-lib.mjs' };
  const { recording, status, stdout, stderr } = record(program, { env });
  const plain = node([program]);
  assert.deepEqual({ status, stdout, stderr, signal: null }, plain);
  const all = calls(recording) as LinkedCall[];
  const byId = new Map(all.map((call) => [call.id, call]));
  const found = new Map<string, number>();
  for (const leaf of all.filter(({ fn }) => fn === 'leaf')) {
    const maker = makerOf(leaf, byId);
    assert.deepEqual(maker?.args, leaf.args, `${leaf.id} by ${String(maker?.fn)}`);
    found.set(maker!.fn, (found.get(maker!.fn) ?? 0) + 1);
  }
  for (const [fn, count] of Object.entries({ ...counts, ...more })) {
    assert.equal(found.get(fn), count * (twice.includes(fn) ? 100 : 50), fn);
  }
});

test("Node's frames are found where it has some, without a number of an async resource", () => {
  const hasFrames = !('_enable' in AsyncLocalStorage.prototype);
  const before = new AsyncResource('before').asyncId();
  const frames = createFrames({} as Ring);
  assert.equal(new AsyncResource('behind').asyncId(), before + 1);
  assert.equal(frames !== undefined, hasFrames);
});

/** The nearest call above, or that scheduled it, that has an id. */
function makerOf(leaf: LinkedCall, byId: Map<string, LinkedCall>): LinkedCall | undefined {
  let at: LinkedCall | undefined = leaf;
  do {
    const above: string | null = at.scheduledBy ?? at.parent;
    at = above === null ? undefined : byId.get(above);
  } while (at !== undefined && !(at.fn in counts) && !(at.fn in more));
  return at;
}
