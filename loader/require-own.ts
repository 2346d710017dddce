/**
 * Loads a file of ours through Node. The guest finds neither it nor the file that asked for it in
 * require.cache.
 *
 *   requireOwn(import.meta.url, './start.cjs')
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export function requireOwn(from: string, path: string): unknown {
  const require = createRequire(from);
  const loaded: unknown = require(path);
  Reflect.deleteProperty(require.cache, require.resolve(path));
  Reflect.deleteProperty(require.cache, fileURLToPath(from));
  return loaded;
}
