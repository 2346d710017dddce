/**
 * Where an error was thrown, told from the place where it was made: at the `throw` around it.
 *
 *   throw new Error('no')        thrown at `throw`, made at `new`
 *   return null.name             thrown and made at `.name`
 */
import { parse, type Format } from '../../lib/plan/parse.js';
import { walk, type Node, type Step } from '../../lib/plan/walk.js';

export interface ThrownAt {
  /** Start of the innermost `throw` of the same function around the offset; -1 for none. */
  throwStart: number;
  /** An object is made, or a function called, exactly at the offset. */
  isMade: boolean;
}

export function thrownAt(source: string, format: Format, offset: number): ThrownAt {
  const found: ThrownAt = { throwStart: -1, isMade: false };
  const around = (node: Node): boolean => node.start <= offset && offset < node.end;
  const within = (node: Node): readonly Step[] | undefined => (around(node) ? undefined : []);
  const inFunction = (node: Node): readonly Step[] | undefined => {
    if (!around(node)) return [];
    found.throwStart = -1;
    return undefined;
  };
  walk([parse(source, format)], {
    ExpressionStatement: within,
    VariableDeclaration: within,
    IfStatement: within,
    ForStatement: within,
    ClassDeclaration: within,
    FunctionDeclaration: inFunction,
    FunctionExpression: inFunction,
    ArrowFunctionExpression: inFunction,
    ThrowStatement: (node) => {
      if (around(node)) found.throwStart = node.start;
    },
    NewExpression: (node) => {
      if (node.start === offset) found.isMade = true;
    },
    CallExpression: (node) => {
      const { callee } = node;
      const place = callee.type === 'MemberExpression' ? callee.property.start : callee.start;
      if (place === offset) found.isMade = true;
    },
  });
  return found;
}
