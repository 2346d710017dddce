/**
 * A recording as its files in memory. Buffers are never changed in place: what a mutation changes
 * is a new buffer, so that a folder on disk is brought up to date by writing only those.
 */
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** By path within the recording's folder. */
export type Files = Map<string, Buffer>;

export function loadFiles(folder: string): Files {
  const files: Files = new Map();
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const path = join(folder, name);
    if (lstatSync(path).isFile()) files.set(name, readFileSync(path));
  }
  return files;
}

export class FilesOnDisk {
  readonly folder: string;
  readonly #written: Files = new Map();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  write(files: Files): void {
    for (const name of this.#written.keys()) {
      if (files.has(name)) continue;
      rmSync(join(this.folder, name));
      this.#written.delete(name);
    }
    for (const [name, bytes] of files) {
      if (this.#written.get(name) === bytes) continue;
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), bytes);
      this.#written.set(name, bytes);
    }
  }
}
