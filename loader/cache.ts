/**
 * Instrumented modules on disk, so that a program pays for parsing once. An entry is found by the
 * hash of everything that it depends on (module-key.ts), and holds what a warm start needs as it
 * needs it: the module's record compressed for the segment, and the code for the site ids that the
 * key prefers.
 *
 *   <folder>/5f3a...  32 bytes of head (magic, checksum, sizes), frame, roster, code
 *
 * Code from here runs in the guest. Only files are read that this user owns and nobody else can
 * write, in a folder of which the same is true (lib/cache-folder.ts). Entries are written beside
 * their place and renamed into it: concurrent processes see whole files. A torn or damaged entry,
 * or a folder that cannot be written, only costs the time of a transform.
 */
import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isOursAlone, prune } from '../lib/cache-folder.js';

export interface CachedModule {
  siteCount: number;
  /** Site that `code` is rendered for. */
  firstSite: number;
  /** Compressed record (`Binding.packModule`); empty: nothing is to be recorded of the module. */
  frame: Uint8Array;
  /** Its functions whose levels can change (tuning/roster.ts), as JSON; empty: none can. */
  roster: string;
  /** Empty: the module runs as it is. */
  code: string;
}

const magic = 0x31534353; // "SCS1"
const headBytes = 32;
/** Word indices in the head; the checksum covers all behind it. */
const at = {
  magic: 0,
  crc: 1,
  siteCount: 2,
  firstSite: 3,
  frame: 4,
  code: 5,
  isWide: 6,
  roster: 7,
};
const checkedFrom = 8;
/** An entry that is read gets a new date once a week, so that pruning knows what is in use. */
const freshMs = 7 * 24 * 3600 * 1000;
const writesBetweenPrunes = 2000;

export class TransformCache {
  readonly #folder: string;
  readonly #crc32c: (data: Uint8Array) => number;
  #isWritable = true;
  #writes = 0;

  /** `folder`: checked by openCacheFolder. */
  constructor(folder: string, crc32c: (data: Uint8Array) => number) {
    this.#folder = folder;
    this.#crc32c = crc32c;
  }

  /** Undefined where there is no entry, or none that can be trusted. */
  read(key: string): CachedModule | undefined {
    let file: number;
    try {
      file = openSync(join(this.#folder, key), constants.O_RDONLY | constants.O_NOFOLLOW);
    } catch {
      return undefined;
    }
    try {
      const found = fstatSync(file);
      if (!found.isFile() || !isOursAlone(found) || found.size < headBytes) return undefined;
      const bytes = Buffer.allocUnsafeSlow(found.size);
      if (readSync(file, bytes, 0, found.size, 0) !== found.size) return undefined;
      const now = Date.now();
      if (now - found.mtimeMs > freshMs) futimesSync(file, now / 1e3, now / 1e3);
      return decodeEntry(bytes, this.#crc32c);
    } catch {
      return undefined;
    } finally {
      closeSync(file);
    }
  }

  write(key: string, module: CachedModule): void {
    if (!this.#isWritable) return;
    if (++this.#writes % writesBetweenPrunes === 0) prune(this.#folder);
    const fresh = join(this.#folder, `.${key}.${String(process.pid)}.${String(this.#writes)}`);
    try {
      const bytes = encodeEntry(module, this.#crc32c);
      writeFileSync(fresh, bytes, { mode: 0o600, flag: 'wx' });
      renameSync(fresh, join(this.#folder, key));
    } catch {
      // Full, read-only or gone: it will not be better for the next module.
      this.#isWritable = false;
      rmSync(fresh, { force: true });
    }
  }
}

export function encodeEntry(module: CachedModule, crc32c: (data: Uint8Array) => number): Buffer {
  const { siteCount, firstSite, frame, roster, code } = module;
  const isWide = /[^\0-\xff]/.test(code);
  const text = Buffer.from(code, isWide ? 'utf16le' : 'latin1');
  const names = Buffer.from(roster);
  const bytes = Buffer.concat([Buffer.alloc(headBytes), frame, names, text]);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, headBytes / 4);
  words[at.magic] = magic;
  words[at.siteCount] = siteCount;
  words[at.firstSite] = firstSite;
  words[at.frame] = frame.length;
  words[at.code] = text.length;
  words[at.isWide] = Number(isWide);
  words[at.roster] = names.length;
  words[at.crc] = crc32c(bytes.subarray(checkedFrom));
  return bytes;
}

export function decodeEntry(
  bytes: Buffer,
  crc32c: (data: Uint8Array) => number,
): CachedModule | undefined {
  if (bytes.length < headBytes) return undefined;
  const word = (index: number): number => bytes.readUInt32LE(4 * index);
  const rosterStart = headBytes + word(at.frame);
  const codeStart = rosterStart + word(at.roster);
  if (word(at.magic) !== magic || codeStart + word(at.code) !== bytes.length) return undefined;
  if (crc32c(bytes.subarray(checkedFrom)) !== word(at.crc)) return undefined;
  return {
    siteCount: word(at.siteCount),
    firstSite: word(at.firstSite),
    frame: bytes.subarray(headBytes, rosterStart),
    roster: bytes.toString('utf8', rosterStart, codeStart),
    code: bytes.toString(word(at.isWide) === 1 ? 'utf16le' : 'latin1', codeStart),
  };
}
