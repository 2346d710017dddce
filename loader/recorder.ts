/**
 * Starts the recording of this process, or joins this worker to it: settings, plan, addon, probes,
 * hooks. Throws ScopeError; register.ts turns that into "as if scope were not there".
 */
import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import { binding, type Binding } from '../lib/binding.js';
import { openCacheFolder, pruneDaily } from '../lib/cache-folder.js';
import { readConfig, readPlan, type Config } from '../lib/config.js';
import { ScopeError } from '../lib/errors.js';
import { hashPlan, type Plan } from '../lib/plan/plan.js';
import { shareCompileCache } from './compile-cache.js';
import { installGuise } from './guise/guise.js';
import { createRecall } from './guise/recall.js';
import { GuestTexts } from './guise/texts.js';
import { cleanArguments, cleanText, learnEnvironment } from './redaction/program.js';
import { createRedaction, type Redaction } from './redaction/redaction.js';
import { installHooks } from './hooks.js';
import { observe } from './observe/observe.js';
import { createInstrument, note } from './instrument.js';
import { requireOwn } from './require-own.js';
import { installProbes } from './runtime/install.js';
import { createProbes } from './runtime/probes.js';
import { createStateProbes } from './runtime/state-probes.js';
import { openRing, type Ring } from './runtime/ring.js';
import { createValueEncoder } from './runtime/value.js';
import type { StartedTuning } from './tuning/start.js';

export interface Recorder {
  config: Config;
  native: Binding;
}

export function startRecorder(): Recorder {
  const config = readConfig(process.env, process.cwd());
  const plan = readPlan(config);
  const native = binding();
  const recording = recordingOf(config);
  const redaction = createRedaction(sharedMemory(native, recording), plan.redact);
  if (native.status().state === 'idle') {
    learnEnvironment(redaction, process.env);
    startProcess(recording, config, plan, native, redaction);
  }

  const producer = native.attach(
    isMainThread ? 'main' : 'worker',
    isMainThread ? 'main' : `worker ${String(threadId)}`,
  );
  const plainRing = openRing(producer, native.turn);
  const tuning = openTuning(config, plainRing, native);
  const ring = tuning?.ring ?? plainRing;
  const encoder = createValueEncoder(ring, redaction);
  const stateProbes = createStateProbes(ring, encoder);
  const probes = createProbes(ring, encoder, native.stamp);
  installProbes({ ...probes, ...stateProbes }, tuning?.probes(encoder, probes));

  const cache = openCache(config.cache, native);
  const options = { plan, root: config.root, cache, tunable: config.tunable };
  const texts = new GuestTexts(createRecall(options));
  const disguise = installGuise(texts, native);
  const instrument = createInstrument(options, native, {
    remember: (text) => texts.add(text),
    tune: (path, firstSite, roster) => tuning?.tuning.add(path, firstSite, roster),
  });
  installHooks({ instrument, native, disguise });
  if (cache !== '') shareCompileCache(join(cache, 'v8'), disguise);
  if (config.observe) observe({ ring, encoder, native, disguise });
  return { config, native };
}

/** Undefined where the settings do not ask for levels that can change. */
function openTuning(config: Config, ring: Ring, native: Binding): StartedTuning | undefined {
  const { tunable, maxOverhead } = config;
  if (!tunable) return undefined;
  const { startTuning } = requireOwn(
    import.meta.url,
    './tuning/start.js',
  ) as typeof import('./tuning/start.js');
  return startTuning({ ring, native, maxOverhead, folder: process.cwd(), pid: process.pid });
}

/** Asked for first, so that an engine in which nothing can be recorded says so here. */
function sharedMemory(native: Binding, recording: string): ArrayBuffer {
  try {
    return native.secrets(recording);
  } catch (error) {
    throw new ScopeError('SCOPE_RECORDER', (error as Error).message, { cause: error });
  }
}

/** The folder, or an empty text where there is none that can be used. */
function openCache(folder: string, native: Binding): string {
  if (folder === '') return '';
  try {
    openCacheFolder(folder);
    if (isMainThread) pruneDaily(folder);
    return folder;
  } catch (error) {
    note(native, { type: 'note', text: `no cache: ${(error as Error).message}` });
    return '';
  }
}

/** That of the process which started it, or a new one. */
function recordingOf(config: Config): string {
  const name = config.name === '' ? defaultName() : config.name;
  return process.env['SCOPE_RECORDING'] ?? join(config.out, name);
}

function startProcess(
  recording: string,
  config: Config,
  plan: Plan,
  native: Binding,
  redaction: Redaction,
): void {
  try {
    mkdirSync(dirname(recording), { recursive: true, mode: 0o700 });
    native.start({
      recording,
      manifest: JSON.stringify(manifest(basename(recording), config, plan, redaction)),
      backpressure: config.backpressure,
      keepBytes: config.keep.bytes,
      keepMs: config.keep.ms,
      exactClock: config.clock === 'exact',
    });
  } catch (error) {
    throw new ScopeError('SCOPE_RECORDER', (error as Error).message, { cause: error });
  }
  linkLatest(recording);
  note(native, {
    type: 'program',
    argv: cleanArguments(redaction, process.argv),
    execArgv: cleanArguments(redaction, process.execArgv),
    cwd: cleanText(redaction, process.cwd()),
    node: process.version,
  });
  for (const name of plan.redact?.allow ?? []) {
    note(native, { type: 'note', text: `the plan allows values called ${name} to be recorded` });
  }
}

function manifest(name: string, config: Config, plan: Plan, redaction: Redaction): object {
  return {
    format: 1,
    name,
    program: cleanText(redaction, process.argv[1] ?? ''),
    argv: cleanArguments(redaction, process.argv.slice(2)),
    cwd: cleanText(redaction, process.cwd()),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    startWall: new Date().toISOString(),
    startTime: String(process.hrtime.bigint()),
    settings: settingsOf(config),
    plan: hashPlan(plan),
  };
}

function settingsOf({ level, clock, backpressure, tunable, maxOverhead }: Config): object {
  const governed = maxOverhead === 0 ? {} : { maxOverhead: `${String(maxOverhead * 100)}%` };
  return { level, clock, backpressure, ...(tunable ? { tunable: 'on' } : {}), ...governed };
}

/** `20261123-194512-app-4711` */
function defaultName(): string {
  const now = new Date().toISOString().replaceAll(/[-:]/g, '');
  const program = basename(process.argv[1] ?? 'node').replace(/\.[^.]*$/, '');
  const safe = program.replaceAll(/[^\w.-]/g, '_').slice(0, 40) || 'node';
  return `${now.slice(0, 8)}-${now.slice(9, 15)}-${safe}-${String(process.pid)}`;
}

/** Replaces `latest` in one step, so that a reader never finds it missing. */
function linkLatest(recording: string): void {
  const folder = dirname(recording);
  const fresh = join(folder, `.latest-${String(process.pid)}`);
  try {
    symlinkSync(basename(recording), fresh);
    renameSync(fresh, join(folder, 'latest'));
  } catch {
    // a folder without links: the recording is whole without the shortcut
  }
}
