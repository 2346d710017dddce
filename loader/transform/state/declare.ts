/**
 * One walk over a module that opens its scopes, declares names in them and lists the identifiers
 * that refer to names, with the scope in which each stands.
 */
import type * as acorn from 'acorn';
import {
  walk,
  type ClassNode,
  type FunctionNode,
  type Node,
  type Step,
  type Visitors,
} from '../../../lib/plan/walk.js';
import { isStrict } from '../functions.js';
import { staticName } from './again.js';
import { targets, type Binding, type BindingKind, type ScopeInfo } from './scopes.js';

export interface Reference {
  node: Node;
  name: string;
  scope: ScopeInfo;
  isWrite: boolean;
  /** A function that a block of sloppy code declares, and with it a variable around it. */
  declaresVar?: boolean;
}

export interface Declared {
  scopes: Map<Node, ScopeInfo>;
  references: Reference[];
  /** Direct calls of `eval`, and where they stand. */
  evals: Map<Node, ScopeInfo>;
}

export function declareNames(program: acorn.Program): Declared {
  const walker = new Declarations(program);
  walk(program.body, walker.visitors);
  return walker;
}

class Declarations implements Declared {
  readonly scopes = new Map<Node, ScopeInfo>();
  readonly references: Reference[] = [];
  readonly evals = new Map<Node, ScopeInfo>();
  /** Where `arguments` stands, and its elements are read at most. */
  readonly #harmless = new Set<Node>();
  #scope: ScopeInfo;

