/**
 * `npm run oracle -- [--programs N] [--seed N]`: the same comparison over many random programs,
 * every second batch of them without a budget to compare objects.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareStates } from './compare.js';

const { values } = parseArgs({
  options: { programs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const programs = Number(values.programs);
const seed = Number(values.seed);
const batch = 20;
let looks = 0;
let variables = 0;
let failed = 0;
let doubted = 0;
let unseen = 0;
for (let at = 0; at < programs; at += batch) {
  const folder = mkdtempSync(join(tmpdir(), 'scope-oracle-'));
  const found = await compareStates(
    folder,
    seed + at,
    Math.min(batch, programs - at),
    at % (2 * batch) !== 0,
  );
  looks += found.looks;
  variables += found.variables;
  failed += found.differences.length;
  doubted += found.doubted;
  unseen += found.unseen;
  for (const difference of found.differences) console.log(difference);
  console.log(
    `${String(at + batch)} programs, ${String(looks)} checkpoints, ${String(failed)} differences`,
  );
  if (found.differences.length === 0) rmSync(folder, { recursive: true });
  else console.log(`kept: ${folder} (seed ${String(seed + at)})`);
}
console.log(
  `${String(variables)} variables compared at ${String(looks)} moments: ${String(failed)} differ, ` +
    `${String(doubted)} more of which the recording says that they may; ` +
    `${String(unseen)} entries of which it says that no look has shown them`,
);
process.exitCode = failed === 0 ? 0 : 1;
