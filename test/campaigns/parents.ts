/**
 * `npm run parents -- [--requests N]`: so many concurrent requests with mixed awaits, timers,
 * emitters, streams, files and pools, and so many over HTTP, workers and processes. Counts the calls
 * that do not lead back to their own request, and the messages that do not lead to who sent them.
 * Runs under the Node that runs it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPairs, checkParents, type Checked } from '../observe/origins.js';
import { calls, record, root } from '../whole/harness.js';

const { values } = parseArgs({ options: { requests: { type: 'string', default: '1000' } } });

function run(program: string, what: string, check: (recording: string) => Checked): void {
  const file = join(root, 'test/fixtures/observe', program);
  const { recording, status, stdout, stderr } = record(file, { args: [values.requests] });
  if (status !== 0 || stdout !== 'ok\n') throw new Error(`${program} failed: ${stdout}${stderr}`);
  const { count, wrong } = check(recording);
  const right = `${String(count - wrong.length)} of ${String(count)} right`;
  console.log(`node ${process.version}, ${values.requests} requests: ${what}: ${right}`);
  for (const sentence of wrong.slice(0, 10)) console.log(`  ${sentence}`);
  if (wrong.length > 0 || count === 0) process.exitCode = 1;
}

run('concurrent.mjs', 'task parents', (recording) => checkParents(calls(recording)));
run('pairs.mjs', 'messages and requests', checkPairs);
