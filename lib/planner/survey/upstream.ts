/**
 * The file that a compiled module was made from, by its upstream source map, so that a focus or a
 * diff in the user's own words finds the compiled function.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { nameInRoot } from './sources.js';

const comment = /\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/** Relative to the root; empty where there is no map, or it names several sources. */
export function originalFile(text: string, path: string, root: string): string {
  const start = text.lastIndexOf('sourceMappingURL=');
  const url = start < 0 ? undefined : comment.exec(text.slice(start - 4))?.[1];
  if (url === undefined) return '';
  try {
    const map = JSON.parse(readMap(url, path)) as { sources?: unknown; sourceRoot?: unknown };
    const sources = Array.isArray(map.sources) ? (map.sources as unknown[]) : [];
    if (sources.length !== 1 || typeof sources[0] !== 'string') return '';
    const folder = typeof map.sourceRoot === 'string' ? map.sourceRoot : '';
    return nameInRoot(root, resolve(dirname(path), folder, sources[0]));
  } catch {
    return '';
  }
}

function readMap(url: string, path: string): string {
  if (!url.startsWith('data:')) {
    return readFileSync(resolve(dirname(path), decodeURIComponent(url)), 'utf8');
  }
  const [head = '', data = ''] = url.split(',', 2);
  return head.endsWith(';base64')
    ? Buffer.from(data, 'base64').toString('utf8')
    : decodeURIComponent(data);
}
