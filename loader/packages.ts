/**
 * Which functions of a bundle are a package's: its source map says so. What the plan says of files
 * in node_modules holds for them, too; in the default plan they are off.
 */
import { SourceMap } from 'node:module';

const folder = 'node_modules/';
/** Larger maps are left alone: each mapping becomes an object. */
const maxMapCharacters = 64 * 2 ** 20;

/** Path in the project of the package's file that the text there comes from; both from 1. */
export type PackageAt = (line: number, column: number) => string | undefined;

/** The map, where the module at `path` is a bundle with packages in it; quick to tell. */
export function mapOfBundle(path: string, sourceMap: string | undefined): string | undefined {
  if (sourceMap === undefined || sourceMap.length > maxMapCharacters) return undefined;
  return path.includes(`/${folder}`) || !sourceMap.includes(folder) ? undefined : sourceMap;
}

/** The map is read when the first function is asked for. */
export function packagesIn(sourceMap: string): PackageAt {
  let find: ReturnType<typeof finder> | undefined;
  return (line, column) => {
    find ??= finder(sourceMap);
    const file = find(line - 1, column - 1);
    const at = file.indexOf(folder);
    return at < 0 ? undefined : file.slice(at);
  };
}

/** Original files by lines and columns from 0; empty for what comes from none. */
function finder(sourceMap: string): (line: number, column: number) => string {
  try {
    const map = new SourceMap(JSON.parse(sourceMap) as ConstructorParameters<typeof SourceMap>[0]);
    return (line, column) => {
      // A mapping may lead nowhere.
      const { originalSource } = map.findEntry(line, column) as { originalSource?: string | null };
      return originalSource ?? '';
    };
  } catch {
    return () => ''; // it is no map
  }
}
