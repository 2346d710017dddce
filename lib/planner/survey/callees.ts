/** What can be told from the callee of a call: its path, whether it does I/O, what it runs. */
import type { Node } from '../../plan/walk.js';

/**
 * `fs.readFile`, `this.add`, `app.get().use`; empty where the callee is no path of names.
 */
export function calleePath(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return 'super';
    case 'PrivateIdentifier':
      return `#${node.name}`;
    case 'SequenceExpression': {
      // `(0, module.f)(x)`, as compilers write a call without `this`.
      const [first, last] = node.expressions;
      return first?.type === 'Literal' && last !== undefined ? calleePath(last) : '';
    }
    case 'ChainExpression':
      return calleePath(node.expression);
    case 'CallExpression': {
      const callee = calleePath(node.callee);
      return callee === '' ? '' : `${callee}()`;
    }
    case 'MemberExpression': {
      const object = calleePath(node.object);
      if (node.computed && node.property.type !== 'Literal') return object && `${object}.[]`;
      const property =
        node.property.type === 'Literal' ? String(node.property.value) : calleePath(node.property);
      return `${object}.${property}`;
    }
    default:
      return '';
  }
}

/** Last name of a path: `add` of `this.cart.add`. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

const ioModules = new Set(
  'fs fsp promises http https http2 net tls dgram dns child_process readline zlib'.split(' '),
);
const ioNames = new Set(
  (
    'readFile writeFile appendFile readdir unlink mkdir createReadStream createWriteStream fetch ' +
    'spawn exec execFile fork query execute findOne findMany findAll insertOne updateOne ' +
    'deleteOne aggregate save sendFile publish'
  ).split(' '),
);
const syncNames =
  /^(?:read|write|append|exists|l?stat|mkdir|rm|unlink|copy|rename|exec|spawn)\w*Sync$/;
/** `promises` alone is as often a list of them. */
const promiseObjects = /^(?:fsp?\.promises|fsp|promises)\./;
const fileCalls = /^(?:read|write|append|l?stat|mk|rm|unlink|cp|copy|rename|access|open)\w*$/;

/** Whether a call reaches outside of the process, and how it answers. */
export function ioCall(callee: string): 'sync' | 'promise' | 'other' | undefined {
  const last = lastName(callee);
  if (syncNames.test(last)) return 'sync';
  if (callee === 'fetch') return 'promise';
  if (promiseObjects.test(callee) && fileCalls.test(last)) return 'promise';
  const root = callee.slice(0, callee.indexOf('.'));
  if (ioModules.has(root) || ioNames.has(last)) return 'other';
  return undefined;
}

const runAtOnce = new Set(
  (
    'map forEach filter reduce reduceRight some every find findIndex findLast flatMap sort ' +
    'toSorted replace replaceAll from'
  ).split(' '),
);

/** Whether a callee runs the function that it is given before it returns, once for each element. */
export function isIteration(callee: string): boolean {
  return callee.includes('.') && runAtOnce.has(lastName(callee));
}
