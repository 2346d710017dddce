/**
 * Call sites as they are without scope. V8's own methods cannot be replaced; a call site in code of
 * ours gets another prototype, with the same methods and four that lead back to the original text.
 */
import { probePrefix } from '../probes.js';
import {
  create,
  defineProperty,
  getOwnPropertyDescriptor,
  getOwnPropertyDescriptors,
  getPrototypeOf,
  hasOwn,
  indexOf,
  isNativeError,
  objectKeys,
  privateWeakMap,
  setPrototypeOf,
  slice,
  uncurryThis,
} from '../runtime/primordials.js';
import type { Place } from '../transform/original.js';
import type { Disguise } from './disguise.js';
import { loadsMain } from '../main-module.js';
import { callSitesHere } from './call-sites-here.js';
import type { CorrectMessage } from './messages.js';
import { hookFrames, type FrameName } from './hook-frames.js';
import { correctPlaces, type GuestTexts } from './texts.js';

interface CallSite extends NodeJS.CallSite {
  toString(): string;
  getPosition(): number;
  getEnclosingLineNumber(): number;
  getEnclosingColumnNumber(): number;
}

/**
 * Call sites that V8 names wrongly, by the file that they stand in: it does not find the name of a
 * method whose place in its object is taken by a stand-in, and finds the class above where a
 * class's constructor is one.
 */
const misnamed: Readonly<Record<string, { shown: string; type: string; method?: string }>> = {
  __proto__: null as never,
  'node:internal/modules/cjs/loader': { shown: 'Module', type: 'Module', method: '_compile' },
  'node:internal/process/execution': {
    shown: 'process',
    type: 'process',
    method: '_fatalException',
  },
  'node:internal/worker/io': { shown: 'EventTarget', type: 'BroadcastChannel' },
};

export class CallSites {
  readonly #texts: GuestTexts;
  readonly #disguise: Disguise;
  readonly #ownScripts: readonly string[];
  readonly #correctMessage: CorrectMessage;
  readonly #methods = methodsOf(callSitesHere(1)[0]! as CallSite);
  /** By V8's prototype; every realm has its own. */
  readonly #prototypes = privateWeakMap<object, object>();
  /** The name that a ReferenceError was thrown for, by its first call site. */
  readonly #missing = privateWeakMap<object, string>();

  /** `ownScripts`: how names of our own scripts begin. */
  constructor(
    texts: GuestTexts,
    disguise: Disguise,
    ownScripts: readonly string[],
    correctMessage: CorrectMessage,
  ) {
    this.#texts = texts;
    this.#disguise = disguise;
    this.#ownScripts = ownScripts;
    this.#correctMessage = correctMessage;
  }

