/**
 * Levels that change while the program runs: this thread's table of modes, which the probes of
 * tunable functions ask at each call, and who changes it: orders of a person (`scope tune`, through
 * the recording's control file) and the governor.
 *
 *   limit check fails -> turn -> pass: sample | each 100 ms: orders? governor? -> LEVEL, modes
 *
 * Everything happens on the thread that it is about, between two of its records, and each change is
 * an event of the thread's own stream: behind it, calls are entered at the new level. Runs inside
 * the guest's functions: nothing that the guest can have changed is used, and nothing is thrown.
 */
import type { Binding } from '../../lib/binding.js';
import { levelCause } from '../../lib/records.js';
import { orderedLevel, parseOrders, type Order } from '../../lib/plan/orders.js';
import { coldCalls, coldRuntimeEvents, defaultCosts } from '../../lib/plan/probe-costs.js';
import { note } from '../instrument.js';
import { header, kind, mode } from '../probes.js';
import { privateMap } from '../runtime/primordials.js';
import { commit, lastTime, type Ring } from '../runtime/ring.js';
import { Governor, modeNow, type Account, type GovernedFunction } from './governor.js';
import type { Roster } from './roster.js';
import { charge, createSampler, drainCpuIn, runtimeEventsIn, type Sampler } from './sample.js';

/** Sites that can be tuned: four times those that modules prefer (module-key.ts). */
export const maxTunableSites = 1 << 22;
const lookEveryNs = 100e6;
/** At first, later on when it has seen what the program does, and share of its time between. */
const governEveryNs = 10e6;
const governAtLeastEveryNs = 100e6;
const governEveryShare = 0.1;
/** What one look of the governor costs, samples included. */
const lookNs = 100e3;
const sampleEveryNs = 1e6;
/** Less CPU time than this tells nothing. */
const leastWindowNs = 2e6;
/** Own time at which the account is written first; then each time that this has doubled. */
const firstToldNs = 50e6;

/**
 * Functions whose level can change are longer, so that V8 puts fewer into their callers: what
 * bench/programs/governed.mjs takes more at `calls` than when it is not recorded.
 */
const tunableCosts = { ...defaultCosts, callNs: 30 };
/** What a process that can be tuned starts with besides the plain recorder. */
const tuningStartNs = 24e6;
/** What a worker's own start costs. */
const workerStartNs = 15e6;
/** V8 throws away code that has not seen a level, and makes it anew. */
const changeNs = 4e6;
/** It optimizes a function with its probes, which are more code than most functions. */
const optimizeNs = 4e6;
/** A function that takes less than this of the time is not. */
const leastOptimizedShare = 1e-3;
/** A function that takes less of the time than this is not in such code. */
const leastHotShare = 1e-4;
/** A function that takes less is forgotten until it is seen again. */
const leastShare = 1e-6;

interface TunableFunction extends GovernedFunction {
  site: number;
  name: string;
  path: string;
  /** By the plan alone, and the most that its probes can record. */
  plan: number;
  best: number;
  current: number;
  isActive: boolean;
  isOptimized: boolean;
}

export interface TuningOptions {
  ring: Ring;
  native: Binding;
  /** Share of a thread's own CPU time that recording may cost; 0: no governor. */
  maxOverhead: number;
  /** Of the thread, for its account. */
  thread: string;
  /** Folder that relative patterns refer to. */
  folder: string;
  pid: number;
}

export class Tuning {
  readonly modes = new Uint8Array(maxTunableSites);
  readonly #options: TuningOptions;
  readonly #functions: TunableFunction[] = [];
  /** Those that cost something at present, or that the governor has lowered. */
  #active: TunableFunction[] = [];
  readonly #bySite = privateMap<number, TunableFunction>();
  readonly #governor: Governor | undefined;
  readonly #sampler: Sampler | undefined;
  #orders: readonly Order[] = [];
  #lookedAt: number;
  #governedAt: number;
  #governsEveryNs = governEveryNs;
  #sampledAt = 0;
  #cpu = 0;
  #drainCpu = 0;
  /** What was done for the first time, and changed, since the governor last looked. */
  #firstNs = 0;
  /** Own time at which the account is written next. */
  #tellsAtNs = firstToldNs;
  #isBusy = false;
  /** Ends the watching of promises; says whether it could. */
  #unwatch: () => boolean = cannot;
  #unwatched: '' | 'promises' = '';
  /** Events of Node itself that are still dear. */
  #coldRuntimeEvents = coldRuntimeEvents;

