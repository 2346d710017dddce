/**
 * The private names of a module's classes: which are fields, where they are written, and which of
 * them an instance has when its constructor begins.
 */
import type * as acorn from 'acorn';
import { walk, type ClassNode, type Node, type Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { targets } from './scopes.js';

export interface PrivateName {
  name: string;
  /** Its definition. */
  node: Node;
  /** Not a method, getter or setter. */
  isField: boolean;
  /** Members that are written. */
  writes: Node[];
  /** Sites of its recorded writes. */
  sites: number[];
}

type Names = ReadonlyMap<string, PrivateName>;

export class Privates {
  readonly fields: PrivateName[] = [];
  readonly #classes: Names[] = [];
  readonly #names = new Map<Node, PrivateName>();
  readonly #ofMaker = new Map<Node, PrivateName[]>();
  readonly #ofClass = new Map<Node, PrivateName>();

  constructor({ source, program }: Context) {
    if (!source.includes('#')) return;
    const visitClass = (node: ClassNode): readonly Step[] => this.#class(node);
    walk([program], {
      ClassDeclaration: visitClass,
      ClassExpression: visitClass,
      PrivateIdentifier: (node) => {
        const name = this.#resolve(node.name);
        if (name !== undefined) this.#names.set(node, name);
      },
      AssignmentExpression: ({ left }) => {
        this.#write(left);
      },
      UpdateExpression: ({ argument }) => {
        this.#write(argument);
      },
      ForInStatement: ({ left }) => {
        this.#write(left);
      },
      ForOfStatement: ({ left }) => {
        this.#write(left);
      },
    });
  }

  /** The field that a private member names; undefined: a method or an accessor. */
  field({ property }: acorn.MemberExpression): PrivateName | undefined {
    const name = this.#names.get(property);
    return name?.isField === true ? name : undefined;
  }

  /** Fields of the instances that a constructor makes, or a class whose body has none. */
  fieldsOf(maker: Node): readonly PrivateName[] {
    return this.#ofMaker.get(maker) ?? [];
  }

  /** The field of the class itself that an element of its body defines. */
  ownField(element: Node): PrivateName | undefined {
    return this.#ofClass.get(element);
  }

  #class(node: ClassNode): readonly Step[] {
    const names = new Map<string, PrivateName>();
    const own: PrivateName[] = [];
    let maker: Node = node.body;
    for (const element of node.body.body) {
      if (element.type === 'StaticBlock') continue;
      if (element.type === 'MethodDefinition' && element.kind === 'constructor') {
        maker = element.value;
      }
      if (element.key.type !== 'PrivateIdentifier') continue;
      const { name } = element.key;
      const isField = element.type === 'PropertyDefinition';
      const made = { name, node: element, isField, writes: [], sites: [] };
      names.set(name, made);
      if (!isField) continue;
      this.fields.push(made);
      if (element.static) this.#ofClass.set(element, made);
      else own.push(made);
    }
    this.#ofMaker.set(maker, own);
    return [node.superClass, () => this.#classes.push(names), node.body, () => this.#classes.pop()];
  }

  #write(pattern: Node): void {
    if (pattern.type === 'VariableDeclaration') return;
    for (const target of targets(pattern)) {
      if (target.type !== 'MemberExpression') continue;
      if (target.property.type !== 'PrivateIdentifier') continue;
      this.#resolve(target.property.name)?.writes.push(target);
    }
  }

  #resolve(name: string): PrivateName | undefined {
    return this.#classes.findLast((names) => names.has(name))?.get(name);
  }
}
