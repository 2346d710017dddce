/** The probes where calls have frames (frames.ts): those that begin, suspend and resume tell it. */
import { create, defineProperty, dispose, getOwnPropertyDescriptor } from './primordials.js';
import { findThemselves, type Probes } from './probes.js';
import type { Frames } from './frames.js';

export type FramedProbes = Probes & Pick<Frames, 'check' | 'begin' | 'end' | 'endActivation'>;

/** All that the frames must hear of: a probe left out would leave a call that never ends. */
type Told =
  | 'activation'
  | 'suspendAtExit'
  | Extract<keyof Probes, `await${string}` | `yield${string}` | `resume${string}`>;

// One closure on purpose, see probes.ts.

export function framedProbes(probes: Probes, frames: Frames): FramedProbes {
  const { check, begin, end, endActivation, name, resume, suspend } = frames;

  const framed: Pick<Probes, Told> = {
    activation(h: number): number {
      const id = probes.activation(h);
      name(id);
      return id;
    },
    await(h: number, id: number, v?: unknown): unknown {
      probes.await(h, id);
      suspend(id);
      return v;
    },
    awaitValue(h: number, id: number, v: unknown): unknown {
      probes.awaitValue(h, id, v);
      suspend(id);
      return v;
    },
    awaitLimited(h: number, id: number, limits: number, v: unknown): unknown {
      probes.awaitLimited(h, id, limits, v);
      suspend(id);
      return v;
    },
    yield(h: number, id: number, v?: unknown): unknown {
      probes.yield(h, id);
      suspend(id);
      return v;
    },
    yieldValue(h: number, id: number, v: unknown): unknown {
      probes.yieldValue(h, id, v);
      suspend(id);
      return v;
    },
    yieldLimited(h: number, id: number, limits: number, v: unknown): unknown {
      probes.yieldLimited(h, id, limits, v);
      suspend(id);
      return v;
    },
    resume(h: number, id: number, v?: unknown): unknown {
      resume(id);
      probes.resume(h, id);
      return v;
    },
    resumeValue(h: number, id: number, v: unknown): unknown {
      resume(id);
      probes.resumeValue(h, id, v);
      return v;
    },
    resumeSealed(h: number, id: number, rule: number, v: unknown): unknown {
      resume(id);
      probes.resumeSealed(h, id, rule, v);
      return v;
    },
    resumeLimited(h: number, id: number, limits: number, v: unknown): unknown {
      resume(id);
      probes.resumeLimited(h, id, limits, v);
      return v;
    },
    suspendAtExit: (resumes: number, awaiting: number, id: number) =>
      around(probes.suspendAtExit(resumes, awaiting, id), resume, suspend, id),
    resumeAtExit: (h: number, id: number) =>
      around(probes.resumeAtExit(h, id), resume, undefined, id),
  };
  const { await: awaits, resume: resumes, resumeValue, resumeSealed, resumeLimited } = framed;
  findThemselves([awaits, resumes, resumeValue, resumeSealed, resumeLimited]);
  return { ...probes, ...framed, check, begin, end, endActivation };
}

/** Tells of the activation before and behind what the resource does. */
function around(
  resource: Disposable,
  before: (activation: number) => void,
  after: ((activation: number) => void) | undefined,
  activation: number,
): Disposable {
  const act = getOwnPropertyDescriptor(resource, dispose)?.value as () => void;
  const outer = create(null) as Disposable;
  defineProperty(outer, dispose, {
    value: () => {
      before(activation);
      act();
      after?.(activation);
    },
  });
  return outer;
}
