/**
 * Paths as Node writes them in file: URLs, and back. By hand, since Node's own functions go through
 * accessors of URL that a guest may have patched.
 */

/** What stands escaped in the path of a file: URL. */
const escaped = /[\x00-\x20"#%<>?\\^`{}\x7f-\u{10ffff}]/gu;

/** Of an absolute path. */
export function urlOfPath(path: string): string {
  return `file://${path.replace(escaped, (unit) => {
    return unit.codePointAt(0)! < 0x80
      ? `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : encodeURIComponent(isLone(unit) ? '\ufffd' : unit);
  })}`;
}

function isLone(unit: string): boolean {
  return unit.length === 1 && unit >= '\ud800' && unit <= '\udfff';
}

/** The path of a file: URL; other URLs as they are. */
export function pathOfUrl(url: string): string {
  const path = /^file:\/\/(\/[^?#]*)/.exec(url)?.[1];
  if (path === undefined) return url;
  try {
    return decodeURIComponent(path);
  } catch {
    return url;
  }
}
