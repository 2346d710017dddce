/** Properties with symbols as keys: key frames show none, so who makes some tells of each. */
import { isObject } from './paths.js';
import { getOwnPropertySymbols } from './primordials.js';
import type { ValueEncoder } from './value.js';

interface Surroundings {
  encoder: ValueEncoder;
  isTrap: (object: object) => boolean;
  /** Records an own property as it is. */
  record: (h: number, object: object, key: symbol) => void;
}

export function createSymbolProbes({ encoder, isTrap, record }: Surroundings) {
  function tell(h: number, object: object): void {
    const keys = getOwnPropertySymbols(object);
    for (let index = 0; index < keys.length; index++) record(h, object, keys[index]!);
  }

  /** Many properties were written. */
  function changed(h: number, object: object): void {
    encoder.deep.showAgain(object);
    tell(h, object);
  }

  function shown(h: number, object: unknown): unknown {
    try {
      if (isObject(object) && !isTrap(object)) tell(h, object);
    } catch {
      encoder.breakOff();
    }
    return object;
  }

  return { tell, changed, shown } as const;
}
