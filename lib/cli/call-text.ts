/** A call on one line: `parse(text: "…") ✗ SyntaxError: Unexpected token`. */
import type { Call } from '../model/call.js';
import type { SiteInfo } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import { paint, printable, valueText } from './text.js';

/** Name and arguments. */
export function callText(call: Call, site: SiteInfo): string {
  const args = (call.args ?? []).map((value, index) => {
    const name = site.parameters[index];
    return name === undefined
      ? valueText(value)
      : `${paint.dim(`${printable(name)}:`)} ${valueText(value)}`;
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
