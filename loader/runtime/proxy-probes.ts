/**
 * Writes through proxies. No trap is run: the engine tells what stands behind the proxy, and that
 * is compared right behind the write, by whoever it was changed.
 *
 *   proxy.x = 1        the target is compared, and its property x told as it is
 *   proxy.list.push()  what the target has as `list` is guessed to be what the proxy gave; where it
 *                      did not change, nobody knows who did
 */
import { isKey } from './paths.js';
import type { Pending } from './pending.js';
import { getOwnPropertyDescriptor, isProxy } from './primordials.js';
import type { ValueEncoder } from './value.js';

/** What stands behind a proxy; undefined where that is not known. */
export type ProxyTarget = (proxy: object) => object | undefined;

/** Proxies of proxies. */
const maxLayers = 8;

interface Surroundings {
  encoder: ValueEncoder;
  targetOf: ProxyTarget;
  /** Records an own property as it is; `object` may be an array, and its length the property. */
  record: (h: number, object: object, key: PropertyKey) => void;
}

export interface Proxies {
  /** What stands behind all layers; undefined where that is not known. */
  behind(proxy: object): object | undefined;
  /** What a guess stands for, and all else itself. */
  readonly real: (object: unknown) => unknown;
  /** Something that counts as a proxy of `object`, which it probably is, until it is used. */
  guess(object: object): object;
  /** A property was written through the proxy, or something by `op`. */
  written(h: number, proxy: object, op: number, key?: unknown): void;
}

export function createProxies({ encoder, targetOf, record }: Surroundings): Proxies {
  const { deep }: ValueEncoder = encoder;
  const pending: Pending = encoder.pending;
  const stand = new Proxy({}, {});
  let guessed: object | undefined;

  function behind(proxy: object): object | undefined {
    let object: object | undefined = proxy === stand ? guessed : proxy;
    for (let layer = 0; layer < maxLayers && object !== undefined; layer++) {
      if (!isProxy(object)) return object;
      object = targetOf(object);
    }
    return undefined;
  }

  return {
    behind,
    real: (object) => (object === stand ? guessed : object),
    guess(object) {
      guessed = object;
      return stand;
    },
    written(h, proxy, op, key) {
      const target = behind(proxy);
      const isGuess = proxy === stand;
      guessed = undefined;
      const isKnown = target !== undefined && deep.isKnown(target);
      const isChanged = isKnown && deep.lookSurely(target);
      if (isKnown && pending.count !== 0) pending.noted(target, op);
      if (target === undefined || (isGuess && !isChanged)) pending.someone(h, op, undefined);
      if (!isKnown || !isKey(key)) return;
      const isHidden = getOwnPropertyDescriptor(target, key)?.enumerable === false;
      if (isHidden) deep.showHidden(target, key);
      record(h, target, key);
    },
  };
}
