/**
 * Recorded + lost = emitted, for every thread, under every backpressure and both kinds of retention;
 * and what is kept can be read: sites and strings survive the segments that they began in.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { calls, lines, node, record, scope } from './harness.js';

interface Verified {
  ok: boolean;
  lost: number;
  threads: {
    emitted: number;
    accounted: boolean;
    recorded: number;
    lost: number;
    lostByCause: Record<string, number>;
    balanced: boolean;
  }[];
}

const rounds = 400_000;
/**
 * Each thread enters and leaves `step` so many times, and `label` every hundredth time. The values
 * are such that no codec can guess them: otherwise all of it would fit into what is kept. The last
 * call comes when the workers have ended, which may take longer than what is kept.
 */
const program = {
  'main.mjs': `
    import { isMainThread, Worker } from 'node:worker_threads';
    function label(i) { return 'label ' + i % 50; }
    function step(n, i) { return i % 100 === 0 ? label(i) : n; }
    let noise = 1;
    const next = () => (noise = (Math.imul(noise, 1664525) + 1013904223) | 0) >> 8;
    if (isMainThread) {
      new Worker(new URL(import.meta.url));
      new Worker(new URL(import.meta.url));
    }
    for (let i = 0; i < ${String(rounds)}; i++) step(next(), i);
    if (isMainThread) {
      console.log('done');
      process.on('exit', () => step('the last', 0));
    }
  `,
};
const emittedAtLeast = 4 * rounds;

function verify(recording: string): Verified {
  return lines<Verified>(scope('verify', '--json', recording).stdout)[0]!;
}

function checkBooks(t: Test, verified: Verified): void {
  t.equal(verified.ok, true);
  for (const thread of verified.threads) {
    t.match(thread, { accounted: true, balanced: true });
    t.equal(thread.recorded + thread.lost, thread.emitted);
    t.ok(thread.emitted > emittedAtLeast, `${String(thread.emitted)} emitted`);
  }
}

for (const backpressure of ['block', 'spill', 'overwrite', 'drop']) {
  void t.test(`the books balance under ${backpressure}`, (t) => {
    const main = join(t.testdir(program), 'main.mjs');
    const env = { SCOPE_BACKPRESSURE: backpressure };
    const recorded = record(main, { env });
    t.equal(recorded.stdout, node([main]).stdout);
    const verified = verify(recorded.recording);
    checkBooks(t, verified);
    t.equal(verified.threads.length, 3);
    if (backpressure === 'block' || backpressure === 'spill') t.equal(verified.lost, 0);
    t.end();
  });
}

for (const [keep, why] of [
  ['300kB', 'the newest bytes'],
  ['0.1s', 'the newest time'],
] as const) {
  void t.test(`retention keeps ${why}, and the books balance`, (t) => {
    const main = join(t.testdir(program), 'main.mjs');
    const recorded = record(main, { env: { SCOPE_KEEP: keep } });
    t.equal(recorded.stdout, node([main]).stdout);
    const verified = verify(recorded.recording);
    checkBooks(t, verified); // a thread may be gone as a whole, with its end
    const expired = verified.threads.map(({ lostByCause }) => lostByCause['expired'] ?? 0);
    t.ok(Math.max(...expired) > 0, `expired: ${expired.join(', ')}`);
    const [folder] = readdirSync(recorded.recording).filter((name) => name.startsWith('p'));
    t.notOk(readdirSync(join(recorded.recording, folder!)).includes('000001.seg'));
    t.match(scope('info', recorded.recording).stdout, /expired/);
    const last = calls(recorded.recording, '--fn', 'step', '--file', '**/main.mjs').at(-1);
    t.same(last?.args, ['the last', 0], 'its site and its strings are known');
    t.end();
  });
}

void t.test('a wrong retention is told, and the program runs', (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const recorded = record(main, { env: { SCOPE_KEEP: '10 minutes' } });
  t.match(recorded.stderr, /setting keep \(SCOPE_KEEP\): "10 minutes" is no size or time/);
  t.equal(recorded.stdout, 'done\n');
  t.end();
});
