/**
 * Which scope declares each name of a module, and what must be known of it before the first
 * insertion is written: is it used by inner functions, is it ever written again?
 *
 *   function counter() { let n = 0; return () => ++n }     // n: captured, reassigned, of counter
 */
import type * as acorn from 'acorn';
import type { Doubt } from '../../../lib/plan/site.js';
import { walk, type Node } from '../../../lib/plan/walk.js';
import { declareNames, newBinding } from './declare.js';

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
  /** Sites of its recorded writes. */
  sites: number[];
  /** Why it may hold something else than what they say. */
  doubt: Doubt | undefined;
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
  isStrict: boolean;
  /** It, or a scope within it, calls `eval` directly. */
  evals: boolean;
  /** Elements of `arguments` that are names of the parameters, too: `a` and `arguments[0]`. */
  aliases: 'none' | 'written' | 'passed on';
}

export class Scopes {
  readonly #scopes: ReadonlyMap<Node, ScopeInfo>;
  readonly #bindings = new Map<Node, Binding>();
  readonly #evals: ReadonlyMap<Node, ScopeInfo>;
  /** Identifiers that are written other than by a declaration. */
  readonly writes: Node[] = [];

  constructor(program: acorn.Program) {
    const { scopes, references, evals } = declareNames(program);
    this.#scopes = scopes;
    this.#evals = evals;
    for (const { node, name, scope, declaresVar } of references) {
      if (declaresVar === true) declareVar(node, name, scope);
    }
    for (const { node, name, scope, isWrite } of references) {
      const binding = resolve(name, scope);
      if (binding === undefined) continue;
      this.#bindings.set(node, binding);
      if (isWrite) {
        binding.isReassigned = true;
        this.writes.push(node);
      }
      noteUse(binding, scope);
    }
    for (const scope of scopes.values()) noteAliases(scope);
  }

  /** Variables of the function at hand that a direct call of `eval` may write. */
  writtenByEval(call: Node): Binding[] {
    const found = new Map<string, Binding>();
    let scope = this.#evals.get(call);
    const owner = scope?.owner;
    for (; scope !== undefined && scope.owner === owner; scope = scope.parent) {
      for (const binding of scope.bindings.values()) {
        if (!found.has(binding.name)) found.set(binding.name, binding);
      }
    }
    return [...found.values()].filter(({ kind }) => kind !== 'const');
  }

  get all(): Iterable<ScopeInfo> {
    return this.#scopes.values();
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

/** The variable of a function in a block, unless it would clash with a `let` or a parameter. */
function declareVar({ start }: Node, name: string, from: ScopeInfo): void {
  const { owner } = from;
  for (let scope: ScopeInfo | undefined = from; scope; scope = scope.parent) {
    if (scope.bindings.has(name)) return;
    if (scope === owner) break;
  }
  // Its place tells it from the function in the block.
  owner.bindings.set(name, newBinding(name, 'var', start - 1, owner));
}

function noteUse(binding: Binding, from: ScopeInfo): void {
  if (from.owner === binding.scope.owner) return;
  if (binding.kind === 'own' || binding.kind === 'import') return;
  binding.isCaptured = true;
  binding.scope.hasCaptured = true;
  if (binding.scope.kind !== 'module') from.owner.usesOuter = true;
}

/** Code that nobody sees here may use and write all that is in its sight. */
function noteAliases({ bindings, evals, aliases }: ScopeInfo): void {
  if (!evals && aliases === 'none') return;
  for (const binding of bindings.values()) {
    if (evals) {
      binding.isReassigned = true;
      if (binding.kind !== 'const') binding.doubt = 'eval';
    }
    if (aliases === 'none' || binding.kind !== 'parameter') continue;
    binding.isReassigned = true;
    if (aliases === 'passed on') binding.doubt ??= 'arguments';
  }
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

/** Those among them that get what an object pattern leaves. */
export function restTargets(pattern: Node): Node[] {
  const found: Node[] = [];
  walk([pattern], {
    ObjectPattern: (node) => {
      const last = node.properties.at(-1);
      if (last?.type === 'RestElement') found.push(last.argument);
    },
    MemberExpression: () => [],
    AssignmentPattern: (node) => [node.left],
  });
  return found;
}

/** Gets its name from where it stands: a wrapper would take it away. */
export function isUnnamed(node: Node): boolean {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id;
}

/** A function in it is named in stacks after what the whole is bound to. */
export function holdsUnnamed(node: Node): boolean {
  const isNamed = (part: Node | null): boolean =>
    part !== null && (isUnnamed(part) || holdsUnnamed(part));
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.some(isNamed);
    case 'ConditionalExpression':
      return isNamed(node.consequent) || isNamed(node.alternate);
    case 'LogicalExpression':
      return isNamed(node.left) || isNamed(node.right);
    case 'ObjectExpression':
      return node.properties.some((part) => part.type === 'Property' && holdsUnnamed(part.value));
    default:
      return false;
  }
}
