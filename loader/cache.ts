/**
 * Transformed modules on disk, so that a program pays for parsing once. An entry is found by the
 * hash of everything that its content depends on; it holds the sites as one line of JSON, then the
 * code with probe headers for sites from 0 on, which are moved to the process's site ids when it is
 * loaded.
 *
 *   {"v":1,"crc":123,"sites":[...],"skips":[...]}\n
 *   export function f(a) {__s$e1(2,a);try{...
 *
 * Entries are written beside their place and renamed into it: concurrent processes see whole files.
 * A torn or foreign entry, or a folder that cannot be written, only costs the time of a transform.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Site, Skip } from '../lib/plan/site.js';
import { kindBits, probePrefix } from './probes.js';

/** Raised when the transform's output changes. */
const cacheVersion = 2;

export interface CachedModule {
  sites: Site[];
  skips: Skip[];
  /** Code with headers for sites from 0 on. */
  code: string;
}

interface Head {
  v: number;
  crc: number;
  sites: Site[];
  skips: Skip[];
}

export class TransformCache {
  readonly #folder: string;
  readonly #salt: string;

  /** `salt`: what else the output depends on (the plan). */
  constructor(folder: string, salt: string) {
    this.#folder = folder;
    this.#salt = salt;
  }

  /**
   * The entry's path for a module; `path` and `format` decide with the plan what is instrumented.
   */
  key(source: string, path: string, format: string): string {
    const hash = createHash('sha256');
    hash.update([cacheVersion, this.#salt, format, path, ''].join('\0')).update(source);
    const name = hash.digest('hex');
    return join(this.#folder, name.slice(0, 2), name.slice(2, 40));
  }

  /** Undefined where there is no entry, or none that can be trusted. */
  read(key: string): CachedModule | undefined {
    try {
      const text = readFileSync(key, 'utf8');
      const end = text.indexOf('\n');
      const head = JSON.parse(text.slice(0, end)) as Head;
      const code = text.slice(end + 1);
      if (head.v !== cacheVersion || head.crc !== crc32(code)) return undefined;
      return { sites: head.sites, skips: head.skips, code };
    } catch {
      return undefined;
    }
  }

  write(key: string, { sites, skips, code }: CachedModule): void {
    const head: Head = { v: cacheVersion, crc: crc32(code), sites, skips };
    const fresh = `${key}.${String(process.pid)}.${String(performance.now())}`;
    try {
      mkdirSync(dirname(key), { recursive: true, mode: 0o700 });
      writeFileSync(fresh, `${JSON.stringify(head)}\n${code}`, { mode: 0o600, flag: 'wx' });
      renameSync(fresh, key);
    } catch {
      rmSync(fresh, { force: true });
    }
  }
}

const probeHeaders = new RegExp(
  `${probePrefix.replace('$', '\\$')}[a-z]\\d?(?:\\?\\.)?\\((\\d+)`,
  'g',
);

/** Moves code for sites from 0 on to sites from `firstSite` on. */
export function rebase(code: string, firstSite: number): string {
  const shift = firstSite << kindBits;
  return code.replace(probeHeaders, (call, digits: string) => {
    return call.slice(0, -digits.length) + String(Number(digits) + shift);
  });
}
