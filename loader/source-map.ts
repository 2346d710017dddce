/**
 * The source map that an earlier tool (TypeScript, a bundler, tsx) left in a module's text, so that
 * the reader can lead from the module's positions to the user's original file.
 */
import { dirname, isAbsolute, resolve } from 'node:path';

/**
 * The map as JSON text, or undefined when the text names none that can be read.
 * `readText` returns a file's text, or undefined; `textOfBase64` the text that base64 stands for.
 */
export function upstreamMap(
  source: string,
  path: string,
  readText: (path: string) => string | undefined,
  textOfBase64: (base64: string) => string,
): string | undefined {
  const url = lastComment(source);
  if (url === undefined) return undefined;
  if (url.startsWith('data:')) return fromDataUrl(url, textOfBase64);
  if (!isAbsolute(path) || /^[a-z]+:/i.test(url)) return undefined;
  return readText(resolve(dirname(path), decodeURIComponent(url)));
}

/** A script's text without what a runner put behind that of the module in it. */
export function withoutWrapperEnd(source: string): string {
  const isEnd = (at: number): boolean =>
    isBlank(source.charCodeAt(at)) || '});'.includes(source[at]!);
  let end = source.length;
  while (end > 0 && isEnd(end - 1)) end--;
  return source.slice(0, end);
}

const comment = /^\/\/[#@] sourceMappingURL=(\S+)$/;
const beforeUrl = '//# '.length;

/** What the last line of the text says: the line is told from its last blank on. */
function lastComment(source: string): string | undefined {
  let end = source.length;
  while (end > 0 && isBlank(source.charCodeAt(end - 1))) end--;
  const blank = source.lastIndexOf(' ', end - 1);
  return blank < 0 ? undefined : comment.exec(source.slice(blank + 1 - beforeUrl, end))?.[1];
}

function isBlank(unit: number): boolean {
  return unit <= 32 || unit === 0xa0 || unit === 0xfeff || unit === 0x2028 || unit === 0x2029;
}

function fromDataUrl(url: string, textOfBase64: (text: string) => string): string | undefined {
  const [head, data] = url.split(',', 2);
  if (head === undefined || data === undefined) return undefined;
  return head.endsWith(';base64') ? textOfBase64(data) : decodeURIComponent(data);
}
