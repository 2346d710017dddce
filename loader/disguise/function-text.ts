/**
 * `Function.prototype.toString` gives the text that the user wrote. The replacement asks V8's own, and
 * only where the answer contains a probe takes the insertions out of it.
 */
import { probePrefix } from '../probes.js';
import type { ModuleText } from './module-texts.js';

const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;

/** `findByPiece` returns the module whose instrumented text contains a piece, and where. */
export type FindByPiece = (piece: string) => { text: ModuleText; from: number } | undefined;

export function installFunctionText(findByPiece: FindByPiece): void {
  const descriptor = getOwnPropertyDescriptor(Function.prototype, 'toString');
  if (descriptor === undefined) return;
  const native = descriptor.value as () => string;

  function originalText(shown: string): string {
    if (!shown.includes(probePrefix)) return shown;
    const found = findByPiece(shown);
    if (found === undefined) return shown;
    return found.text.original(found.from, found.from + shown.length);
  }

  const holder = {
    toString(this: unknown): string {
      // Asked for its own text, the replacement shows that of the function it stands for.
      const self = this === holder.toString ? native : this;
      return originalText(apply(native, self, []) as string);
    },
  };
  defineProperty(Function.prototype, 'toString', { ...descriptor, value: holder.toString });
}
