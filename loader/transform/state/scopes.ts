/**
 * Which scope declares each name of a module, and what must be known of it before the first
 * insertion is written: is it used by inner functions, is it ever written again?
 *
 *   function counter() { let n = 0; return () => ++n }     // n: captured, reassigned, of counter
 */
import type * as acorn from 'acorn';
import { walk, type Node } from '../../../lib/plan/walk.js';
import { declareNames } from './declare.js';

export type BindingKind =
  | 'var'
  | 'let'
  | 'const'
  | 'parameter'
  | 'function'
  | 'class'
  | 'catch'
  | 'import'
  /** The name of a function or class expression within it. */
  | 'own';

export interface Binding {
  name: string;
  kind: BindingKind;
  /** Offset of the identifier that declares it. */
  declared: number;
  scope: ScopeInfo;
  isCaptured: boolean;
  /** Written other than by its declaration. */
  isReassigned: boolean;
  /** Declarations of functions that give it its value at the start of its scope. */
  isHoisted: boolean;
}

export interface ScopeInfo {
  kind: 'module' | 'function' | 'block';
  node: Node;
  parent: ScopeInfo | undefined;
  /** The nearest function around, or the module; itself for one. */
  owner: ScopeInfo;
  bindings: Map<string, Binding>;
  /** Inner functions use something that it declares. */
  hasCaptured: boolean;
  /** Functions: their own code, or an arrow in it, mentions the receiver. */
  usesThis: boolean;
  /** Functions: their own code uses what a function or block around them declares. */
  usesOuter: boolean;
  /** Has a receiver of its own. */
  hasThis: boolean;
}

export class Scopes {
  readonly #scopes: ReadonlyMap<Node, ScopeInfo>;
  readonly #bindings: ReadonlyMap<Node, Binding>;

  constructor(program: acorn.Program) {
    const { scopes, references } = declareNames(program);
    this.#scopes = scopes;
    const bindings = new Map<Node, Binding>();
    for (const { node, name, scope, isWrite } of references) {
      const binding = resolve(name, scope);
      if (binding === undefined) continue;
      bindings.set(node, binding);
      if (isWrite) binding.isReassigned = true;
      noteUse(binding, scope);
    }
    this.#bindings = bindings;
  }

  /** The scope that a node opens, if it opens one with names of its own. */
  of(node: Node): ScopeInfo | undefined {
    return this.#scopes.get(node);
  }

  /** What an identifier names; undefined for globals. */
  binding(identifier: Node): Binding | undefined {
    return this.#bindings.get(identifier);
  }
}

function resolve(name: string, from: ScopeInfo): Binding | undefined {
  for (let scope: ScopeInfo | undefined = from; scope !== undefined; scope = scope.parent) {
    const found = scope.bindings.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function noteUse(binding: Binding, from: ScopeInfo): void {
  if (from.owner === binding.scope.owner) return;
  if (binding.kind === 'own' || binding.kind === 'import') return;
  binding.isCaptured = true;
  binding.scope.hasCaptured = true;
  if (binding.scope.kind !== 'module') from.owner.usesOuter = true;
}

/** Nodes of a pattern that get values: identifiers and members. */
export function targets(pattern: Node): (acorn.Identifier | acorn.MemberExpression)[] {
  if (pattern.type === 'Identifier' || pattern.type === 'MemberExpression') return [pattern];
  const found: (acorn.Identifier | acorn.MemberExpression)[] = [];
  walk([pattern], {
    Identifier: (node) => {
      found.push(node);
    },
    MemberExpression: (node) => {
      found.push(node);
      return [];
    },
    Property: (node) => [node.value],
    AssignmentPattern: (node) => [node.left],
  });
  return found;
}

/** Gets its name from where it stands: a wrapper would take it away. */
export function isUnnamed(node: Node): boolean {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id;
}
