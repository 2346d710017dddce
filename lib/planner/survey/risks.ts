/**
 * What may go wrong in code, as far as one module tells: promises that nobody waits for, state that
 * is looked at before an await and changed behind it, errors that nobody sees, collections that
 * only grow. What calls between functions tell is added by the graph (call-risks.ts).
 */
import type * as acorn from 'acorn';
import type { Node } from '../../plan/walk.js';
import { calleePath, ioCall, isIteration, lastName } from './callees.js';
import type { Tally } from './measure.js';
import type { FunctionSurvey } from './types.js';

type Call = acorn.CallExpression | acorn.NewExpression;

/** A call whose value nobody takes. */
export function noteLooseCall(own: Tally, callee: string, { arguments: values }: Call): void {
  const last = lastName(callee);
  if ((last === 'then' && values.length < 2) || last === 'finally') {
    own.risks.add('floating promise');
  }
  if (isIteration(callee) && values.some(isAsyncFunction)) own.risks.add('floating promise');
  const io = ioCall(callee);
  if (io === 'promise') own.risks.add(own.isAsync ? 'missing await' : 'floating promise');
}

function isAsyncFunction(node: Node): boolean {
  return 'async' in node && node.async;
}

/** `.catch(() => {})` */
export function noteHandler(own: Tally, callee: string, { arguments: [handler] }: Call): void {
  if (!callee.endsWith('.catch') || handler === undefined || !('body' in handler)) return;
  const { body } = handler as acorn.ArrowFunctionExpression;
  const says = body.type === 'BlockStatement' ? !isSilent(body) : !isConstant(body);
  if (!says) own.risks.add('swallowed error');
}

/** A catch clause that neither throws, calls nor keeps anything. */
export function swallows({ body }: acorn.CatchClause): boolean {
  return isSilent(body);
}

function isSilent({ body }: acorn.BlockStatement): boolean {
  return body.every((statement) => {
    const { type } = statement;
    if (type === 'ReturnStatement') return !statement.argument || isConstant(statement.argument);
    return ['EmptyStatement', 'BreakStatement', 'ContinueStatement'].includes(type);
  });
}

function isConstant(node: Node): boolean {
  if (node.type === 'UnaryExpression') return isConstant(node.argument);
  if (node.type === 'ArrayExpression') return node.elements.length === 0;
  if (node.type === 'ObjectExpression') return node.properties.length === 0;
  return node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined');
}

/** State that a condition reads: acting on it after an await is a race. */
export function noteCheck(own: Tally, test: Node): void {
  if (!own.isAsync) return;
  const seen = [test];
  for (let node = seen.pop(); node !== undefined; node = seen.pop()) {
    if (node.type === 'MemberExpression') {
      noteRead(own, node);
      own.checked.set(calleePath(node.object), false);
    } else if (node.type === 'Identifier') {
      noteRead(own, node);
    } else if (node.type === 'UnaryExpression') {
      seen.push(node.argument);
    } else if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') {
      if (node.left.type !== 'PrivateIdentifier') seen.push(node.left);
      seen.push(node.right);
    } else if (node.type === 'CallExpression') {
      seen.push(node.callee);
    }
  }
}

/** `const before = account.balance`: what is written from it later may be out of date. */
export function noteRead(own: Tally, node: Node): void {
  if (!own.isAsync || (node.type !== 'MemberExpression' && node.type !== 'Identifier')) return;
  const path = calleePath(node);
  if (path !== '') own.checked.set(path, false);
}

/** A write to shared state. */
export function noteAct(own: Tally, path: string): void {
  if (own.checked.get(path) === true) own.risks.add('check-then-act across await');
}

const growing = new Set(['push', 'set', 'add', 'unshift']);

/** A mutating method of a shared collection. */
export function noteGrowth(own: Tally, path: string, method: string): void {
  (growing.has(method) ? own.grown : own.shrunk).add(path);
}

/** Who adds to the collections of a module, and what takes from them. */
export class Growth {
  readonly #grown: [FunctionSurvey, ReadonlySet<string>][] = [];
  readonly #shrunk = new Set<string>();

  /** A constructor fills what is new. */
  note(fn: FunctionSurvey, { grown, shrunk }: Tally): void {
    if (fn.kind === 'constructor') return;
    if (grown.size > 0) this.#grown.push([fn, grown]);
    for (const path of shrunk) this.#shrunk.add(path);
  }

  /** Of properties of `this` and of variables of the module, which live on. */
  settle(top: ReadonlySet<string>): void {
    for (const [fn, paths] of this.#grown) {
      const lasting = [...paths].filter(
        (path) => path.startsWith('this.') || top.has(path.split('.')[0]!),
      );
      if (lasting.some((path) => !this.#shrunk.has(path))) {
        fn.risks = [...fn.risks, 'unbounded growth' as const].sort();
      }
    }
  }
}
