/**
 * Loads a module of ours where it is first needed: synchronously, as load hooks are. The guest does
 * not find it in require.cache.
 *
 *   requireOwn(import.meta.url, './instrument-module.js')
 */
import { createRequire } from 'node:module';

export function requireOwn(from: string, path: string): unknown {
  const require = createRequire(from);
  const loaded: unknown = require(path);
  Reflect.deleteProperty(require.cache, require.resolve(path));
  return loaded;
}
