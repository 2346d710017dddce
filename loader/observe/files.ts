/**
 * Operations on files, where they are asked for: Node's own functions in C++ are replaced in the
 * binding through which all of node:fs calls them, so neither the functions of node:fs nor stacks
 * show anything.
 *
 *   readFile('a.txt', f)      taskInit 9 FSREQCALLBACK, fileOperation 9 'open' '/app/a.txt'
 *   readFileSync('b.txt')     fileOperation 0 'readFile' '/app/b.txt' 120      0: waited for
 *   writeSync(17, 'hello')    fileOperation 0 'write' 17 5                     17: a descriptor
 *   statSync('c.txt')         fileFailed 'stat' '/app/c.txt' 'ENOENT'          it throws
 */
import type { Disguise } from '../guise/disguise.js';
import { nodesBinding } from '../node-internals.js';
import {
  apply,
  byteLength,
  create,
  getOwnPropertyDescriptor,
  isArrayBufferView,
  slice,
} from '../runtime/primordials.js';
import { textOfBytes } from '../runtime/texts-of-bytes.js';
import { field } from './fields.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

/** What operations are called, by their functions in Node's binding. */
const operations: Readonly<Record<string, string>> = {
  access: 'access',
  chmod: 'chmod',
  chown: 'chown',
  close: 'close',
  copyFile: 'copyFile',
  existsSync: 'exists',
  fchmod: 'chmod',
  fchown: 'chown',
  fdatasync: 'datasync',
  fstat: 'stat',
  fsync: 'sync',
  ftruncate: 'truncate',
  futimes: 'utimes',
  lchown: 'lchown',
  link: 'link',
  lstat: 'lstat',
  lutimes: 'lutimes',
  mkdir: 'mkdir',
  mkdtemp: 'mkdtemp',
  open: 'open',
  openFileHandle: 'open',
  read: 'read',
  readBuffers: 'read',
  readFileUtf8: 'readFile',
  readdir: 'readdir',
  readlink: 'readlink',
  realpath: 'realpath',
  rename: 'rename',
  rmSync: 'rm',
  rmdir: 'rmdir',
  stat: 'stat',
  statfs: 'statfs',
  symlink: 'symlink',
  unlink: 'unlink',
  utimes: 'utimes',
  writeBuffer: 'write',
  writeBuffers: 'write',
  writeFileUtf8: 'writeFile',
  writeString: 'write',
};

/** Whose second argument is a path, too. */
const hasTwoPaths: Readonly<Record<string, true>> = {
  copyFile: true,
  link: true,
  rename: true,
  symlink: true,
};

/** Whose fourth argument is how many bytes are asked for. */
const hasLength: Readonly<Record<string, true>> = { read: true, writeBuffer: true };

/** Classes of Node 26 that do a whole operation in one job, and what it is called. */
const jobs: Readonly<Record<string, string>> = {
  ReadFileJob: 'readFile',
  WriteFileJob: 'writeFile',
};

/** Of a resource that is among the arguments, or is the job itself. */
const callbackType = 'FSREQCALLBACK';
/** Of resources that stand behind a promise. */
const promiseTypes: Readonly<Record<string, true>> = {
  FSREQPROMISE: true,
  FILEHANDLECLOSEREQ: true,
};

export interface Files {
  /** An async resource was made. */
  made: (asyncId: number, type: string, resource: object) => void;
  /** Begins. */
  watch: () => void;
}

/** `hidden`: folders of our own, of which nothing is told. */
export function observeFiles(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  hidden: readonly string[],
): Files {
  const operated = new Operated(record, hidden);
  return {
    made: (asyncId, type, resource) => {
      operated.made(asyncId, type, resource);
    },
    watch: () => {
      const binding = nodesBinding('fs') as Record<string, unknown> | undefined;
      if (binding !== undefined) observeBinding(disguise, operated, binding);
    },
  };
}

function observeBinding(
  disguise: Disguise,
  operated: Operated,
  binding: Record<string, unknown>,
): void {
  for (const name in operations) {
    disguise.replace(binding, name, {
      after(result, _self, args) {
        operated.tell(name, args, result);
      },
      failed(error, _self, args) {
        operated.tellFailure(name, args, error);
      },
    });
  }
  for (const name in jobs) {
    const job = prototypeOf(binding[name]);
    if (job === undefined) continue;
    disguise.replace(job, 'run', {
      after(error, self, args) {
        if (error === undefined) operated.tellJob(jobs[name]!, self, args[0]);
      },
    });
  }
  observeHandles(disguise, operated, prototypeOf(binding['FileHandle']));
}

