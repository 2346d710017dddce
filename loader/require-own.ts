/**
 * Loads a file of ours through Node. The guest finds neither it nor the file that asked for it in
 * require.cache, nor the way to it among those that Node keeps.
 *
 *   requireOwn(import.meta.url, './start.cjs')
 */
import { createRequire, Module } from 'node:module';
import { fileURLToPath } from 'node:url';

export function requireOwn(from: string, path: string): unknown {
  const require = createRequire(from);
  const loaded: unknown = require(path);
  const filename = require.resolve(path);
  Reflect.deleteProperty(require.cache, filename);
  Reflect.deleteProperty(require.cache, fileURLToPath(from));
  const { _pathCache: ways = {} } = Module as { _pathCache?: Record<string, string> };
  for (const key of Object.keys(ways)) {
    if (ways[key] === filename) Reflect.deleteProperty(ways, key);
  }
  return loaded;
}
