/** A run of the fuzzer: many seeds, each one damaged or forged recording, read in every way. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { damaged } from './damage.js';
import { FilesOnDisk, type Files } from './files.js';
import { forged } from './forge.js';
import { compare, readEverything, readOrRefuse, type Reading } from './oracle.js';
import { Random } from './random.js';
import { allSpecimens } from './specimens.js';

/** Most CPU time that one small recording may take to read, in ms; it takes about five. */
const maxMs = 10_000;

export interface Failure {
  seed: number;
  did: string;
  error: unknown;
  /** Copy of the recording that failed. */
  folder: string;
}

export interface CampaignOptions {
  iterations: number;
  seed: number;
  /** Told of each recording, as it lies in a folder; for what looks at some of them. */
  onRecording?: (folder: string, iteration: number) => void;
  /** Told of each failure when it comes. */
  onFailure?: (failure: Failure) => void;
}

interface Known {
  name: string;
  files: Files;
  reading: Reading;
  disk: FilesOnDisk;
}

export async function campaign(options: CampaignOptions): Promise<Failure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'scope-fuzz-'));
  const { specimens, other } = await allSpecimens();
  const known: Known[] = [];
  for (const { name, files } of specimens) {
    const disk = new FilesOnDisk(join(scratch, name));
    disk.write(files);
    known.push({ name, files, disk, reading: await readEverything(disk.folder) });
  }
  const failures: Failure[] = [];
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const seed = options.seed + iteration;
    const specimen = known[seed % known.length]!;
    const failure = await runOne(specimen, other, seed);
    if (failure !== undefined) {
      failures.push(failure);
      options.onFailure?.(failure);
    }
    options.onRecording?.(specimen.disk.folder, iteration);
  }
  rmSync(scratch, { recursive: true });
  return failures;
}

async function runOne(specimen: Known, other: Files, seed: number): Promise<Failure | undefined> {
  const random = new Random(seed);
  const isDamage = random.chance(0.5);
  const { files, did } = isDamage
    ? damaged(specimen.files, random, other)
    : forged(specimen.files, random);
  specimen.disk.write(files);
  const begin = process.cpuUsage();
  try {
    const reading = await readOrRefuse(specimen.disk.folder);
    if (isDamage && reading !== undefined) compare(specimen.reading, reading);
    const { user, system } = process.cpuUsage(begin);
    const ms = (user + system) / 1000;
    if (ms > maxMs) throw new Error(`it took ${String(Math.round(ms))} ms to read`);
    return undefined;
  } catch (error) {
    const folder = mkdtempSync(join(tmpdir(), `scope-fuzz-${String(seed)}-`));
    cpSync(specimen.disk.folder, folder, { recursive: true });
    return { seed, did: `${specimen.name}: ${did}`, error, folder };
  }
}
