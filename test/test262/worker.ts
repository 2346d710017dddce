/**
 * A child process of main.ts: runs the tests it is sent, one after the other, plain and at each
 * level, and says before each which it is, so that a crash has a name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '../../lib/plan/plan.js';
import { readMetadata, type Mode } from './metadata.js';
import { runTest, type Outcome, type Test } from './realm.js';

export interface Job {
  suite: string;
  levels: Level[];
  paths: string[];
}

export type Message =
  | { type: 'start'; path: string }
  | { type: 'result'; path: string; mode: Mode; plain: Outcome; instrumented: Outcome[] }
  | { type: 'done' };

const say = (message: Message): void => void process.send?.(message);

// Tests may leave rejected promises, and throw from cleanup callbacks.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);

process.on('message', (job: Job) => {
  void run(job);
});

async function run({ suite, levels, paths }: Job): Promise<void> {
  for (const path of paths) {
    say({ type: 'start', path });
    const text = readFileSync(join(suite, path), 'utf8');
    const test: Test = { ...readMetadata(text), path: join(suite, path), text };
    for (const mode of test.modes) {
      const plain = await runTest(suite, test, mode, 'off');
      const instrumented: Outcome[] = [];
      for (const level of levels) instrumented.push(await runTest(suite, test, mode, level));
      say({ type: 'result', path, mode, plain, instrumented });
    }
  }
  say({ type: 'done' });
}
