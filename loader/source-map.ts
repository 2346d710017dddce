/**
 * The source map that an earlier tool (TypeScript, a bundler, tsx) left in a module's text, so that
 * the reader can lead from the module's positions to the user's original file.
 */
import { dirname, isAbsolute, resolve } from 'node:path';

/** Only the end of the text is looked at: the comment must be the last line. */
const tailLength = 64 << 20;
const comment = /\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/**
 * The map as JSON text, or undefined when the text names none that can be read.
 * `readText` returns a file's text, or undefined.
 */
export function upstreamMap(
  source: string,
  path: string,
  readText: (path: string) => string | undefined,
): string | undefined {
  const start = source.lastIndexOf('sourceMappingURL=');
  if (start < 0 || source.length - start > tailLength) return undefined;
  const url = comment.exec(source.slice(start - 4))?.[1];
  if (url === undefined) return undefined;
  if (url.startsWith('data:')) return fromDataUrl(url);
  if (!isAbsolute(path) || /^[a-z]+:/i.test(url)) return undefined;
  return readText(resolve(dirname(path), decodeURIComponent(url)));
}

function fromDataUrl(url: string): string | undefined {
  const [head, data] = url.split(',', 2);
  if (head === undefined || data === undefined) return undefined;
  return head.endsWith(';base64')
    ? Buffer.from(data, 'base64').toString('utf8')
    : decodeURIComponent(data);
}
