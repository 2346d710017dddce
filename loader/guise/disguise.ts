/**
 * Functions that stand in for Node's and the engine's and look like them: a Proxy shows its
 * target's name, length and kind, its trap is native and leaves no frame, and
 * Function.prototype.toString gives the target's text. The same text is given for the guest's own
 * functions: the one they were written with.
 *
 * A Proxy is one to util.types.isProxy, and Node 26 prints it as such. Where `this` is always the
 * same, what the program sees is a function bound to the Proxy.
 */
import type { Binding } from '../../lib/binding.js';
import { functionToString, privateWeakMap, uncurryThis } from '../runtime/primordials.js';
import type { GuestTexts } from './texts.js';

type Callable = (...args: never[]) => unknown;

type Constructor = new (...args: never[]) => object;

const { construct } = Reflect;
const bind = uncurryThis(Function.prototype.bind) as <T>(target: T, self: unknown) => T;

export interface Between {
  /** May change the arguments; returns nothing, or a function to call in the target's place. */
  before?: (args: unknown[], self: unknown) => unknown;
  /** Returns the result, or undefined for the one that there is. */
  after?: (result: unknown, self: unknown, args: unknown[]) => unknown;
  /** It throws. */
  failed?: (error: unknown, self: unknown, args: unknown[]) => void;
}

export interface Making {
  /** Calls `construct` with what it returns being the new object. */
  make?: (construct: () => object, args: readonly unknown[]) => unknown;
  made: (instance: object) => void;
}

export class Disguise {
  readonly #native: Binding;
  /** What a function of ours stands for. */
  readonly #models = privateWeakMap<object, object>();

  constructor(native: Binding) {
    this.#native = native;
  }

  /** From now on `standIn` shows the text of `model`. */
  as<Function extends object>(standIn: Function, model: object): Function {
    this.#models.set(standIn, this.#models.get(model) ?? model);
    return standIn;
  }

  /** A function like `target` that calls it between the two. */
  around<Target extends Callable>(target: Target, { before, after, failed }: Between): Target {
    const apply = this.#native.interpose(before, after, failed) as ProxyHandler<Target>['apply'];
    return this.as(new Proxy(target, { apply: apply! }), target);
  }

  /** Puts a stand-in in the place of the method `key` of `object`. */
  replace(object: object, key: string, between: Between): void {
    this.#replace(object, key, (target) => this.around(target, between));
  }

  /** The same of one that is called with `object` alone, or bound to it already. */
  replaceBound(object: object, key: string, between: Between): void {
    this.#replace(object, key, (target) =>
      this.#bound(this.around(target, between), target, object),
    );
  }

  #replace(object: object, key: string, around: (target: Callable) => Callable): void {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (typeof descriptor?.value !== 'function') return;
    const value = around(descriptor.value as Callable);
    Object.defineProperty(object, key, { ...descriptor, value });
  }

  /** No Proxy, but bound to one. */
  #bound<Target extends object>(proxy: Target, target: Target, self?: object): Target {
    const bound = bind(proxy, self);
    Object.setPrototypeOf(bound, Object.getPrototypeOf(target) as object);
    const shown = Object.getOwnPropertyDescriptors(target) as PropertyDescriptorMap;
    Object.defineProperties(bound, shown);
    const prototype = shown['prototype']?.value as object | undefined;
    if (prototype !== undefined) Object.defineProperty(prototype, 'constructor', { value: bound });
    return this.as(bound, target);
  }

  /** Puts a stand-in in the place of a class, here and in the global scope; tells what it makes. */
  replaceClass(object: object, key: string, { make, made }: Making): void {
    const target = Object.getOwnPropertyDescriptor(object, key)?.value as Constructor | undefined;
    if (target === undefined) return;
    const proxy: Constructor = new Proxy(target, {
      construct(_target, args: never[], newTarget) {
        const chosen = newTarget === proxy ? target : newTarget;
        const plain = (): object => construct(target, args, chosen) as object;
        const instance = (make === undefined ? plain() : make(plain, args)) as object;
        try {
          made(instance);
        } catch {
          // not recorded
        }
        return instance;
      },
    });
    // A bound class would not be printed as a class.
    const isClass = functionToString(target).startsWith('class');
    const standIn = isClass ? this.as(proxy, target) : this.#bound(proxy, target);
    const value = { value: standIn };
    Object.defineProperty(object, key, value);
    Object.defineProperty(target.prototype, 'constructor', value);
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, key);
    if (typeof descriptor?.get === 'function') {
      // Node gets it when it is asked for, and puts it there.
      const after = (): unknown => {
        Object.defineProperty(globalThis, key, { ...value, writable: true });
        return standIn;
      };
      const get = this.around(descriptor.get as Callable, { after });
      Object.defineProperty(globalThis, key, { ...descriptor, get });
    } else if (descriptor?.value === target) Object.defineProperty(globalThis, key, value);
  }

  /** A class like `target`; `before` may change what it is made with, and ask to be told of it. */
  aroundClass<Class extends new (...args: never[]) => object>(
    target: Class,
    before: (args: unknown[]) => ((instance: object) => void) | undefined,
  ): Class {
    const standIn = new Proxy(target, {
      construct(_target, args: never[], newTarget) {
        let made: ReturnType<typeof before>;
        try {
          made = before(args);
        } catch {
          // it is made as it would be
        }
        const instance = construct(target, args, newTarget) as object;
        try {
          made?.(instance);
        } catch {
          // it stays as it was made
        }
        return instance;
      },
    });
    return this.as(standIn, target);
  }

  /** Makes functions show the text that they were written with, in a realm. */
  showTexts(texts: GuestTexts, functionPrototype: object): void {
    this.replace(functionPrototype, 'toString', {
      after: (shown, self) => {
        const model = this.#models.get(self as object);
        return model === undefined ? originalText(texts, shown as string) : functionToString(model);
      },
    });
  }
}

function originalText(texts: GuestTexts, shown: string): string | undefined {
  const text = texts.of(shown);
  return text && texts.original(text)?.text(shown);
}
