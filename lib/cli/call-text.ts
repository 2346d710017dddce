/** A call on one line: `parse(text: "…") ✗ SyntaxError: Unexpected token`. */
import type { Call } from '../model/call.js';
import type { SiteInfo } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import { paint, printable, valueText } from './text.js';

/** Characters that all arguments together may take, and one of them where they would take more. */
const maxArgumentsCharacters = 100;
const maxShortCharacters = 24;

/** Name and arguments. */
export function callText(call: Call, site: SiteInfo): string {
  const values = call.args ?? [];
  const names = values.map((_, index) => printable(site.parameters[index] ?? ''));
  let texts = values.map((value) => valueText(value));
  const characters = [...texts, ...names].reduce((sum, { length }) => sum + length + 2, 0);
  if (characters > maxArgumentsCharacters) {
    texts = values.map((value) => valueText(value, maxShortCharacters));
  }
  const args = texts.map((text, index) => {
    return names[index] === '' ? text : `${paint.dim(`${names[index]!}:`)} ${text}`;
  });
  return `${paint.bold(printable(site.fn))}(${args.join(', ')})`;
}

/** How it ended, where that is worth a word. */
export function endText(call: Call, result: Value): string {
  switch (call.outcome) {
    case 'threw':
      return paint.red(` ✗ ${valueText(result)}`);
    case 'returned': {
      const isSilent =
        result === undefined ||
        (typeof result === 'object' && result !== null && result.type === 'notCaptured');
      return isSilent ? '' : ` → ${valueText(result)}`;
    }
    case 'open':
      return paint.yellow(' (still open)');
    case 'cut':
      return paint.yellow(' (end lost)');
  }
}
