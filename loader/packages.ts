/**
 * Which functions of a bundle are a package's: its source map says so. What the plan says of files
 * in node_modules holds for them, too; in the default plan they are off.
 */
import { SourceMap } from 'node:module';
import { Lines } from '../lib/plan/places.js';

const folder = 'node_modules/';
/** Larger maps are left alone: each mapping becomes an object. */
const maxMapCharacters = 64 * 2 ** 20;

/** Path in the project of the package's file that the text at `start` comes from. */
export type PackageAt = (start: number) => string | undefined;

/** Undefined where nothing in the module is a package's. */
export function packagesIn(
  source: string,
  path: string,
  sourceMap: string | undefined,
): PackageAt | undefined {
  if (sourceMap === undefined || sourceMap.length > maxMapCharacters) return undefined;
  if (path.includes(`/${folder}`) || !sourceMap.includes(folder)) return undefined;
  const find = finder(sourceMap);
  if (find === undefined) return undefined;
  const lines = new Lines(source);
  return (start) => {
    const { line, column } = lines.at(start);
    const file = find(line - 1, column - 1);
    const at = file.indexOf(folder);
    return at < 0 ? undefined : file.slice(at);
  };
}

/** Original files by lines and columns from 0; empty for what comes from none. */
function finder(sourceMap: string): ((line: number, column: number) => string) | undefined {
  try {
    const map = new SourceMap(JSON.parse(sourceMap) as ConstructorParameters<typeof SourceMap>[0]);
    return (line, column) => {
      const entry = map.findEntry(line, column);
      return 'originalSource' in entry ? entry.originalSource : '';
    };
  } catch {
    return undefined; // it is no map
  }
}
