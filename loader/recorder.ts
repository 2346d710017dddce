/**
 * Starts the recording of this process, or joins this worker to it: settings, plan, addon, probes,
 * hooks. Throws ScopeError; register.ts turns that into "as if scope were not there".
 */
// First: V8's bytecode for a name beyond the 255th of the bundle is longer, and less is inlined.
import { framedProbes } from './runtime/framed-probes.js';
import { createFrames } from './runtime/frames.js';
import { createProbes } from './runtime/probes.js';
import { createStateProbes } from './runtime/state-probes.js';
import { openRing, type Ring } from './runtime/ring.js';
import { createValueEncoder } from './runtime/value.js';
import { renameSync, symlinkSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Binding } from '../lib/binding.js';
import { makeFolder } from '../lib/cache-folder.js';
import type { Config } from '../lib/config.js';
import { ScopeError } from '../lib/errors.js';
import { hashPlan, type Plan } from '../lib/plan/plan.js';
import { watchCoverage } from './coverage.js';
import { shareCompileCache } from './compile-cache.js';
import { ownPath } from './own-folder.js';
import { createCompiler } from './compiler.js';
import { installGuise } from './guise/guise.js';
import { cleanArguments, cleanText, learnEnvironment } from './redaction/program.js';
import { createRedaction, type Redaction } from './redaction/redaction.js';
import { installHooks } from './hooks.js';
import { loadMainAsPlain, mainIsModule } from './main-module.js';
import { observe } from './observe/observe.js';
import { watchProcess } from './observe/process-events.js';
import { Instrument, note, type Tune } from './instrument.js';
import type { OwnScripts } from './own-scripts.js';
import { probeConstants } from './runtime/install.js';
import type { StartedTuning } from './tuning/start.js';
import type { OpenedCache } from './start.js';

export interface Start {
  config: Config;
  plan: Plan;
  native: Binding;
  cache: OpenedCache;
  scripts: OwnScripts;
}

export function startRecorder({ config, plan, native, cache, scripts }: Start): void {
  const recording = recordingOf(config);
  const redaction = createRedaction(sharedMemory(native, recording), plan.redact);
  if (native.status().state === 'idle') {
    learnEnvironment(redaction, process.env);
    startProcess(recording, config, plan, native, redaction);
  }

  const isMainThread = native.isMainThread();
  const name = isMainThread ? 'main' : `worker ${String(workerId())}`;
  const producer = native.attach(isMainThread ? 'main' : 'worker', name);
  const plainRing = openRing(producer, native.turn);
  const tuning = openTuning(config, plainRing, native, scripts, name);
  const ring = tuning?.ring ?? plainRing;
  const encoder = createValueEncoder(ring, redaction, native.holdWeakly);
  const stateProbes = createStateProbes(ring, encoder, native.proxyTarget);
  const probes = createProbes(ring, encoder, () => {
    encoder.deep.forget();
    native.stamp();
  });
  // A call whose level can change may be recorded without its beginning.
  const frames = config.observe && !config.tunable ? createFrames(ring) : undefined;
  const own = frames === undefined ? probes : framedProbes(probes, frames);
  const declareProbes = probeConstants({ ...own, ...stateProbes }, tuning?.probes(encoder, probes));
  declareProbes((script) => script.runInThisContext(), Function.prototype);

  if (cache.reason !== '') note(native, { type: 'note', text: `no cache: ${cache.reason}` });
  const options = {
    plan,
    root: config.root,
    cache: cache.folder,
    tunable: config.tunable,
    framed: frames !== undefined,
  };
  const compiler = cache.folder === '' ? undefined : createCompiler(native, cache.folder);
  const tune: Tune = (path, first, roster) => tuning?.tuning.add(path, first, roster);
  const instrument = new Instrument(options, native, scripts, tune, compiler);
  const guise = installGuise(instrument, native);
  const { disguise, idle } = guise;
  watchCoverage(instrument, disguise);
  const watchesEvaluation = installHooks({
    ...guise,
    instrument,
    compiler,
    native,
    declareProbes,
  });
  const isShared =
    cache.folder !== '' && shareCompileCache(native, join(cache.folder, 'v8'), disguise);
  if (isShared) instrument.sharesCompileCache();
  const ended = (): void => {
    compiler?.keepAll();
    instrument.ends();
    instrument.judgeLeft();
    tuning?.tuning.end();
  };
  if (config.observe) {
    const hidden = foldersOf(config, cache);
    const observing = observe({ ring, encoder, native, disguise, frames, hidden });
    watchProcess(disguise, observing.told, { idle, ended });
    // What Node does to load an ES module and all that it imports is none of the program's doing,
    // but messages of a parent may come meanwhile.
    const isAlone = isMainThread && !process.connected;
    if (isAlone && watchesEvaluation && mainIsModule()) instrument.onRun(observing.begin);
    else observing.begin();
    instrument.onFirst(observing.watchPromises);
    tuning?.tuning.mayUnwatch(observing.unwatchPromises);
  } else watchProcess(disguise, {}, { idle, ended });
  syncBuiltinESMExports();
  loadMainAsPlain();
  if (isMainThread && !config.quiet && process.env['SCOPE_RECORDING'] === undefined) {
    announceAtExit(native);
  }
}

/** Of scope's own files. */
function foldersOf({ out }: Config, cache: OpenedCache): string[] {
  return [ownPath, `${out}/`, ...(cache.folder === '' ? [] : [`${cache.folder}/`])];
}

/** Undefined where the settings do not ask for levels that can change. */
function openTuning(
  config: Config,
  ring: Ring,
  native: Binding,
  scripts: OwnScripts,
  thread: string,
): StartedTuning | undefined {
  const { tunable, maxOverhead } = config;
  if (!tunable) return undefined;
  const { startTuning } = scripts.load('tuning') as typeof import('./tuning/start.js');
  const { pid } = process;
  return startTuning({ ring, native, maxOverhead, thread, folder: process.cwd(), pid });
}

/** Asked for first, so that an engine in which nothing can be recorded says so here. */
function sharedMemory(native: Binding, recording: string): ArrayBuffer {
  try {
    return native.secrets(recording);
  } catch (error) {
    throw new ScopeError('SCOPE_RECORDER', (error as Error).message, { cause: error });
  }
}

function workerId(): number {
  const require = createRequire(import.meta.url);
  return (require('node:worker_threads') as typeof import('node:worker_threads')).threadId;
}

function announceAtExit(native: Binding): void {
  if (!native.isTerminal(2)) return;
  const directory = native.status().directory.replace(/\/p\d+-\d+$/, '');
  process.on('exit', () => {
    process.stderr.write(`scope: recorded ${directory}\n`);
  });
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
    makeFolder(dirname(recording));
    native.start({
      recording,
      manifest: JSON.stringify(manifest(basename(recording), config, plan, redaction)),
      backpressure: config.backpressure,
      keepBytes: config.keep.bytes,
      keepMs: config.keep.ms,
      exactClock: config.clock === 'exact',
      isTunable: config.tunable,
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
