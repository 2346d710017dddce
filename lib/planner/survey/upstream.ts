/**
 * Where a compiled module's functions stand in the file that it was made from, by its upstream
 * source map, so that a focus or a diff in the user's own words finds the compiled function.
 */
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Lines } from '../../plan/places.js';
import { nameInRoot } from './sources.js';
import type { ModuleSurvey } from './types.js';

const comment = /\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/** Nothing is noted where there is no map, it is none, or it names several sources. */
export function noteUpstream(module: ModuleSurvey, text: string, path: string, root: string): void {
  const start = text.lastIndexOf('sourceMappingURL=');
  const url = start < 0 ? undefined : comment.exec(text.slice(start - 4))?.[1];
  if (url === undefined) return;
  try {
    const map = JSON.parse(readMap(url, path)) as SourceMapPayload;
    const { sourceRoot = '' } = map as { sourceRoot?: string };
    const [source, ...more] = map.sources;
    if (typeof source !== 'string' || more.length > 0) return;
    const file = nameInRoot(root, resolve(dirname(path), sourceRoot, source));
    noteLines(module, text, new SourceMap(map));
    // The project's own compiler made it a moment ago.
    if (file !== module.file) module.original = file;
  } catch {
    // what cannot be read leads nowhere: places stay those of the compiled text
  }
}

function noteLines({ functions }: ModuleSurvey, text: string, map: SourceMap): void {
  const lines = new Lines(text);
  const lineOf = (at: number): number | undefined => {
    const { line, column } = lines.at(at);
    const found = map.findEntry(line - 1, column - 1);
    return 'originalLine' in found ? found.originalLine + 1 : undefined;
  };
  for (const fn of functions) {
    const first = lineOf(fn.start);
    if (first === undefined) continue;
    fn.sourceLine = first;
    fn.sourceEnd = Math.max(first, lineOf(fn.end - 1) ?? first);
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