  constructor(program: acorn.Program) {
    this.#scope = newScope('module', program, undefined);
    this.#scope.isStrict = program.sourceType === 'module' || isStrict(program.body);
    this.scopes.set(program, this.#scope);
    this.#hoist(program.body);
  }

  readonly visitors: Visitors = {
    Identifier: (node) => {
      this.#refer(node, false);
      if (node.name === 'arguments' && !this.#harmless.has(node)) this.#alias('passed on');
    },
    ThisExpression: () => {
      this.#useThis();
    },
    Super: () => {
      this.#useThis();
    },
    MemberExpression: (node) => {
      if (isArguments(node.object)) this.#harmless.add(node.object);
      return [node.object, node.computed ? node.property : null];
    },
    SpreadElement: (node) => {
      if (isArguments(node.argument)) this.#harmless.add(node.argument);
    },
    Property: (node) => [node.computed ? node.key : null, node.value],
    MethodDefinition: (node) => [node.computed ? node.key : null, node.value],
    PropertyDefinition: (node) => [node.computed ? node.key : null, ...this.#field(node)],
    FunctionDeclaration: (node) => this.#function(node),
    FunctionExpression: (node) => this.#function(node),
    ArrowFunctionExpression: (node) => this.#function(node),
    StaticBlock: (node) =>
      this.#within('function', node, node.body, () => {
        this.#scope.hasThis = true;
        this.#hoist(node.body);
      }),
    ClassDeclaration: (node) => this.#class(node),
    ClassExpression: (node) => this.#class(node),
    ImportDeclaration: (node) => {
      for (const { local } of node.specifiers) this.#declare(local, 'import');
      return [];
    },
    VariableDeclaration: (node) => {
      for (const { id, init } of node.declarations) {
        for (const target of targets(id)) {
          if (target.type !== 'Identifier') continue;
          const isVar = node.kind === 'var';
          this.#declare(target, isVar ? 'var' : node.kind === 'let' ? 'let' : 'const');
          if (isVar && init) this.#varWrites(target);
        }
      }
    },
    BlockStatement: (node) => this.#within('block', node, node.body, () => this.#hoist(node.body)),
    SwitchStatement: (node) => [
      node.discriminant,
      ...this.#within('block', node, node.cases, () => {
        for (const { consequent } of node.cases) this.#hoist(consequent);
      }),
    ],
    CatchClause: (node) =>
      this.#within('block', node, [node.param, node.body], () => {
        if (node.param) this.#declareAll(node.param, 'catch');
      }),
    ForStatement: (node) =>
      this.#loop(node, [node.init, node.test, node.update, node.body], node.init),
    ForInStatement: (node) => this.#loop(node, [node.left, node.right, node.body], node.left),
    ForOfStatement: (node) => this.#loop(node, [node.left, node.right, node.body], node.left),
    AssignmentExpression: (node) => {
      this.#write(node.left);
    },
    UpdateExpression: (node) => {
      this.#write(node.argument);
    },
    CallExpression: (node) => {
      const copied = copiedArgument(node);
      if (copied) this.#harmless.add(copied);
      if (isDirectEval(node)) this.#eval(node);
    },
  };

  #function(node: FunctionNode): readonly Step[] {
    const isArrow = node.type === 'ArrowFunctionExpression';
    const own = node.type === 'FunctionExpression' ? node.id : undefined;
    const body = node.body.type === 'BlockStatement' ? node.body.body : [node.body];
    const steps = this.#within('function', node, [...node.params, ...body], () => {
      this.#scope.hasThis = !isArrow;
      this.#scope.isStrict ||= isStrict(body);
      if (own) this.#declare(own, 'own');
      for (const parameter of node.params) this.#declareAll(parameter, 'parameter');
      this.#hoist(body);
    });
    return steps;
  }

  #class(node: ClassNode): readonly Step[] {
    if (node.type === 'ClassDeclaration' && node.id) {
      this.#declare(node.id, 'class');
      this.#refer(node.id, false);
    }
    const own = node.type === 'ClassExpression' ? node.id : undefined;
    return this.#within('block', node, [node.superClass, node.body], () => {
      this.#scope.isStrict = true;
      if (own) this.#declare(own, 'own');
    });
  }

  /** The value of a field runs as a function of its own. */
  #field(node: acorn.PropertyDefinition): readonly Step[] {
    return this.#within('function', node, [node.value], () => {
      this.#scope.hasThis = true;
    });
  }

  #loop(node: Node, parts: readonly Step[], head: Node | null | undefined): readonly Step[] {
    if (head?.type !== 'VariableDeclaration' && head) this.#write(head);
    if (head?.type !== 'VariableDeclaration' || head.kind === 'var') {
      if (head?.type === 'VariableDeclaration' && node.type !== 'ForStatement') {
        for (const { id } of head.declarations) {
          for (const target of targets(id)) {
            if (target.type === 'Identifier') this.#varWrites(target);
          }
        }
      }
      return parts;
    }
    return this.#within('block', node, parts, () => undefined);
  }

  #within(
    kind: ScopeInfo['kind'],
    node: Node,
    parts: readonly Step[],
    begin: () => void,
  ): readonly Step[] {
    return [
      () => {
        this.#scope = newScope(kind, node, this.#scope);
        this.scopes.set(node, this.#scope);
        begin();
      },
      ...parts,
      () => {
        this.#scope = this.#scope.parent!;
      },
    ];
  }

  /** Functions that statements declare are there from the start. */
  #hoist(statements: readonly Node[]): void {
    for (const statement of statements) {
      let inner = statement;
      while (inner.type === 'LabeledStatement') inner = inner.body;
      const isExport =
        inner.type === 'ExportNamedDeclaration' || inner.type === 'ExportDefaultDeclaration';
      const exported = isExport ? (inner as acorn.ExportNamedDeclaration).declaration : undefined;
      if (exported) inner = exported;
      if (inner.type !== 'FunctionDeclaration' || !inner.id) continue;
      this.#declare(inner.id, 'function');
      const { kind, parent, isStrict } = this.#scope;
      // In sloppy code its declaration, when control comes by, writes to an outer name, too.
      if (kind !== 'block' || isStrict) continue;
      const { id, async, generator } = inner;
      const declaresVar = !async && !generator;
      this.references.push({ node: id, name: id.name, scope: parent!, isWrite: true, declaresVar });
    }
  }

  #declareAll(pattern: Node, kind: BindingKind): void {
    for (const target of targets(pattern)) {
      if (target.type === 'Identifier') this.#declare(target, kind);
    }
  }

  #declare(id: acorn.Identifier, kind: BindingKind): void {
    const scope = kind === 'var' ? this.#scope.owner : this.#scope;
    const known = scope.bindings.get(id.name);
    const isHoisted = kind === 'function';
    if (known !== undefined) {
      if (isHoisted) known.isHoisted = true;
      else if (kind !== 'var' || known.kind === 'function') known.isReassigned = true;
      return;
    }
    scope.bindings.set(id.name, newBinding(id.name, kind, id.start, scope));
  }

  /** A `var` with a value writes what its name stands for just there: a catch parameter, say. */
  #varWrites(id: acorn.Identifier): void {
    const known = this.#scope.owner.bindings.get(id.name);
    if (known !== undefined && (known.declared !== id.start || known.kind !== 'var')) {
      known.isReassigned = true;
    }
  }

  #write(pattern: Node): void {
    for (const target of targets(pattern)) {
      if (target.type === 'Identifier') this.#refer(target, true);
      else if (isArguments(target.object)) {
        this.#alias(target === pattern ? 'written' : 'passed on');
      }
    }
  }

  /** `arguments` may be written to, and with it the parameters of a sloppy function. */
  #alias(how: 'written' | 'passed on'): void {
    const inner = this.#scope.owner;
    let scope = inner;
    while (!scope.hasThis && scope.kind !== 'module') scope = scope.parent!.owner;
    const params = (scope.node as Partial<FunctionNode>).params ?? [];
    if (scope.isStrict || !params.every(({ type }) => type === 'Identifier')) return;
    if (scope !== inner || scope.aliases === 'passed on') scope.aliases = 'passed on';
    else scope.aliases = how;
  }

  #refer(node: acorn.Identifier, isWrite: boolean): void {
    this.references.push({ node, name: node.name, scope: this.#scope, isWrite });
  }

  #useThis(): void {
    let scope = this.#scope.owner;
    const inner = scope;
    while (!scope.hasThis && scope.kind !== 'module') scope = scope.parent!.owner;
    if (scope.kind === 'module') return;
    scope.usesThis = true;
    if (scope === inner) return;
    scope.hasCaptured = true;
    inner.usesOuter = true;
  }

  #eval(node: Node): void {
    this.evals.set(node, this.#scope);
    for (let scope: ScopeInfo | undefined = this.#scope; scope; scope = scope.parent) {
      scope.evals = true;
    }
  }
}

