/**
 * `npm run fuzz -- --iterations 100000 [--seed S]`: damages and forges recordings and reads them.
 * One seed makes one recording: a failure comes again with its seed and `--iterations 1`.
 */
import { parseArgs } from 'node:util';
import { campaign } from './campaign.js';

const { values } = parseArgs({
  options: {
    iterations: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const iterations = Number(values.iterations);
const seed = Number(values.seed);
if (!Number.isSafeInteger(iterations) || !Number.isSafeInteger(seed)) {
  console.error('fuzz: --iterations and --seed are whole numbers');
  process.exit(2);
}

const begin = performance.now();
const every = 5000;
const failures = await campaign({
  iterations,
  seed,
  onFailure({ seed: failed, did, error, folder }) {
    console.log(
      `seed ${String(failed)} (${did})\n  ${String((error as Error).stack)}\n  ${folder}`,
    );
  },
  onRecording(_folder, iteration) {
    if ((iteration + 1) % every !== 0) return;
    const seconds = (performance.now() - begin) / 1000;
    const megabytes = process.memoryUsage().rss / 2 ** 20;
    console.log(
      `${String(iteration + 1)} recordings, ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`,
    );
  },
});
console.log(`${String(failures.length)} of ${String(iterations)} recordings failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
