/** A call on one line: `parse(text: "…") ✗ SyntaxError: Unexpected token`. */
import type { Call } from '../model/call.js';
import type { SiteInfo } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import { paint, printable, valueText } from './text.js';

/** Name and arguments, each of at most so many characters. */
export function callText(call: Call, site: SiteInfo, characters?: number): string {
  const values = call.args ?? [];
  const names = values.map((_, index) => printable(site.parameters[index] ?? ''));
  const texts = values.map((value) => valueText(value, characters));
  const args = texts.map((text, index) => {
    return names[index] === '' ? text : `${paint.dim(`${names[index]!}:`)} ${text}`;
  });
  return `${paint.bold(printable(site.fn))}(${args.join(', ')})`;
}

/** What went wrong says more than what it was called with. */
const minErrorCharacters = 24;

function forError(characters: number | undefined): number | undefined {
  return characters === undefined ? undefined : Math.max(characters, minErrorCharacters);
}

/** How it ended, where that is worth a word. */
export function endText(call: Call, result: Value, characters?: number): string {
  switch (call.outcome) {
    case 'threw':
      return paint.red(` ✗ ${valueText(result, forError(characters))}`);
    case 'returned': {
      const isSilent =
        result === undefined ||
        (typeof result === 'object' && result !== null && result.type === 'notCaptured');
      return isSilent ? '' : ` → ${valueText(result, characters)}`;
    }
    case 'open':
      return paint.yellow(' (still open)');
    case 'cut':
      return paint.yellow(' (end lost)');
  }
}