  /**
   * Takes our own call sites out of the array for an error, and corrects the others where they need
   * it.
   */
  correct(trace: unknown, error: unknown): void {
    this.#correctMessage(error);
    try {
      const sites = trace as CallSite[];
      const missing = missingName(error);
      let kept = 0;
      for (let i = 0; i < sites.length; i++) {
        const hidden = hookFrames(i, (index) => this.#nameOf(sites[index]));
        if (hidden > 0) {
          i += hidden - 1;
          continue;
        }
        const site = sites[i]!;
        const name = this.#methods.getFileName(site);
        if (this.#isOwn(name)) {
          if (loadsMain(this.#methods.getFunctionName(site))) break;
          continue;
        }
        if (this.#needsCorrection(site, name)) {
          this.#dress(site);
          if (kept === 0 && missing !== undefined) this.#missing.set(site, missing);
        }
        if (kept !== i) sites[kept] = site;
        kept++;
      }
      if (kept !== sites.length) sites.length = kept;
    } catch {
      // no call sites of V8's, or a stack that is nearly full: they stay as they are
    }
  }

  /** The same for the plain objects of util.getCallSites(). */
  correctList(list: unknown): void {
    const sites = list as Record<string, unknown>[];
    const nameOf = (site: Record<string, unknown> | undefined) =>
      site && { file: site['scriptName'], name: site['functionName'] };
    let kept = 0;
    for (let i = 0; i < sites.length; i++) {
      const hidden = hookFrames(i, (index) => nameOf(sites[index]));
      if (hidden > 0) {
        i += hidden - 1;
        continue;
      }
      const site = sites[i]!;
      if (this.#isOwn(site['scriptName'])) {
        if (loadsMain(site['functionName'])) break;
        continue;
      }
      sites[kept++] = site;
      const text = this.#texts.named(site['scriptName']);
      const original = text && this.#texts.original(text);
      if (original === undefined) continue;
      const raw = [site['lineNumber'], site['columnNumber']] as [number, number];
      const { line, column } = original.place(...raw);
      site['functionName'] = withoutProbe(site['functionName']);
      site['lineNumber'] = line;
      site['columnNumber'] = column;
      if (hasOwn(site, 'column')) site['column'] = column;
    }
    sites.length = kept;
  }

  #nameOf(site: CallSite | undefined): FrameName | undefined {
    if (site === undefined) return undefined;
    const { getFileName, getFunctionName } = this.#methods;
    return { file: getFileName(site), name: getFunctionName(site) };
  }

  #isOwn(name: unknown): boolean {
    if (typeof name !== 'string') return false;
    for (let i = 0; i < this.#ownScripts.length; i++) {
      const own = this.#ownScripts[i]!;
      if (slice(name, 0, own.length) === own) return true;
    }
    return false;
  }

  #needsCorrection(site: CallSite, name: unknown): boolean {
    const { isEval, getMethodName, getTypeName } = this.#methods;
    const wrong = misnamed[name as string];
    if (wrong) {
      const isNamed = wrong.method !== undefined && getMethodName(site) !== null;
      return !isNamed && getTypeName(site) === wrong.shown;
    }
    return this.#texts.named(name) !== undefined || isEval(site);
  }

  #dress(site: CallSite): void {
    const prototype = getPrototypeOf(site) as object;
    if (this.#prototypes.get(prototype) === prototype) return;
    let dressed = this.#prototypes.get(prototype);
    if (dressed === undefined) {
      dressed = this.#dressed(prototype);
      this.#prototypes.set(prototype, dressed);
      this.#prototypes.set(dressed, dressed);
    }
    setPrototypeOf(site, dressed);
  }

  #dressed(prototype: object): object {
    const texts = this.#texts;
    const methods = this.#methods;
    const missing = this.#missing;
    const original = (site: CallSite) => {
      const text = texts.named(methods.getFileName(site));
      return text && texts.original(text);
    };
    const place = (site: CallSite): Place => {
      const line = methods.getLineNumber(site);
      const column = methods.getColumnNumber(site);
      return original(site)?.place(line, column, missing.get(site)) ?? { line, column };
    };
    const corrected = {
      getLineNumber(this: CallSite) {
        return place(this).line;
      },
      getColumnNumber(this: CallSite) {
        return place(this).column;
      },
      getEnclosingColumnNumber(this: CallSite) {
        const column = methods.getEnclosingColumnNumber(this);
        const line = methods.getEnclosingLineNumber(this);
        return original(this)?.place(line, column).column ?? column;
      },
      getPosition(this: CallSite) {
        const position = methods.getPosition(this);
        return original(this)?.offset(position) ?? position;
      },
      getEvalOrigin(this: CallSite) {
        const origin = methods.getEvalOrigin(this);
        return typeof origin === 'string' ? correctPlaces(texts, origin) : origin;
      },
      getFunctionName(this: CallSite) {
        return withoutProbe(methods.getFunctionName(this));
      },
      getMethodName(this: CallSite) {
        const name = methods.getMethodName(this);
        return name ?? misnamed[methods.getFileName(this) as string]?.method ?? name;
      },
      getTypeName(this: CallSite) {
        const wrong = misnamed[methods.getFileName(this) as string];
        return wrong?.type ?? withoutProbe(methods.getTypeName(this));
      },
      toString(this: CallSite) {
        const text = withoutProbes(methods, this);
        const wrong = misnamed[methods.getFileName(this) as string];
        if (wrong === undefined) return correctPlaces(texts, text, missing.get(this));
        const { shown, type, method } = wrong;
        return method === undefined
          ? instead(text, `${shown}.`, `${type}.`)
          : instead(text, `${shown}.<anonymous>`, `${type}.${method}`);
      },
    };
    const result = create(getPrototypeOf(prototype) as object) as object;
    const own = getOwnPropertyDescriptors(prototype) as Record<string, PropertyDescriptor>;
    const replaced = corrected as Record<string, object>;
    const keys = objectKeys(own);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const descriptor = own[key]!;
      if (hasOwn(replaced, key)) {
        descriptor.value = this.#disguise.as(replaced[key]!, descriptor.value as object);
      }
      defineProperty(result, key, descriptor);
    }
    return result;
  }
}