export function newBinding(
  name: string,
  kind: BindingKind,
  declared: number,
  scope: ScopeInfo,
): Binding {
  const uses = { isCaptured: false, isReassigned: false, isHoisted: kind === 'function' };
  return { name, kind, declared, scope, ...uses, sites: [], doubt: undefined };
}

export function isArguments(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'arguments';
}

export function isDirectEval({ callee, optional }: acorn.CallExpression): boolean {
  return callee.type === 'Identifier' && callee.name === 'eval' && !optional;
}

/** The argument that `f.apply(a, arguments)` and `slice.call(arguments)` read. */
function copiedArgument({ callee, arguments: given }: acorn.CallExpression): Node | undefined {
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  const { object, property } = callee;
  const name = property.type === 'Identifier' ? property.name : '';
  if (name === 'apply') return given[1];
  if (name !== 'call' || object.type !== 'MemberExpression') return undefined;
  return staticName(object) === 'slice' ? given[0] : undefined;
}

function newScope(kind: ScopeInfo['kind'], node: Node, parent: ScopeInfo | undefined): ScopeInfo {
  const scope = {
    kind,
    node,
    parent,
    bindings: new Map(),
    hasCaptured: false,
    usesThis: false,
    usesOuter: false,
    hasThis: false,
    isStrict: parent?.isStrict === true,
    evals: false,
    aliases: 'none' as const,
  };
  const info = scope as unknown as ScopeInfo;
  info.owner = kind === 'block' ? parent!.owner : info;
  return info;
}
