/**
 * Places of tests in what node:test reports. It takes them from V8's frames, of which no stack is
 * formatted, so they are corrected where a test or a hook is made, before Node asks a source map.
 */
import { internalRequire, internalRequireNow, type InternalRequire } from '../node-internals.js';
import { apply, getOwnPropertyDescriptor } from '../runtime/primordials.js';
import type { Disguise } from './disguise.js';
import type { GuestTexts } from './texts.js';

/** Of one of Node's own modules, in its list of them. */
interface NodesModule {
  exports: object;
  compileForInternalLoader: () => object;
}

interface TestModule {
  Test: { prototype: object };
}

type Place = [line: number, column: number, script: unknown];

const { deleteProperty } = Reflect;
const id = 'internal/test_runner/test';

export class TestPlaces {
  readonly #texts: GuestTexts;
  readonly #disguise: Disguise;
  #isCorrected = false;

  constructor(texts: GuestTexts, disguise: Disguise) {
    this.#texts = texts;
    this.#disguise = disguise;
    const { moduleLoadList } = process as unknown as { moduleLoadList: string[] };
    if (moduleLoadList.includes(`NativeModule ${id}`)) this.correct();
    else if (internalRequire !== undefined) this.#await(internalRequire);
  }

  /** Call when node:test is loaded, where Node tells of that. */
  correct(): void {
    if (this.#isCorrected) return;
    this.#isCorrected = true;
    const internal = internalRequireNow();
    if (internal !== undefined) this.#correct(internal(id) as TestModule);
  }

  /** Corrects the module when it has been loaded. */
  #await(internal: InternalRequire): void {
    const { BuiltinModule } = internal('internal/bootstrap/realm') as {
      BuiltinModule: { map: Map<string, NodesModule> };
    };
    const module = BuiltinModule.map.get(id);
    if (module === undefined) return;
    const { compileForInternalLoader } = module;
    module.compileForInternalLoader = () => {
      deleteProperty(module, 'compileForInternalLoader');
      const exports = apply(compileForInternalLoader, module, []);
      this.#isCorrected = true;
      this.#correct(exports as TestModule);
      return exports;
    };
  }

  #correct({ Test }: TestModule): void {
    this.#disguise.replace(Test.prototype, 'createSubtest', {
      before: (args) => this.#correctPlace(args[4]),
    });
    this.#disguise.replace(Test.prototype, 'createHook', {
      before: (args) => this.#correctPlace(args[2]),
    });
  }

  #correctPlace(options: unknown): void {
    const place = getOwnPropertyDescriptor(options, 'loc')?.value as Place | undefined;
    if (place === undefined) return;
    const text = this.#texts.named(place[2]);
    const original = text && this.#texts.original(text);
    if (original === undefined) return;
    const { line, column } = original.place(place[0], place[1]);
    place[0] = line;
    place[1] = column;
  }
}
