/** What became of a Map or a Set that one of its methods may have changed. */
import { maxStateEntries, mutateOp, mutateOpMask } from '../../lib/records.js';
import { mutator } from '../probes.js';
import type { DeepObjects } from './deep-objects.js';
import { isObject } from './paths.js';
import { mapGet, mapHas, mapSize, setHas, setSize } from './primordials.js';
import { immediates } from './value-words.js';

interface Surroundings {
  deep: DeepObjects;
  encode: (value: unknown) => number;
  /** The same of what stands under a key of this rule. */
  encodeNamed: (value: unknown, rule: number) => number;
  ruleOf: (key: unknown) => number;
  record: (h: number, object: number, op: number, a: number, b: number) => void;
}

export function createCollectionProbes(around: Surroundings) {
  const { deep, encode, encodeNamed, ruleOf, record } = around;

  function changeMap(h: number, map: Map<unknown, unknown>, op: number, key: unknown): void {
    const owner = deep.written(map);
    if (op === mutator.clear && mapSize(map) === 0) {
      record(h, owner, mutateOp.mapClear, immediates.undefined, immediates.undefined);
    } else if ((op === mutator.set || op === mutator.delete) && !isSmallAgain(map, mapSize(map))) {
      if (isObject(key)) encode(key);
      const size = toldSize(mapSize(map));
      if (mapHas(map, key)) {
        const value = encodeNamed(mapGet(map, key), ruleOf(key));
        record(h, owner, mutateOp.mapSet | size, encode(key), value);
      } else {
        record(h, owner, mutateOp.mapDelete | size, encode(key), immediates.undefined);
      }
    } else {
      deep.showAgain(map);
      return;
    }
    deep.spoil(map);
  }

  /** Not all of it was shown, and now all can be. */
  function isSmallAgain(collection: object, size: number): boolean {
    return size === maxStateEntries && deep.isPart(collection);
  }

  /** Where not all was shown nobody knows whether an entry is new. */
  function toldSize(size: number): number {
    return size > maxStateEntries ? size * (mutateOpMask + 1) : 0;
  }

  function changeSet(h: number, set: Set<unknown>, op: number, value: unknown): void {
    const owner = deep.written(set);
    const nothing = immediates.undefined;
    if (op === mutator.clear && setSize(set) === 0) {
      record(h, owner, mutateOp.setClear, nothing, nothing);
    } else if ((op === mutator.add || op === mutator.delete) && !isSmallAgain(set, setSize(set))) {
      const change = setHas(set, value) ? mutateOp.setAdd : mutateOp.setDelete;
      record(h, owner, change | toldSize(setSize(set)), encode(value), nothing);
    } else {
      deep.showAgain(set);
      return;
    }
    deep.spoil(set);
  }

  return { changeMap, changeSet } as const;
}
