/**
 * What level `state` last recorded of an object, as a sum of hashes, so that a look at it tells
 * whether code that is not recorded has changed it since. Recorded writes take the old entry's hash
 * away and add the new one's, so the sum stays right without a look at the other entries.
 */
import { maxStateEntries, objectClass } from '../../lib/records.js';
import { charCodeAt, float64, float64Words, imul, asIntN } from './primordials.js';
import { accessor, hole, isData } from './snapshot.js';
import type { ObjectClass } from './shapes.js';

/**
 * Sums with a meaning of their own: the next look records the object anew; it has no entries; its
 * sum was not kept up for want of budget, so the next look makes it without a comparison.
 */
export const stale = 0;
export const noEntries = 1;
export const unsummed = 2;
const firstSum = 3;

export function isMeaning(sum: number): boolean {
  return sum >= 0 && sum < firstSum;
}

/** Code units at each end of a string that count. */
const hashedUnits = 32;

/** The sum of no entries. */
export const emptySum = 0x2545f491;

/** A sum that is none of those with a meaning. */
export function asSum(sum: number): number {
  const whole = sum | 0;
  return isMeaning(whole) ? whole + firstSum : whole;
}

/** `id`: tells objects apart; 0 for those that were never recorded. */
export function entryHash(key: unknown, value: unknown, id: (object: object) => number): number {
  return keyPart(valueHash(key, id)) ^ valuePart(value, id);
}

/** What a key that is a text adds to its entry's hash, before the value's part. */
export function nameHash(name: string): number {
  return keyPart(textHash(name));
}

export function valuePart(value: unknown, id: (object: object) => number): number {
  return imul(valueHash(value, id), 0xc2b2ae35);
}

function keyPart(hash: number): number {
  return imul(hash ^ 0x9e3779b9, 0x85ebca6b);
}

export function lengthHash(length: number): number {
  return imul(length + 1, 0x27d4eb2f);
}

function valueHash(value: unknown, id: (object: object) => number): number {
  switch (typeof value) {
    case 'number':
      return numberHash(value);
    case 'string':
      return textHash(value);
    case 'boolean':
      return value ? 0x51ab : 0x3c1d;
    case 'undefined':
      return 0x7f4a;
    case 'bigint':
      return Number(asIntN(32, value)) ^ 0x1b16;
    case 'symbol':
      return 0x5e11;
    default:
      if (value === null) return 0x2a91;
      if (value === accessor) return 0x66d3;
      if (value === hole) return 0x10e5;
      return imul(id(value as object) + 1, 0x61c88647);
  }
}

function numberHash(value: number): number {
  if ((value | 0) === value && (value !== 0 || 1 / value > 0)) return imul(value, 0x45d9f3b);
  float64[0] = value;
  return imul(float64Words[0]! ^ imul(float64Words[1]!, 0x119de1f3), 0x45d9f3b);
}

function textHash(text: string): number {
  const { length } = text;
  let hash = length;
  const head = length < 2 * hashedUnits ? length : hashedUnits;
  for (let index = 0; index < head; index++) hash = imul(hash, 31) + charCodeAt(text, index);
  if (head < length) {
    for (let index = length - hashedUnits; index < length; index++) {
      hash = imul(hash, 31) + charCodeAt(text, index);
    }
  }
  return hash | 0;
}

/**
 * The hash of the entry that a recorded write changes, of which `descriptor` tells; 0 where the key
 * is no entry of such an object.
 */
export function entryHashOf(
  object: object,
  cls: ObjectClass,
  key: unknown,
  descriptor: PropertyDescriptor | undefined,
  id: (object: object) => number,
): number {
  switch (cls) {
    case objectClass.plainObject:
    case objectClass.classInstance:
      return propertyHash(key, descriptor, id);
    case objectClass.error:
      // Its message counts as an entry of its own (snapshot.ts).
      return (
        propertyHash(key, descriptor, id) + (key === 'message' ? messageHash(descriptor, id) : 0)
      );
    case objectClass.array:
      return elementHash(object as unknown[], key, descriptor, id);
    default:
      return 0;
  }
}

function propertyHash(
  key: unknown,
  descriptor: PropertyDescriptor | undefined,
  id: (object: object) => number,
): number {
  if (typeof key === 'symbol' || descriptor?.enumerable !== true) return 0;
  const value: unknown = isData(descriptor) ? descriptor.value : accessor;
  return entryHash(typeof key === 'number' ? `${key}` : key, value, id);
}

function messageHash(
  descriptor: PropertyDescriptor | undefined,
  id: (object: object) => number,
): number {
  if (descriptor === undefined) return 0;
  return entryHash('message', isData(descriptor) ? descriptor.value : accessor, id);
}

function elementHash(
  array: unknown[],
  key: unknown,
  descriptor: PropertyDescriptor | undefined,
  id: (object: object) => number,
): number {
  const { length } = array;
  const index = typeof key === 'number' ? key : typeof key === 'string' ? indexOf(key) : -1;
  if (!(index >= 0 && index < maxStateEntries && index < length)) return lengthHash(length);
  if (descriptor === undefined) return lengthHash(length) + entryHash(index, hole, id);
  const value: unknown = isData(descriptor) ? descriptor.value : accessor;
  return lengthHash(length) + entryHash(index, value, id);
}

function indexOf(key: string): number {
  const index = +key;
  return `${index}` === key ? index : -1;
}