/**
 * V8 names a function that has no name after what stands around it: one in a list in an argument of
 * a probe is `__s$v.list`. Null where nothing is left, as of any function without a name.
 */
function withoutProbe(name: unknown): unknown {
  if (typeof name !== 'string' || indexOf(name, probePrefix) < 0) return name;
  let rest = name;
  for (;;) {
    const at = indexOf(rest, probePrefix);
    if (at < 0) return rest === '' ? null : rest;
    const dot = indexOf(rest, '.', at);
    rest = slice(rest, 0, at) + (dot < 0 ? '' : slice(rest, dot + 1));
  }
}

/** The same in the text of a call site: `name (file:1:2)`, `Type.name [as key] (file:1:2)`. */
function withoutProbes(methods: ReturnType<typeof methodsOf>, site: CallSite): string {
  const text = methods.toString(site);
  if (indexOf(text, probePrefix) < 0) return text;
  const type = methods.getTypeName(site);
  const typed = exchanged(text, type, withoutProbe(type));
  const name = methods.getFunctionName(site);
  const shown = withoutProbe(name);
  if (shown !== null || typeof name !== 'string') return exchanged(typed, name, shown);
  const at = indexOf(typed, `${name} (`);
  if (at < 0 || (at > 0 && slice(typed, at - 1, at) === '.')) {
    return exchanged(typed, name, '<anonymous>');
  }
  return slice(typed, 0, at) + slice(typed, at + name.length + 2, typed.length - 1);
}

function exchanged(text: string, part: unknown, by: unknown): string {
  if (part === by || typeof part !== 'string' || typeof by !== 'string') return text;
  return instead(text, part, by);
}

function instead(text: string, part: string, replacement: string): string {
  const at = indexOf(text, part);
  return at < 0 ? text : slice(text, 0, at) + replacement + slice(text, at + part.length);
}

const notDefined = ' is not defined';
const access = "Cannot access '";
const beforeInitialization = "' before initialization";

/** The name that V8's error says is missing; it has no other way to tell. */
function missingName(error: unknown): string | undefined {
  if (!isNativeError(error)) return undefined;
  const message: unknown = getOwnPropertyDescriptor(error, 'message')?.value;
  if (typeof message !== 'string') return undefined;
  const end = message.length - notDefined.length;
  if (end > 0 && slice(message, end) === notDefined) return slice(message, 0, end);
  const accessEnd = message.length - beforeInitialization.length;
  if (accessEnd < 0 || slice(message, accessEnd) !== beforeInitialization) return undefined;
  return slice(message, 0, access.length) === access
    ? slice(message, access.length, accessEnd)
    : undefined;
}

function methodsOf(site: CallSite) {
  const of = <Result>(key: keyof CallSite) =>
    uncurryThis<CallSite, [], Result>(site[key] as () => Result);
  return {
    getColumnNumber: of<number>('getColumnNumber'),
    getLineNumber: of<number>('getLineNumber'),
    getEnclosingColumnNumber: of<number>('getEnclosingColumnNumber'),
    getEnclosingLineNumber: of<number>('getEnclosingLineNumber'),
    getPosition: of<number>('getPosition'),
    getEvalOrigin: of<unknown>('getEvalOrigin'),
    getFileName: of<unknown>('getFileName'),
    getFunctionName: of<unknown>('getFunctionName'),
    getMethodName: of<unknown>('getMethodName'),
    getTypeName: of<unknown>('getTypeName'),
    isEval: of<boolean>('isEval'),
    toString: of<string>('toString'),
  };
}
