/**
 * The parser is the largest part of scope; a warm cache does not need it, nor does a program that
 * shows no stack.
 */
import { requireOwn } from './require-own.js';

type TransformModule = typeof import('./transform/transform.js');

let loaded: TransformModule | undefined;

export function loadTransform(): TransformModule {
  loaded ??= requireOwn(import.meta.url, './transform/transform.js') as TransformModule;
  return loaded;
}
