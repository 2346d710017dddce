/**
 * Names that a person would use for functions: declared, from the place a function is stored in, or
 * from the call that it is passed to. Parents leave a description at their children as the walk
 * comes by.
 *
 *   items.map(x => 1)  "items.map callback"      class A { get b() {} }  "get A.b"
 */
import type * as acorn from 'acorn';
import { isCompilerHelper } from './compiler-helpers.js';
import type { SiteKind } from './site.js';
import { skipBlank } from './places.js';
import type { ClassNode, FunctionNode, Node, Visitors } from './walk.js';

export interface Description {
  name: string;
  kind?: SiteKind | undefined;
  /** Where the text of a method starts, as Function.prototype.toString gives it. */
  start?: number | undefined;
  /** Constructor of a class with `extends`. */
  derived?: boolean | undefined;
}

/** What an identifier or a private name, without its #, shall be called. */
export type Word = (identifier: { name: string; start: number }) => string;

/** Nodes that pass a name on or take one. */
const nameable = new Set<string>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'ClassDeclaration',
  'ObjectExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'SequenceExpression',
  'AssignmentExpression',
]);
const maxLiteral = 40;
const maxPath = 60;
const maxDepth = 4;

export class Names {
  private readonly descriptions = new Map<Node, Description>();
  /** Of the compiler's helper that was met last. */
  private helperEnd = 0;

  constructor(
    private readonly source: string,
    private readonly word: Word = ({ name }) => name,
  ) {}

  /** Whether the function, which the walk has come to, is a compiler's helper or within one. */
  isOfCompiler(node: FunctionNode | acorn.StaticBlock): boolean {
    if ('id' in node && node.id && isCompilerHelper(node.id.name)) this.helper(node);
    return node.start < this.helperEnd;
  }

  private helper({ end }: Node): void {
    if (end > this.helperEnd) this.helperEnd = end;
  }

  of(node: FunctionNode): Description {
    const found = this.descriptions.get(node);
    const own = 'id' in node && node.id ? this.word(node.id) : undefined;
    const name = own ?? found?.name ?? '(anonymous)';
    return { name, kind: found?.kind, start: found?.start, derived: found?.derived };
  }

  readonly visitors: Visitors = {
    VariableDeclarator: (node) => {
      if (!node.init || node.id.type !== 'Identifier') return;
      this.name(node.init, this.word(node.id));
      if (isCompilerHelper(node.id.name)) this.helper(node);
    },
    AssignmentExpression: (node) => {
      if (nameable.has(node.right.type)) this.name(node.right, target(this.path(node.left)));
    },
    AssignmentPattern: (node) => {
      if (node.left.type === 'Identifier') this.name(node.right, this.word(node.left));
    },
    ConditionalExpression: (node) => {
      this.pass(node, node.consequent, node.alternate);
    },
    LogicalExpression: (node) => {
      this.pass(node, node.left, node.right);
    },
    SequenceExpression: (node) => {
      this.pass(node, node.expressions.at(-1));
    },
    ExportDefaultDeclaration: (node) => {
      this.name(node.declaration, 'default');
    },
    CallExpression: (node) => this.call(node),
    NewExpression: (node) => this.call(node),
    ObjectExpression: (node) => this.object(node),
  };

