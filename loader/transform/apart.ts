/**
 * Function declarations that cannot move into a try block, where they are hoisted like `let` and
 * not like `var`: they stay in the body, and the statements between them get a try block each.
 *
 *   function f() { var g = h(); function g() {} return g }
 *   function f() {enter;try{ var g = h();}catch…  function g() {} try{return …}catch…}
 *
 * A `let` of a piece is seen by its piece only. So what cannot throw stays in the body, too, and a
 * name that other pieces mention keeps the function without probes.
 */
import type * as acorn from 'acorn';
import { boundNames } from '../../lib/plan/bound-names.js';
import { walk, type FunctionNode, type Node } from '../../lib/plan/walk.js';
import { bodyOf, topFunction } from './facts.js';

/** The statements that stay in the body; undefined where that would hide a name. */
export function apartOf(node: FunctionNode | acorn.StaticBlock): ReadonlySet<Node> | undefined {
  const statements = bodyOf(node);
  const apart = new Set(statements.filter((statement) => stays(statement)));
  let piece: Node[] = [];
  for (const statement of [...statements, undefined]) {
    if (statement !== undefined && !apart.has(statement)) piece.push(statement);
    else if (hides(piece, statements)) return undefined;
    else piece = [];
  }
  return apart;
}

function stays(statement: Node): boolean {
  if (topFunction(statement)) return true;
  if (statement.type !== 'VariableDeclaration') return false;
  const { kind, declarations } = statement;
  return (kind === 'let' || kind === 'const') && declarations.every(isInert);
}

/** Runs no code of the program. */
function isInert({ id, init }: acorn.VariableDeclarator): boolean {
  if (id.type !== 'Identifier') return false;
  if (!init) return true;
  return ['Literal', 'FunctionExpression', 'ArrowFunctionExpression'].includes(init.type);
}

/** Whether code outside the piece could see what is declared in it. */
function hides(piece: readonly Node[], statements: readonly Node[]): boolean {
  const names = new Set<string>();
  for (const statement of piece) {
    if (statement.type === 'ClassDeclaration' && statement.id) names.add(statement.id.name);
    if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') continue;
    if (statement.kind.endsWith('using')) return true; // disposed at the end of the body
    for (const { id } of statement.declarations) for (const name of boundNames(id)) names.add(name);
  }
  if (names.size === 0) return false;
  const inside = new Set(piece);
  let isSeen = false;
  const see = (name: string): void => {
    if (names.has(name) || name === 'eval') isSeen = true;
  };
  walk(
    statements.filter((statement) => !inside.has(statement)),
    { Identifier: (identifier) => see(identifier.name) },
  );
  return isSeen;
}
