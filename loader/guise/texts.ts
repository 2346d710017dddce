/**
 * The modules that run instrumented here, and the way back to their text, found when somebody asks:
 * a program that shows no stack and no function's text pays for a reference to each source only.
 */
import type { ModuleFormat } from '../modules.js';
import { indexOf, lastIndexOf, privateMap, slice } from '../runtime/primordials.js';
import { probePrefix } from '../probes.js';
import { firstSiteIn, type Original } from '../transform/original.js';

/** What the way back is found from. */
export interface GuestText {
  url: string;
  path: string;
  format: ModuleFormat;
  source: string;
  /** What the columns of its first line are shifted by. */
  columnOffset: number;
  /** What runs: the very text that V8 has, so it costs nothing to keep. */
  code: string;
  /** Its key in the cache. */
  key: string;
  firstSite: number;
  siteCount: number;
}

/** Looks the way back up, or transforms the module once more. */
export type Recall = (text: GuestText) => Original;

export class GuestTexts {
  readonly #recall: Recall;
  /** By URL and by path. */
  readonly #byName = privateMap<string, GuestText>();
  readonly #all: GuestText[] = [];
  readonly #originals = privateMap<GuestText, Original>();

  constructor(recall: Recall) {
    this.#recall = recall;
  }

  add(text: GuestText): void {
    const known = this.#byName.get(text.path);
    if (known?.firstSite === text.firstSite && known.source === text.source) return;
    this.#byName.set(text.url, text);
    this.#byName.set(text.path, text);
    this.#all[this.#all.length] = text;
  }

  /** The module of a script's name, as stacks show it. */
  named(name: unknown): GuestText | undefined {
    if (typeof name !== 'string') return undefined;
    return this.#byName.get(name);
  }

  paths(): string[] {
    const paths: string[] = [];
    for (let i = 0; i < this.#all.length; i++) paths[i] = this.#all[i]!.path;
    return paths;
  }

  /** The module that a text with probes is from. */
  of(text: string): GuestText | undefined {
    return this.bySite(firstSiteIn(text));
  }

  bySite(site: number): GuestText | undefined {
    if (site < 0) return undefined;
    for (let i = 0; i < this.#all.length; i++) {
      const { firstSite, siteCount } = this.#all[i]!;
      if (site >= firstSite && site < firstSite + siteCount) return this.#all[i];
    }
    return undefined;
  }

  /** A message of V8's, quoting what was written; undefined where it quotes nothing of ours. */
  quoting(message: unknown): string | undefined {
    if (typeof message !== 'string' || indexOf(message, probePrefix) < 0) return undefined;
    const text = this.of(message);
    return text && this.original(text)?.quoting(message);
  }

  /** Undefined where the way back cannot be found now: the stack is nearly full. */
  original(text: GuestText): Original | undefined {
    try {
      let original = this.#originals.get(text);
      if (original === undefined) {
        original = this.#recall(text);
        this.#originals.set(text, original);
      }
      return original;
    } catch {
      return undefined;
    }
  }
}

/**
 * Corrects the columns in a place that V8 printed, where its script is one of ours.
 *
 *   async /a.js:1:20    f (/a.js:1:20)    eval (eval at f (/a.js:1:20), <anonymous>:1:1)
 *
 * `missing`: the name that a ReferenceError there is about.
 */
export function correctPlaces(texts: GuestTexts, text: string, missing?: string): string {
  const whole = correctPlace(texts, text, missing);
  if (whole !== undefined) return whole;
  const open = indexOf(text, '(');
  const close = lastIndexOf(text, ')');
  if (open < 0 || close < open) return text;
  const inside = correctPlaces(texts, slice(text, open + 1, close), missing);
  return `${slice(text, 0, open + 1)}${inside}${slice(text, close)}`;
}

/** Before the place of a function without a name. */
const asynchronous = 'async ';

function correctPlace(texts: GuestTexts, place: string, missing?: string): string | undefined {
  const lineEnd = lastIndexOf(place, ':');
  const nameEnd = lineEnd > 0 ? lastIndexOf(place, ':', lineEnd - 1) : -1;
  if (nameEnd < 0) return undefined;
  const nameStart = slice(place, 0, asynchronous.length) === asynchronous ? asynchronous.length : 0;
  const text = texts.named(slice(place, nameStart, nameEnd));
  const original = text && texts.original(text);
  if (original === undefined) return undefined;
  const line = Number(slice(place, nameEnd + 1, lineEnd));
  const corrected = original.place(line, Number(slice(place, lineEnd + 1)), missing);
  return `${slice(place, 0, nameEnd + 1)}${corrected.line}:${corrected.column}`;
}
