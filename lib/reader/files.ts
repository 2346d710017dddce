/**
 * Read-only access to the files of a recording. Names come from the directory itself and are
 * checked against what a recorder writes; links are not followed; nothing is read beyond a stated
 * bound.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { ScopeError } from '../errors.js';

/** Descriptors kept open at a time: a long recording has many segments. */
const maxOpenFiles = 32;

/** Neither a link nor a pipe, which would wait for somebody to write, put in a file's place. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const openFiles = new Set<ReadFile>();

export class ReadFile {
  readonly path: string;
  #descriptor = -1;

  constructor(path: string) {
    this.path = path;
  }

  /** Size in bytes now; a file that is being recorded grows. Throws when it cannot be opened. */
  size(): number {
    return fstatSync(this.#open()).size;
  }

  /** What there is of `length` bytes from `offset`, in a buffer of its own or the one given. */
  read(offset: number, length: number, buffer = Buffer.allocUnsafeSlow(length)): Buffer {
    const descriptor = this.#open();
    let filled = 0;
    while (filled < length) {
      const got = readSync(descriptor, buffer, filled, length - filled, offset + filled);
      if (got === 0) break;
      filled += got;
    }
    return filled === buffer.length ? buffer : buffer.subarray(0, filled);
  }

  /** The same of bytes that were there when the file was opened. */
  readAll(offset: number, length: number): Buffer {
    const bytes = this.read(offset, length);
    if (bytes.length === length) return bytes;
    const what = `${this.path} was cut while it was read: run the command again`;
    throw new ScopeError('SCOPE_BAD_RECORDING', what);
  }

  close(): void {
    if (this.#descriptor < 0) return;
    closeSync(this.#descriptor);
    this.#descriptor = -1;
    openFiles.delete(this);
  }

  #open(): number {
    if (this.#descriptor >= 0) return this.#descriptor;
    const [oldest] = openFiles;
    if (oldest !== undefined && openFiles.size >= maxOpenFiles) oldest.close();
    const descriptor = openSync(this.path, openFlags);
    if (!fstatSync(descriptor).isFile()) {
      closeSync(descriptor);
      throw new Error(`${this.path} is no regular file`);
    }
    this.#descriptor = descriptor;
    openFiles.add(this);
    return descriptor;
  }
}