/** Of the promise API, closed by a method of its own. */
function observeHandles(disguise: Disguise, operated: Operated, handle: object | undefined): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
  const descriptor = handle && getOwnPropertyDescriptor(handle, 'fd')?.get;
  if (handle === undefined || descriptor === undefined) return;
  let open: unknown;
  disguise.replace(handle, 'close', {
    before(_args, self) {
      open = apply(descriptor, self, []);
    },
    after() {
      operated.tellClosing(open);
    },
  });
}

class Operated {
  readonly #record: RecordRuntimeEvent;
  readonly #hidden: readonly string[];
  /** The latest request, and who gets its result: an object, or a promise. */
  #request: object | undefined;
  #requestId = 0;
  #promiseId = 0;
  /** Open files of our own. */
  readonly #own = create(null) as Record<number, boolean>;

  constructor(record: RecordRuntimeEvent, hidden: readonly string[]) {
    this.#record = record;
    this.#hidden = hidden;
  }

  made(asyncId: number, type: string, resource: object): void {
    if (type === callbackType) {
      this.#request = resource;
      this.#requestId = asyncId;
    } else if (promiseTypes[type] === true) this.#promiseId = asyncId;
  }

  tell(name: string, args: readonly unknown[], result: unknown): void {
    const asyncId = this.#waiting(args);
    this.#request = undefined;
    const target = targetOf(args[0]);
    if (this.#isHidden(name, target, result)) return;
    const operation = operations[name]!;
    const { fileOperation } = runtimeEvent;
    const to = hasTwoPaths[name] === true ? targetOf(args[1]) : undefined;
    const bytes = bytesOf(name, args, asyncId === 0 ? result : undefined);
    if (to !== undefined) this.#record(fileOperation, asyncId, operation, target, undefined, to);
    else if (bytes === undefined) this.#record(fileOperation, asyncId, operation, target);
    else this.#record(fileOperation, asyncId, operation, target, bytes);
  }

  tellFailure(name: string, args: readonly unknown[], error: unknown): void {
    this.#request = undefined;
    const target = targetOf(args[0]);
    if (this.#isHidden(name, target) || typeof error !== 'object' || error === null) return;
    const { fileFailed } = runtimeEvent;
    const code = field(error, 'code');
    const to = hasTwoPaths[name] === true ? targetOf(args[1]) : undefined;
    if (to === undefined) this.#record(fileFailed, operations[name]!, target, code);
    else this.#record(fileFailed, operations[name]!, target, code, to);
  }

  tellJob(operation: string, job: unknown, path: unknown): void {
    const asyncId = job === this.#request ? this.#requestId : 0;
    this.#request = undefined;
    const target = targetOf(path);
    if (this.#isHidden(operation, target)) return;
    this.#record(runtimeEvent.fileOperation, asyncId, operation, target);
  }

  tellClosing(descriptor: unknown): void {
    this.#record(runtimeEvent.fileOperation, this.#promiseId, 'close', descriptor);
  }

  #isHidden(name: string, target: string | number | undefined, result?: unknown): boolean {
    if (target === undefined) return false;
    const own = this.#own;
    if (typeof target === 'number') {
      const isOwn = own[target] === true;
      if (isOwn && name === 'close') own[target] = false;
      return isOwn;
    }
    const hidden = this.#hidden;
    for (let index = 0; index < hidden.length; index++) {
      if (slice(target, 0, hidden[index]!.length) !== hidden[index]) continue;
      if (name === 'open' && typeof result === 'number') own[result] = true;
      return true;
    }
    return false;
  }

  /** The async resource that gets the result; 0: the call waited for it. */
  #waiting(args: readonly unknown[]): number {
    for (let index = args.length - 1; index > 0; index--) {
      if (args[index] !== undefined && args[index] === this.#request) return this.#requestId;
      if (typeof args[index] === 'symbol') return this.#promiseId;
    }
    return 0;
  }
}

function prototypeOf(made: unknown): object | undefined {
  return typeof made === 'function' ? (field(made, 'prototype') as object) : undefined;
}

/** A descriptor, or a path, also where that is given as bytes. */
function targetOf(value: unknown): string | number | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return isArrayBufferView(value) ? textOfBytes(value) : undefined;
}

/** What was read or written; of what goes on, what was asked for. */
function bytesOf(name: string, args: readonly unknown[], result: unknown): number | undefined {
  const operation = operations[name];
  if (operation === 'readFile') {
    return typeof result === 'string' ? byteLength(result) : undefined;
  }
  if (name === 'writeFileUtf8')
    return typeof args[1] === 'string' ? byteLength(args[1]) : undefined;
  if (operation !== 'read' && operation !== 'write') return undefined;
  if (typeof result === 'number') return result;
  if (hasLength[name] === true) return typeof args[3] === 'number' ? args[3] : undefined;
  return name === 'writeString' && typeof args[1] === 'string' ? byteLength(args[1]) : undefined;
}
