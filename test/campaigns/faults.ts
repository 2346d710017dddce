/**
 * `npm run faults -- [kill-points|failing-calls] [NAME]`: dies at every named place of the writer and
 * lets every system call of it fail; see the two files of these names. Needs `npm run build:faults`.
 */
import { runFailingCalls } from './failing-calls.js';
import { runKillPoints } from './kill-points.js';

const [campaign, only] = process.argv.slice(2);
const problems: string[] = [];
if (campaign !== 'failing-calls') problems.push(...runKillPoints(only));
if (campaign !== 'kill-points') problems.push(...(await runFailingCalls(only)));
for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(`faults: ${String(problems.length)} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
