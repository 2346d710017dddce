/**
 * Surveys of modules by the hash of their text, in one file beside the recordings, so that a second
 * survey reads texts and parses nothing that it has parsed before. A cache that cannot be read or
 * written costs time, never a result.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ModuleSurvey } from './types.js';

/** Raised when what a survey says changes. */
const version = 8;

interface CacheFile {
  version: number;
  modules: Record<string, ModuleSurvey>;
}

export class SurveyCache {
  readonly #path: string;
  readonly #known: Map<string, ModuleSurvey>;
  readonly #used = new Map<string, ModuleSurvey>();
  #isChanged = false;

  /** `path`: the cache file; empty: none. */
  constructor(path: string) {
    this.#path = path;
    this.#known = new Map(Object.entries(path === '' ? {} : read(path)));
  }

  get(key: string): ModuleSurvey | undefined {
    const module = this.#known.get(key);
    if (module !== undefined) this.#used.set(key, module);
    return module;
  }

  set(key: string, module: ModuleSurvey): void {
    this.#used.set(key, module);
    this.#isChanged = true;
  }

  /** Keeps what this survey used, and drops the rest. */
  save(): void {
    if (this.#path === '' || (!this.#isChanged && this.#used.size === this.#known.size)) return;
    const file: CacheFile = { version, modules: Object.fromEntries(this.#used) };
    const fresh = `${this.#path}.${String(process.pid)}`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      writeFileSync(fresh, JSON.stringify(file), { mode: 0o600 });
      renameSync(fresh, this.#path);
    } catch {
      // a folder that cannot be written: the next survey takes as long as this one
    }
  }
}

function read(path: string): Record<string, ModuleSurvey> {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as CacheFile;
    return file.version === version && typeof file.modules === 'object' ? file.modules : {};
  } catch {
    return {};
  }
}
