/**
 * Operations on files, where they are asked for: Node's own functions in C++ are replaced in the
 * binding through which all of node:fs calls them, so neither the functions of node:fs nor stacks
 * show anything. What fails at once is an exception, and no operation.
 *
 *   readFile('a.txt', f)      taskInit 9 FSREQCALLBACK, fileOperation 9 'open' '/app/a.txt'
 *   readFileSync('b.txt')     fileOperation 0 'readFile' '/app/b.txt' 120      0: waited for
 *   writeSync(17, 'hello')    fileOperation 0 'write' 17 5                     17: a descriptor
 */
import type { Disguise } from '../guise/disguise.js';
import { nodesBinding } from '../node-internals.js';
import { byteLength, create, slice } from '../runtime/primordials.js';
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

const callbackType = 'FSREQCALLBACK';
const promiseType = 'FSREQPROMISE';

export interface Files {
  /** An async resource was made. */
  made: (asyncId: number, type: string, resource: object) => void;
}

/** `hidden`: folders of our own, of which nothing is told. */
export function observeFiles(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  hidden: readonly string[],
): Files {
  const binding = nodesBinding('fs') as Record<string, unknown> | undefined;
  /** The latest request, and who gets its result: an object, or a promise. */
  let request: object | undefined;
  let requestId = 0;
  let promiseId = 0;
  /** Open files of our own. */
  const own = create(null) as Record<number, boolean>;

  function isHidden(name: string, target: unknown, result: unknown): boolean {
    if (typeof target === 'number') {
      const isOwn = own[target] === true;
      if (isOwn && name === 'close') own[target] = false;
      return isOwn;
    }
    if (typeof target !== 'string') return false;
    for (let index = 0; index < hidden.length; index++) {
      if (slice(target, 0, hidden[index]!.length) !== hidden[index]) continue;
      if (name === 'open' && typeof result === 'number') own[result] = true;
      return true;
    }
    return false;
  }

  /** The async resource that gets the result; 0: the call waited for it. */
  function waiting(args: readonly unknown[]): number {
    for (let index = args.length - 1; index > 0; index--) {
      if (args[index] !== undefined && args[index] === request) return requestId;
      if (typeof args[index] === 'symbol') return promiseId;
    }
    return 0;
  }

  function tell(name: string, args: readonly unknown[], result: unknown): void {
    const target = args[0];
    if (isHidden(name, target, result)) return;
    const asyncId = waiting(args);
    const shown = typeof target === 'string' || typeof target === 'number' ? target : undefined;
    const operation = operations[name]!;
    if (hasTwoPaths[name] === true) {
      const to = typeof args[1] === 'string' ? args[1] : undefined;
      record(runtimeEvent.fileOperation, asyncId, operation, shown, undefined, to);
      return;
    }
    const bytes = bytesOf(name, args, asyncId === 0 ? result : undefined);
    if (bytes === undefined) record(runtimeEvent.fileOperation, asyncId, operation, shown);
    else record(runtimeEvent.fileOperation, asyncId, operation, shown, bytes);
  }

  if (binding !== undefined) {
    for (const name in operations) {
      disguise.replace(binding, name, {
        after(result, _self, args) {
          tell(name, args, result);
          request = undefined;
        },
      });
    }
  }
  return {
    made(asyncId, type, resource) {
      if (type === callbackType) {
        request = resource;
        requestId = asyncId;
      } else if (type === promiseType) promiseId = asyncId;
    },
  };
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
