/**
 * Where what runs in probes takes its intrinsics from: the program's realm. Where a preload of the
 * program replaced some before scope started, from a realm of their own; these do the same, but V8
 * inlines only those of the realm that calls.
 */
import { runInNewContext } from 'node:vm';

const checked: readonly (readonly [object, readonly string[]])[] = [
  [Object, ['create', 'defineProperty', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'hasOwn']],
  [Object, ['getOwnPropertyDescriptors', 'keys', 'setPrototypeOf']],
  [Reflect, ['apply']],
  [Function.prototype, ['call', 'bind', 'toString']],
  [Map.prototype, ['clear', 'entries', 'get', 'has', 'set']],
  [Set.prototype, ['has', 'values']],
  [WeakMap.prototype, ['get', 'set']],
  [Array, ['isArray']],
  [Math, ['imul']],
  [Date.prototype, ['getTime']],
  [BigInt.prototype, ['toString']],
  [String.prototype, ['charCodeAt', 'indexOf', 'lastIndexOf', 'slice']],
];

export const intrinsics = checked.every(isPristine)
  ? globalThis
  : (runInNewContext('globalThis') as typeof globalThis);

function isPristine([object, keys]: (typeof checked)[number]): boolean {
  return keys.every((key) => {
    const method: unknown = Reflect.get(object, key);
    if (typeof method !== 'function') return false;
    return Function.prototype.toString.call(method) === `function ${key}() { [native code] }`;
  });
}
