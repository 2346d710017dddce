/**
 * The cache's folder: instrumented modules (loader/cache.ts) and, in `v8`, what Node's compile
 * cache keeps of them. What lies here runs in the guest, so the folder must be this user's, and
 * nobody else may write into it.
 *
 * The rule that keeps it bounded: once a day, and after every 2,000 new entries, a folder of more
 * than 256 MB loses what was not used for longest, until 192 MB are left. Files that a writer left
 * half done go after an hour.
 */
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';

const mostBytes = 256 * 1024 * 1024;
const bytesAfter = 192 * 1024 * 1024;
const dayMs = 24 * 3600 * 1000;
const abandonedMs = 3600 * 1000;
/** Its date is that of the last pruning. */
const stamp = '.pruned';

export interface CacheFile {
  path: string;
  bytes: number;
  usedMs: number;
}

/** Makes the folder where it is missing. What scope makes, no repository shall take in. */
export function makeFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  try {
    writeFileSync(join(made, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
  } catch {
    // a folder without it
  }
}

/**
 * Makes the folder where it is missing, and checks it. Throws an Error with a sentence when it
 * cannot be used.
 */
export function openCacheFolder(folder: string): void {
  makeFolder(dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || !isOursAlone(found)) {
    throw new Error(`${folder} is no folder that only this user can write`);
  }
}

const user = process.geteuid?.() ?? -1;

/** Owned by this user, and nobody else can write it. */
export function isOursAlone({ uid, mode }: Stats): boolean {
  return uid === user && (mode & 0o022) === 0;
}

/** Every file that scope, or Node for it, keeps in the folder. */
export function cacheFiles(folder: string): CacheFile[] {
  const found: CacheFile[] = [];
  for (const name of namesIn(folder)) {
    if (!/^(v8\/|\.?[0-9a-f]{40}(\.|$))/.test(name)) continue;
    const path = join(folder, name);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) continue;
    found.push({ path, bytes: stats.size, usedMs: stats.mtimeMs });
  }
  return found;
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

/** Removes what `cacheFiles` finds, and the folder when it is empty then; returns the files. */
export function clearCache(folder: string): CacheFile[] {
  const files = cacheFiles(folder);
  for (const { path } of files) rmSync(path, { force: true });
  rmSync(join(folder, 'v8'), { recursive: true, force: true });
  rmSync(join(folder, stamp), { force: true });
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
  return files;
}

/** Prunes where the last time is a day ago. Never throws. */
export function pruneDaily(folder: string): void {
  try {
    const last = statSync(join(folder, stamp), { throwIfNoEntry: false });
    if (last === undefined) closeSync(openSync(join(folder, stamp), 'wx', 0o600));
    else if (Date.now() - last.mtimeMs > dayMs) prune(folder);
  } catch {
    // read-only, or another process was faster
  }
}

/** Never throws: a folder that cannot be pruned stays as it is. */
export function prune(folder: string, most = mostBytes, after = bytesAfter): void {
  try {
    const now = Date.now();
    writeFileSync(join(folder, stamp), '', { mode: 0o600 });
    const files = cacheFiles(folder).sort((a, b) => a.usedMs - b.usedMs);
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const isTooMuch = bytes > most;
    for (const file of files) {
      const isAbandoned = /\/\.[^/]*$/.test(file.path) && now - file.usedMs > abandonedMs;
      if (!isAbandoned && !(isTooMuch && bytes > after)) continue;
      rmSync(file.path, { force: true });
      bytes -= file.bytes;
    }
  } catch {
    // another process prunes too, or the folder is gone
  }
}
