/**
 * Random programs, plain and instrumented at every level.
 *
 *   npm run differential -- [--programs 100000] [--seed N]
 *
 * Prints progress, and for a difference the seed and the shrunk program; exits with 1 then.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkPrograms, type Campaign, type Result } from './campaign.js';

type Message = { type: 'progress'; programs: number } | ({ type: 'result' } & Result);

/** Programs of one process: realms that are gone take some memory along. */
const shareLimit = 5000;
const progressMs = 10_000;

if (process.send) process.once('message', (campaign: Campaign) => void runShare(campaign));
else await runAll();

async function runShare(campaign: Campaign): Promise<void> {
  const say = (message: Message): void => void process.send?.(message);
  let programs = 0;
  const onProgram = (): void => {
    if (++programs % 100 === 0) say({ type: 'progress', programs: 100 });
  };
  say({ type: 'result', ...(await checkPrograms({ ...campaign, onProgram })) });
  process.disconnect();
}

async function runAll(): Promise<void> {
  const { values } = parseArgs({
    options: {
      programs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  const total = Number(values.programs);
  const seed = Number(values.seed);
  const shares: Campaign[] = [];
  for (let done = 0; done < total; done += shareLimit) {
    shares.push({ programs: Math.min(shareLimit, total - done), seed: seed + shares.length });
  }
  console.log(`${total} programs, seed ${seed}, node ${process.version}`);
  const started = Date.now();
  const sum = { programs: 0, compared: 0, failures: 0 };
  const timer = setInterval(() => {
    console.log(`${sum.programs} programs, ${Math.round((Date.now() - started) / 1000)} s`);
  }, progressMs);
  const worker = async (): Promise<void> => {
    for (let share = shares.shift(); share; share = shares.shift()) {
      const { compared, failure } = await inProcess(share, (count) => (sum.programs += count));
      sum.compared += compared;
      if (failure === undefined) continue;
      sum.failures++;
      console.log(`DIFFERENCE ${failure}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  clearInterval(timer);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${sum.compared} of ${total} compile; ${sum.failures} differences, ${seconds} s`);
  process.exitCode = sum.failures === 0 ? 0 : 1;
}

function inProcess(share: Campaign, progress: (programs: number) => void): Promise<Result> {
  return new Promise((settle) => {
    const child = fork(fileURLToPath(import.meta.url));
    child.send(share);
    let result: Result = { compared: 0, failure: undefined };
    child.on('message', (message: Message) => {
      if (message.type === 'progress') progress(message.programs);
      else result = message;
    });
    child.on('exit', (code, signal) => {
      if (code !== 0) result.failure ??= `seed ${share.seed}: ended with ${String(signal ?? code)}`;
      settle(result);
    });
  });
}
