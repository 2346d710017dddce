/** How fast events reach the disk, and how fast they come back: both sides of a segment. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kind, openRecording, type Recording } from '../lib/index.js';
import { median, recorded, root, run, withScratch } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const rounds = 5;
const drainedEvents = 100_000_000;
const tsc = join(root, 'node_modules/typescript/lib/tsc.js');
const project = join(root, 'bench/programs/project');

export const drain: Benchmark = {
  name: 'drain',
  what: 'events per second to the disk (one thread, one-word events) and back from it (tsc)',
  run: async () => {
    const rows = withScratch(writing);
    const out = mkdtempSync(join(tmpdir(), 'scope-bench-read-'));
    rows.push(...(await reading(out)));
    rmSync(out, { recursive: true, force: true });
    return rows;
  },
};

function writing(out: string): Row[] {
  const program = join(root, 'bench/programs/drain.mjs');
  const speeds = Array.from({ length: rounds }, (_, round) => {
    const variant = recorded('drain', out, {
      SCOPE_NAME: `drain-${String(round)}`,
    });
    const { stdout } = run(variant, program, [String(drainedEvents)]);
    return (JSON.parse(stdout) as { eventsPerSecond: number }).eventsPerSecond;
  });
  return [{ ...row('write', 'calls', median(speeds)), must: 50, aim: 150 }];
}

async function reading(out: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const level of ['calls', 'values'] as const) {
    const variant = recorded(level, out, {
      SCOPE_INCLUDE: '**',
      SCOPE_LEVEL: level,
    });
    run(variant, tsc, ['-p', project]);
    const recording = await openRecording(join(out, level));
    const speeds = Array.from({ length: rounds }, () => {
      const start = process.hrtime.bigint();
      const events = countEvents(recording);
      return events / (Number(process.hrtime.bigint() - start) / 1e9);
    });
    rows.push({ ...row('read', level, median(speeds)), must: 20, aim: 100 });
  }
  return rows;
}

/** The pass that every query makes: each event's kind, site and sequence. */
export function countEvents(recording: Recording): number {
  let events = 0;
  for (const thread of recording.threads) {
    const cursor = thread.cursor({ values: false });
    while (cursor.next()) if (cursor.kind !== kind.loss) events++;
  }
  return events;
}

function row(metric: string, variant: string, speed: number): Row {
  return {
    benchmark: 'drain',
    variant,
    metric,
    value: speed / 1e6,
    unit: 'M/s',
    higher: true,
  };
}
