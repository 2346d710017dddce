/**
 * The way back from rendered text: places for stack traces and source maps, and the text of a
 * function for Function.prototype.toString. Insertions are pairs of place and length, from
 * `Transformed.insertions`.
 *
 *   originalText(source, rendered, insertions, 'a =>{__s$e1(2,a);try{return …}…}')    // 'a => a'
 */
import { probe } from '../probes.js';

/**
 * Offset in the source of an offset in the rendered text; inside an insertion, where that stands.
 */
export function originalOffset(insertions: Int32Array, offset: number): number {
  let inserted = 0;
  for (let i = 0; i < insertions.length; i += 2) {
    const place = insertions[i]!;
    const length = insertions[i + 1]!;
    if (offset <= place + inserted) break;
    if (offset <= place + inserted + length) return place;
    inserted += length;
  }
  return offset - inserted;
}

const enter = new RegExp(`${probe.enter.replaceAll('$', '\\$')}\\d?\\(\\d+\\b`);

/**
 * The source of a function or class whose rendered text is `text`; undefined for another module's.
 */
export function originalText(
  source: string,
  rendered: string,
  insertions: Int32Array,
  text: string,
): string | undefined {
  const match = enter.exec(text);
  if (!match) return undefined;
  // The header of an enter probe stands in one place of one module; the text around it must agree.
  const behind = text.charAt(match.index + match[0].length);
  const start = rendered.indexOf(match[0] + behind) - match.index;
  if (start < 0 || !rendered.startsWith(text, start)) return undefined;
  const end = originalOffset(insertions, start + text.length);
  return source.slice(originalOffset(insertions, start), end);
}