  /** Describes the members of a class. */
  members(node: ClassNode): void {
    const own = node.id ? this.word(node.id) : undefined;
    const name = own ?? this.descriptions.get(node)?.name ?? '(class)';
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') {
        this.descriptions.set(member, { name: `${name}.static` });
      } else if (member.type === 'PropertyDefinition') {
        if (member.value) this.name(member.value, join(name, this.key(member)));
      } else {
        this.method(member, join(name, this.key(member)), node.superClass != null);
      }
    }
  }

  staticBlock(node: acorn.StaticBlock): string {
    return this.descriptions.get(node)?.name ?? '(class).static';
  }

  private method(node: acorn.MethodDefinition, name: string, derived: boolean): void {
    const kind = accessor(node.kind) ?? (node.kind === 'constructor' ? 'constructor' : 'method');
    this.descriptions.set(node.value, {
      name: accessor(node.kind) ? `${node.kind} ${name}` : name,
      kind,
      start: node.static ? skipBlank(this.source, node.start + 'static'.length) : node.start,
      derived: kind === 'constructor' && derived,
    });
  }

  private object(node: acorn.ObjectExpression): void {
    const object = this.descriptions.get(node)?.name ?? '';
    for (const property of node.properties) {
      if (property.type !== 'Property' || !nameable.has(property.value.type)) continue;
      const name = join(object, this.key(property));
      const kind = accessor(property.kind) ?? (property.method ? 'method' : undefined);
      if (kind === undefined) this.name(property.value, name);
      else {
        const shown = accessor(property.kind) ? `${property.kind} ${name}` : name;
        this.descriptions.set(property.value, { name: shown, kind, start: property.start });
      }
    }
  }

  private call(node: acorn.CallExpression | acorn.NewExpression): void {
    const { callee } = node;
    const invoked = callee.type === 'MemberExpression' ? callee.object : callee;
    if (invoked.type.endsWith('FunctionExpression')) this.name(invoked, '(iife)');
    if (!node.arguments.some((argument) => nameable.has(argument.type))) return;
    const called = this.path(callee);
    if (called === 'Object.defineProperty') {
      this.defineProperty(node);
      return;
    }
    const start = node.type === 'NewExpression' ? `new ${called}` : called;
    for (const argument of node.arguments) {
      if (argument.type === 'ObjectExpression' || !nameable.has(argument.type)) continue;
      this.name(argument, `${start}${literal(node.arguments[0])} callback`.trim());
    }
  }

  private defineProperty(node: acorn.CallExpression | acorn.NewExpression): void {
    const [object, property, descriptor] = node.arguments;
    if (!object || property?.type !== 'Literal' || !descriptor) return;
    this.name(descriptor, join(target(this.path(object)), String(property.value)));
  }

  private name(node: Node, name: string): void {
    if (nameable.has(node.type)) this.descriptions.set(node, { name });
  }

  private pass(from: Node, ...to: readonly (Node | undefined)[]): void {
    const name = this.descriptions.get(from)?.name;
    if (name !== undefined) for (const node of to) if (node) this.name(node, name);
  }

  private key(node: acorn.MethodDefinition | acorn.PropertyDefinition | acorn.Property): string {
    const { key: name } = node;
    if (name.type === 'PrivateIdentifier') return `#${this.word(name)}`;
    if (name.type === 'Literal') return String(name.value);
    if (name.type === 'Identifier' && !node.computed) return name.name;
    return `[${this.path(name)}]`;
  }

  private path(node: Node, depth = maxDepth): string {
    const name = this.segment(node, depth);
    return name.length > maxPath ? `…${name.slice(1 - maxPath)}` : name;
  }

  private segment(node: Node, depth: number): string {
    if (depth === 0) return '';
    switch (node.type) {
      case 'Identifier':
        return this.word(node);
      case 'PrivateIdentifier':
        return `#${this.word(node)}`;
      case 'ThisExpression':
        return 'this';
      case 'Super':
        return 'super';
      case 'MetaProperty':
        return `${node.meta.name}.${node.property.name}`;
      case 'Literal':
        return String(node.value).slice(0, maxLiteral);
      case 'ChainExpression':
        return this.segment(node.expression, depth);
      case 'CallExpression':
        return called(this.segment(node.callee, depth - 1));
      case 'NewExpression':
        return called(`new ${this.segment(node.callee, depth - 1)}`);
      case 'SequenceExpression': {
        // (0, cart.add)(): how compilers call what was imported as `add`.
        const last = node.expressions.at(-1)!;
        return this.segment(last.type === 'MemberExpression' ? last.property : last, depth);
      }
      case 'MemberExpression': {
        const property = this.segment(node.property, depth - 1);
        const plain = !node.computed || node.property.type === 'Literal';
        return join(this.segment(node.object, depth - 1), plain ? property : `[${property}]`);
      }
      default:
        return '';
    }
  }
}

function accessor(kind: string): 'getter' | 'setter' | undefined {
  return kind === 'get' ? 'getter' : kind === 'set' ? 'setter' : undefined;
}

function join(object: string, property: string): string {
  if (object === '' || object === 'module.exports' || object === 'default') return property;
  return property.startsWith('[') ? object + property : `${object}.${property}`;
}

/** The name of what is stored at a path: `exports.foo` is foo, `Foo.prototype.bar` is Foo.bar. */
function target(stored: string): string {
  const name = stored.replace(/^(?:module\.exports|exports|this|self|window|globalThis)\./, '');
  return name.replace('.prototype', '');
}

function called(callee: string): string {
  return callee === '' ? '' : `${callee}()`;
}

function literal(node: Node | undefined): string {
  if (node?.type !== 'Literal' || typeof node.value !== 'string') return '';
  const text = node.value.replace(/\s+/g, ' ');
  return `('${text.length > maxLiteral ? `${text.slice(0, maxLiteral)}…` : text}')`;
}
