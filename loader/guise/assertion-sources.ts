/**
 * The source that node:assert quotes for an assertion without a message. From Node 22 on it is the
 * line that V8 has for a place in a stack; it gets the line and column that were written. Node's
 * module takes the function that tells them when it is loaded.
 */
import { internalRequireNow } from '../node-internals.js';
import { defineProperty, getOwnPropertyDescriptor } from '../runtime/primordials.js';
import type { GuestTexts } from './texts.js';

interface Positions {
  sourceLine: string;
  scriptResourceName: unknown;
  lineNumber: number;
  /** From 0. */
  startColumn: number;
}

interface ErrorsBinding {
  getErrorSourcePositions?: (error: unknown) => Positions;
}

const key = 'getErrorSourcePositions';

export class AssertionSources {
  readonly #texts: GuestTexts;
  #isCorrected = false;

  constructor(texts: GuestTexts) {
    this.#texts = texts;
  }

  /** Call before what loads node:assert. */
  correct(): void {
    if (this.#isCorrected) return;
    this.#isCorrected = true;
    const internal = internalRequireNow();
    const realm = internal?.('internal/bootstrap/realm');
    const { internalBinding } = (realm ?? {}) as {
      internalBinding?: (name: string) => ErrorsBinding;
    };
    const binding = internalBinding?.('errors');
    const descriptor = binding && getOwnPropertyDescriptor(binding, key);
    const positionsOf = descriptor?.value as ErrorsBinding[typeof key];
    if (binding === undefined || positionsOf === undefined) return;
    const value = (error: unknown): Positions => this.#corrected(positionsOf(error));
    defineProperty(binding, key, { ...descriptor, value });
  }

  #corrected(positions: Positions): Positions {
    const { scriptResourceName, lineNumber, startColumn } = positions;
    const text = this.#texts.named(scriptResourceName);
    const original = text && this.#texts.original(text);
    const place = original?.place(lineNumber, startColumn + 1);
    const sourceLine = place && original?.line(place.line);
    if (sourceLine === undefined) return positions;
    return { ...positions, sourceLine, lineNumber: place!.line, startColumn: place!.column - 1 };
  }
}
