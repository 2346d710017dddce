/**
 * The parser is the largest part of scope; a warm cache does not need it, nor does a program that
 * shows no stack.
 */
import { createRequire } from 'node:module';

export function loadTransform() {
  return createRequire(import.meta.url)(
    './transform/transform.js',
  ) as typeof import('./transform/transform.js');
}
