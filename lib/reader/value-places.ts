/** Where the values of an event stand among its words, and how many there are, by kind. */
import { kind, kindMask } from './format.js';

/** Of runtime events the header tells. */
export const valueCounts = new Uint8Array(kindMask + 1);
/** Words behind the header. */
export const valueOffsets = new Uint8Array(kindMask + 1);
for (let k: number = kind.enter1; k <= kind.enter8; k++) {
  valueCounts[k] = k - kind.enter;
  valueOffsets[k] = 1;
}
valueOffsets[kind.runtime] = 1;
for (const k of [kind.leaveValue, kind.throwValue, kind.write]) {
  valueCounts[k] = 1;
  valueOffsets[k] = 1;
}
for (const k of [kind.awaitValue, kind.resumeValue, kind.yieldValue]) {
  valueCounts[k] = 1;
  valueOffsets[k] = 2;
}
valueCounts[kind.set] = 2;
valueCounts[kind.setKey] = 3;
valueCounts[kind.mutate] = 4;
for (const k of [kind.set, kind.setKey, kind.mutate]) valueOffsets[k] = 1;
