/**
 * The probes as a model that only checks: every event must be for the call on top of the stack, a
 * call that suspends leaves the stack, and nothing stays on it. What the reader of a recording
 * relies on.
 */
import { kind as kinds, kindBits, probe, maxCapturedParameters } from '../../loader/probes.js';
import type { Site } from '../../lib/plan/site.js';

interface Call {
  site: number;
  activation: number;
}

export type Probe = (...values: never[]) => unknown;

export class Model {
  private readonly problems: string[] = [];
  private readonly stack: Call[] = [];
  private readonly suspended = new Map<number, Call>();
  private activations = 0;

  constructor(
    private readonly sites: readonly Site[],
    private readonly firstSite: number,
  ) {}

  /** The probes by the names that the transform writes. */
  probes(): Record<string, Probe> {
    const probes: Record<string, Probe> = {
      [probe.keep]: (value: unknown) => value,
      [probe.thrown]: (_h: number, _offset: number, value: unknown) => value,
      [probe.leave]: (h: number, value: unknown) => this.end(h, value, 'leave'),
      [probe.leaveValue]: (h: number, value: unknown) => this.end(h, value, 'leaveValue'),
      [probe.leaveState]: (h: number, value: unknown) => this.end(h, value, 'leaveValue'),
      [probe.enterState]: (h: number, ...values: unknown[]) => this.enter(h, values, values.length),
      [probe.enterState1]: (h: number, ...values: unknown[]) => this.enter(h, values, 1),
      [probe.enterState2]: (h: number, ...values: unknown[]) => this.enter(h, values, 2),
      [probe.throw]: (h: number, error: unknown) => this.end(h, error, 'throw'),
      [probe.throwValue]: (h: number, error: unknown) => this.end(h, error, 'throwValue'),
      [probe.activation]: (h: number) => this.activation(h),
      [probe.await]: (h: number, c: number, v: unknown) => this.suspend(h, c, v, 'await'),
      [probe.awaitValue]: (h: number, c: number, v: unknown) => this.suspend(h, c, v, 'awaitValue'),
      [probe.yield]: (h: number, c: number, v: unknown) => this.suspend(h, c, v, 'yield'),
      [probe.yieldValue]: (h: number, c: number, v: unknown) => this.suspend(h, c, v, 'yieldValue'),
      [probe.resume]: (h: number, c: number, v: unknown) => this.resume(h, c, v, 'resume'),
      [probe.resumeValue]: (h: number, c: number, v: unknown) =>
        this.resume(h, c, v, 'resumeValue'),
      [probe.suspendAtExit]: (resumed: number, awaiting: number, c: number) => ({
        [Symbol.dispose]: () => {
          this.resume(resumed, c, undefined, 'resume');
          this.suspend(awaiting, c, undefined, 'await');
        },
      }),
      [probe.resumeAtExit]: (h: number, c: number) => ({
        [Symbol.dispose]: () => this.resume(h, c, undefined, 'resume'),
      }),
    };
    for (let count = 0; count <= maxCapturedParameters; count++) {
      probes[`${probe.enter}${count || ''}`] = (h: number, ...values: unknown[]) =>
        this.enter(h, values, count);
    }
    return probes;
  }

  /** The problems so far, when nothing runs any more; starts anew. */
  finish(): string[] {
    for (const call of this.stack.splice(0)) this.problem('left on the stack', call.site);
    return this.problems.splice(0);
  }

  private enter(h: number, values: readonly unknown[], count: number): void {
    const site = this.decode(h, kinds.enter + count);
    const expected = this.sites[site]?.parameters?.length ?? 0;
    if (values.length !== count || expected !== count) this.problem('parameters', site);
    this.stack.push({ site, activation: 0 });
  }

  private activation(h: number): number {
    const site = this.decode(h, kinds.activation);
    const top = this.stack.at(-1);
    if (top?.site !== site || top.activation !== 0) this.problem('activation', site);
    else top.activation = ++this.activations;
    return this.activations;
  }

  private end(h: number, value: unknown, kind: keyof typeof kinds): unknown {
    const site = this.decode(h, kinds[kind]);
    if (this.stack.at(-1)?.site === site) this.stack.pop();
    else this.problem(`${kind} of a call that is not on top`, site);
    return value;
  }

  private suspend(h: number, activation: number, v: unknown, kind: keyof typeof kinds): unknown {
    const site = this.decode(h, kinds[kind]);
    const top = this.stack.at(-1);
    if (!top || top.activation !== activation || top.site !== this.sites[site]?.function) {
      this.problem(`${kind} of a call that is not on top`, site);
      return v;
    }
    this.stack.pop();
    this.suspended.set(activation, top);
    return v;
  }

  private resume(h: number, activation: number, v: unknown, kind: keyof typeof kinds): unknown {
    const site = this.decode(h, kinds[kind]);
    if (this.stack.at(-1)?.activation === activation) return v;
    const call = this.suspended.get(activation);
    if (!call || call.site !== this.sites[site]?.function) {
      this.problem(`${kind} of a call that is not suspended`, site);
      return v;
    }
    this.suspended.delete(activation);
    this.stack.push(call);
    return v;
  }

  private decode(h: number, kind: number): number {
    const site = (h >> kindBits) - this.firstSite;
    if ((h & ((1 << kindBits) - 1)) !== kind) this.problem(`header of kind ${kind}`, site);
    if (!this.sites[site]) this.problem('unknown site', site);
    return site;
  }

  private problem(what: string, site: number): void {
    const { kind, name, line } = this.sites[site] ?? {};
    this.problems.push(`${what}: ${kind} ${name} line ${line}`);
  }
}
