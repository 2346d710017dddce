/**
 * Undoes the coding of value words in a block: each is a difference from a prediction that the
 * words before it allow (native/FORMAT.md, "Coding"). Twin of Predictor::Undo in native/predict.cc.
 *
 *   enter(h, object 17) leave(h, object 17)   on disk:   enter(h, ...) leave(h, the latest object)
 */
import {
  kind,
  kindMask,
  recentIntegerImmediate,
  recentIntegers,
  recentObjects,
  slotBits,
  slotMultiplier,
} from './format.js';
import { objectTag } from './value-words.js';
import { namesActivation, recordLength } from './walk.js';

const slots = 1 << slotBits;
const idMask = 2 ** 29 - 1;
const typeMask = 7;
/** In a snapshot, behind its key. */
const firstEntryValue = 4;

/** Where the values of an event begin, by kind; 0 for kinds without any. */
const firstValue = new Uint8Array(kindMask + 1);
for (let k: number = kind.enter1; k <= kind.enter8; k++) firstValue[k] = 1;
for (const k of [kind.leaveValue, kind.throwValue]) firstValue[k] = 1;
for (let k: number = kind.write; k <= kind.mutate; k++) firstValue[k] = 1;
for (const k of [kind.awaitValue, kind.resumeValue, kind.yieldValue]) firstValue[k] = 2;

const lastInteger = new Int32Array(slots);
const lastObject = new Int32Array(slots);
const objects = new Int32Array(recentObjects);
const integers = new Int32Array(recentIntegers);
let newestObject = 0;

/** Changes the block's words in place. Never leaves them, whatever they are. */
export function undoPrediction(words: Int32Array): void {
  for (const state of [lastInteger, lastObject, objects, integers]) state.fill(0);
  newestObject = 0;
  let activation = 0;
  let newestScope = 0;
  for (let at = 0, length = 0; at < words.length; at += length) {
    length = recordLength(words, at, words.length);
    if (length === 0) return;
    if (length === 1) continue;
    const header = words[at]!;
    const recordKind = header & kindMask;
    if (recordKind === kind.object) {
      newestObject = words[at + 1] = (words[at + 1]! + newestObject) | 0;
    } else if (recordKind === kind.snapshot || recordKind === kind.snapshotMore) {
      words[at + 1] = newestObject - words[at + 1]!;
      for (let value = at + firstEntryValue; value < at + length; value += 2) {
        words[value] = valueOf(words[value]!, slotOf(words[value - 1]!, 0));
      }
    } else if (namesActivation(recordKind)) {
      activation = words[at + 1] = (words[at + 1]! + activation) | 0;
    } else if (recordKind === kind.scope) {
      const scope = (words[at + 1] = fromNewest(words[at + 1]!, newestScope));
      if (scope !== 0) newestScope = scope;
      words[at + 2] = fromNewest(words[at + 2]!, newestScope);
    }
    const place = firstValue[recordKind]!;
    if (place === 0) continue;
    for (let value = place; value < length; value++) {
      words[at + value] = valueOf(words[at + value]!, slotOf(header, value));
    }
  }
}

/** An environment's number from its distance to the newest one; 0 and the newest are themselves. */
function fromNewest(distance: number, newest: number): number {
  if (distance === 0) return 0;
  return distance === newest ? newest : (newest - distance) | 0;
}

/** `owner`: a header, or the key of a snapshot's entry. */
function slotOf(owner: number, place: number): number {
  return ((Math.imul(owner, slotMultiplier) >>> (32 - slotBits)) + place) & (slots - 1);
}

function valueOf(code: number, slot: number): number {
  if ((code & 1) !== 0) return sawInteger((code + (lastInteger[slot]! & ~1)) | 0, slot);
  const above = code >>> 3;
  const tag = code & typeMask;
  if (tag === objectTag) {
    if (above < recentObjects) return sawObject(objects[above]!, slot, above);
    const word = above === recentObjects ? lastObject[slot]! : distant(above - recentObjects - 1);
    return sawObject(word, slot, recentObjects - 1);
  }
  if (tag === 0 && above >= recentIntegerImmediate) {
    return sawInteger(integers[(above - recentIntegerImmediate) % recentIntegers]!, slot);
  }
  return code;
}

function distant(folded: number): number {
  const difference = (folded & 1) !== 0 ? ~(folded >>> 1) : folded >>> 1;
  return (((newestObject - difference) & idMask) << 3) | objectTag;
}

function sawObject(word: number, slot: number, place: number): number {
  for (let at = place; at > 0; at--) objects[at] = objects[at - 1]!;
  objects[0] = lastObject[slot] = word;
  if (word >>> 3 > newestObject >>> 0) newestObject = word >>> 3;
  return word;
}

function sawInteger(word: number, slot: number): number {
  lastInteger[slot] = word;
  if (integers[0] !== word) {
    integers[1] = integers[0]!;
    integers[0] = word;
  }
  return word;
}
