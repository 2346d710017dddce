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
import { orderedLevel, parseOrders, type Order } from '../../lib/plan/orders.js';
import { defaultCosts } from '../../lib/plan/probe-costs.js';
import { note } from '../instrument.js';
import { header, kind, mode } from '../probes.js';
import { privateMap } from '../runtime/primordials.js';
import { commit, lastTime, type Ring } from '../runtime/ring.js';
import { Governor, modeNow, type GovernedFunction } from './governor.js';
import type { Roster } from './roster.js';
import { createSampler, type Sampler } from './sample.js';

/** Sites that can be tuned: four times those that modules prefer (module-key.ts). */
export const maxTunableSites = 1 << 22;
const lookEveryNs = 100e6;
const sampleEveryNs = 1e6;

/** LevelNumber and LevelCause of native/format.h. */
const levelNumbers = [2, 1, 0];
const levelCause = { tuned: 1, governed: 2 } as const;

interface TunableFunction extends GovernedFunction {
  site: number;
  name: string;
  path: string;
  /** By the plan alone, and the most that its probes can record. */
  plan: number;
  best: number;
  current: number;
  isActive: boolean;
  wasSeen: boolean;
}

export interface TuningOptions {
  ring: Ring;
  native: Binding;
  /** Share of a thread's own CPU time that recording may cost; 0: no governor. */
  maxOverhead: number;
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
  #sampledAt = 0;
  #cpu = 0;
  /** What was done for the first time since the governor last looked. */
  #firstNs = 0;
  #isBusy = false;

  constructor(options: TuningOptions) {
    this.#options = options;
    this.#lookedAt = lastTime(options.ring);
    if (options.maxOverhead <= 0) return;
    this.#governor = new Governor(options.maxOverhead, defaultCosts.startNs);
    this.#sampler = createSampler(options.ring, defaultCosts);
    this.#cpu = options.native.threadCpu();
  }

  /** A module's functions, before its code runs. Throws where its sites are beyond the table. */
  add(path: string, firstSite: number, { functions, owners }: Roster): void {
    if (firstSite + owners.length > maxTunableSites) throw new Error('too many sites to tune');
    for (const [at, name, planned, best, weight] of functions) {
      const site = firstSite + at;
      if (this.#bySite.get(site) !== undefined) continue; // loaded again
      const levels = { plan: planned, planned, best, governed: mode.values, current: planned };
      const rates = { callsNs: 0, valuesNs: 0, callsRate: 0, valuesRate: 0 };
      const times = { raisedAt: 0, lowersAt: 0, wait: 0, isOrdered: false };
      const states = { isActive: false, wasSeen: false };
      const fn: TunableFunction = {
        site,
        name,
        path,
        weight,
        ...levels,
        ...rates,
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

  /** Between two records, some ten thousand times a second while the thread emits any. */
  readonly pass = (): void => {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const now = lastTime(this.#options.ring);
      if ((now - this.#sampledAt) >>> 0 >= sampleEveryNs) {
        this.#sampledAt = now;
        this.#sampler?.pass(this.#billOf);
      }
      const passed = (now - this.#lookedAt) >>> 0;
      if (passed >= lookEveryNs) {
        this.#lookedAt = now;
        this.#lookForOrders();
        this.#govern(passed / 1e9);
      }
    } catch {
      // The stack is nearly full: the next pass does it.
    }
    this.#isBusy = false;
  };

  readonly #billOf = (site: number): TunableFunction | undefined => {
    const fn = this.#bySite.get(site);
    if (fn !== undefined && !fn.isActive) {
      if (!fn.wasSeen) this.#firstNs += defaultCosts.firstCallNs;
      fn.wasSeen = true;
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
      return this.#change(fn, modeNow(fn), levelCause.tuned);
    }
    const wanted = level === 'values' ? mode.values : level === 'calls' ? mode.calls : mode.off;
    fn.planned = wanted > fn.best ? wanted : fn.best;
    return this.#change(fn, fn.planned, levelCause.tuned);
  }

  #govern(seconds: number): void {
    const governor = this.#governor;
    if (governor === undefined) return;
    const cpu = this.#options.native.threadCpu();
    const scale = this.#sampler!.takeScale();
    const otherNs = this.#sampler!.takeOther() * scale + this.#firstNs;
    this.#firstNs = 0;
    const functions = this.#active;
    for (let index = 0; index < functions.length; index++) {
      functions[index]!.callsNs *= scale;
      functions[index]!.valuesNs *= scale;
    }
    governor.step(functions, cpu - this.#cpu, seconds, otherNs);
    this.#cpu = cpu;
    const active: TunableFunction[] = [];
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      if (!fn.isOrdered) this.#change(fn, modeNow(fn), levelCause.governed);
      fn.isActive = fn.governed > mode.values || fn.callsRate > 0;
      if (fn.isActive) active[active.length] = fn;
    }
    this.#active = active;
  }

  #change(fn: TunableFunction, to: number, cause: number): boolean {
    if (fn.current === to) return false;
    const { ring } = this.#options;
    const at = ring.words[ring.position]!;
    ring.words[at + 1] = levelNumbers[to]!;
    ring.words[at + 2] = cause;
    commit(ring, at, header(fn.site, kind.level), 3);
    this.modes[fn.site] = fn.current = to;
    return true;
  }
}