  constructor(options: TuningOptions) {
    this.#options = options;
    this.#lookedAt = this.#governedAt = lastTime(options.ring);
    if (options.maxOverhead <= 0) return;
    const { native, ring } = options;
    const processNs = defaultCosts.startNs + defaultCosts.valuesStartNs + tuningStartNs;
    const startNs = native.isMainThread() ? processNs : workerStartNs;
    this.#governor = new Governor(options.maxOverhead, startNs);
    this.#sampler = createSampler(ring, native.addToTally);
    this.#cpu = native.threadCpu();
  }

  /** A module's functions, before its code runs. Throws where its sites are beyond the table. */
  add(path: string, firstSite: number, { functions, owners }: Roster): void {
    if (firstSite + owners.length > maxTunableSites) throw new Error('too many sites to tune');
    for (const [at, name, planned, best, weight] of functions) {
      const site = firstSite + at;
      if (this.#bySite.get(site) !== undefined) continue; // loaded again
      const levels = { plan: planned, planned, best, governed: mode.values, current: planned };
      const bill = { callsNs: 0, valuesNs: 0, coldNs: 0, coldEvents: 2 * coldCalls };
      const shares = { callsShare: 0, valuesShare: 0, seenShare: 0 };
      const times = { raisedAt: 0, raisesAt: 0, wait: 0, isOrdered: false };
      const states = { isActive: false, isOptimized: false };
      const fn: TunableFunction = {
        site,
        name,
        path,
        weight,
        ...levels,
        ...bill,
        ...shares,
        ...times,
        ...states,
      };
      this.#functions[this.#functions.length] = fn;
      this.#bySite.set(site, fn);
      this.modes[site] = planned;
      if (this.#orders.length > 0) this.#obey(fn);
    }
    if (this.#governor === undefined) return;
    this.#firstNs += defaultCosts.moduleNs;
    for (let at = 0; at < owners.length; at++) {
      const owner = this.#bySite.get(firstSite + owners[at]!);
      if (owner !== undefined) this.#bySite.set(firstSite + at, owner);
    }
  }

  /** What the governor may give up where observing takes too much. */
  mayUnwatch(unwatchPromises: () => boolean): void {
    this.#unwatch = unwatchPromises;
  }

  /** Behind the program's last code: the last account. */
  end(): void {
    const governor = this.#governor;
    if (governor === undefined || this.#isBusy) return;
    this.#isBusy = true;
    this.#sampler!.pass();
    this.#govern(governor);
    this.#tell(governor.account);
  }

  /** Between two records, some ten thousand times a second while the thread emits any. */
  readonly pass = (): void => {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const now = lastTime(this.#options.ring);
      if (this.#governor !== undefined) this.#watch(now);
      if ((now - this.#lookedAt) >>> 0 >= lookEveryNs) {
        this.#lookedAt = now;
        this.#lookForOrders();
      }
    } catch {
      // The stack is nearly full: the next pass does it.
    }
    this.#isBusy = false;
  };

  #watch(now: number): void {
    const sampler = this.#sampler!;
    sampler.pass();
    const sinceChoice = (now - this.#sampledAt) >>> 0;
    if (sinceChoice < sampleEveryNs) return;
    this.#sampledAt = now;
    sampler.choose(sinceChoice / sampleEveryNs);
    if ((now - this.#governedAt) >>> 0 < this.#governsEveryNs) return;
    this.#governedAt = now;
    this.#govern(this.#governor!);
  }

  readonly #billOf = (site: number): TunableFunction | undefined => {
    const fn = this.#bySite.get(site);
    if (fn !== undefined && !fn.isActive) {
      fn.isActive = true;
      this.#active[this.#active.length] = fn;
    }
    return fn;
  };

  #lookForOrders(): void {
    const { native } = this.#options;
    let text: string | undefined;
    try {
      text = native.readTuning();
      if (text === undefined) return;
      this.#orders = parseOrders(text);
    } catch (error) {
      note(native, { type: 'note', text: `orders ignored: ${(error as Error).message}` });
      return;
    }
    let changed = 0;
    for (let index = 0; index < this.#functions.length; index++) {
      if (this.#obey(this.#functions[index]!)) changed++;
    }
    const done = `orders obeyed: ${changed} functions changed their level`;
    note(native, { type: 'note', text: done });
  }

  /** True where the function's level changed. */
  #obey(fn: TunableFunction): boolean {
    const level = orderedLevel(this.#orders, fn, this.#options);
    fn.isOrdered = level !== undefined && level !== 'plan';
    if (!fn.isOrdered) {
      fn.planned = fn.plan;
      return this.#change(fn, modeNow(fn), levelCause.levelTuned);
    }
    const wanted = level === 'values' ? mode.values : level === 'calls' ? mode.calls : mode.off;
    fn.planned = wanted < fn.best ? wanted : fn.best;
    return this.#change(fn, fn.planned, levelCause.levelTuned);
  }

  #govern(governor: Governor): void {
    const { native } = this.#options;
    const cpu = native.threadCpu();
    if (cpu - this.#cpu < leastWindowNs) return;
    const scale = this.#sampler!.takeScale();
    if (scale === undefined) return;
    const tally = native.takeTally();
    const warmNs = charge(tally, scale, tunableCosts, this.#billOf);
    const otherNs = warmNs + this.#coldNs(scale * runtimeEventsIn(tally));
    const drainCpu = drainCpuIn(tally);
    const functions = this.#active;
    governor.step(functions, {
      cpuNs: cpu - this.#cpu,
      otherNs,
      onceNs: this.#firstNs + lookNs,
      drainNs: drainCpu - this.#drainCpu,
    });
    this.#firstNs = 0;
    this.#cpu = cpu;
    this.#drainCpu = drainCpu;
    const active: TunableFunction[] = [];
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      if (!fn.isOrdered && this.#change(fn, modeNow(fn), levelCause.levelGoverned)) {
        if (fn.seenShare > leastHotShare) this.#firstNs += changeNs;
      }
      if (!fn.isOptimized && fn.seenShare > leastOptimizedShare) {
        fn.isOptimized = true;
        this.#firstNs += optimizeNs;
      }
      fn.isActive = fn.governed < mode.values || fn.callsShare > leastShare;
      if (fn.isActive) active[active.length] = fn;
    }
    this.#active = active;
    this.#governsEveryNs = between(
      governEveryNs,
      governor.account.ownNs * governEveryShare,
      governAtLeastEveryNs,
    );
    if (governor.observesTooMuch && this.#unwatch()) {
      this.#unwatch = cannot;
      this.#unwatched = 'promises';
    }
    if (governor.account.ownNs < this.#tellsAtNs) return;
    this.#tellsAtNs = 2 * governor.account.ownNs;
    this.#tell(governor.account);
  }

  /** What so many events of Node itself cost more for being among its first. */
  #coldNs(events: number): number {
    const cold = between(0, events, this.#coldRuntimeEvents);
    this.#coldRuntimeEvents -= cold;
    return cold * defaultCosts.coldRuntimeNs;
  }

  #tell({ ownNs, costNs, floorNs, observedNs }: Account): void {
    const { native, thread } = this.#options;
    note(native, {
      type: 'governed',
      thread,
      ownNs: whole(ownNs),
      costNs: whole(costNs),
      floorNs: whole(floorNs),
      observedNs: whole(observedNs),
      unwatched: this.#unwatched,
    });
  }

  #change(fn: TunableFunction, to: number, cause: number): boolean {
    if (fn.current === to) return false;
    const { ring } = this.#options;
    const at = ring.words[ring.position]!;
    ring.words[at + 1] = to;
    ring.words[at + 2] = cause;
    commit(ring, at, header(fn.site, kind.level), 3);
    this.modes[fn.site] = fn.current = to;
    return true;
  }
}

function cannot(): boolean {
  return false;
}

function between(least: number, value: number, most: number): number {
  return value < least ? least : value > most ? most : value;
}

function whole(ns: number): number {
  return ns - (ns % 1);
}
