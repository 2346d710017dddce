/**
 * What an expression reads: variables, properties, results of calls, in the order of the text.
 *
 *   rows[i].count * unit(row, 1)    rows.[i].count, i (a key), unit(), row (an input of unit())
 */
import type * as acorn from 'acorn';
import { walk, type Node, type Visitors } from '../../plan/walk.js';
import { isIndex } from '../../model/entry-keys.js';
import {
  bare,
  calleeName,
  keyName,
  noFunctions,
  partOf,
  pathOf,
  type Maybe,
  type Step,
} from './code-parts.js';

export type Reference = ValueReference | CallReference;

interface AnyReference {
  text: string;
  /** The call to which it is passed, or whose receiver it is. */
  inputOf: CallReference | undefined;
  /** The value in question is what it gives, or a part of that. */
  isWhole: boolean;
}

/** `base` is a variable or `this`; `steps` lead from it to what is read. */
export interface ValueReference extends AnyReference {
  type: 'value';
  base: string;
  steps: Step[];
  /** It only says which property or element is read. */
  isKey: boolean;
  /** The call gets this value itself, not something that is made of it. */
  isDirect: boolean;
  /** A method of it is called. */
  isReceiver: boolean;
  /** The part of the value in question that this may have brought: it is spread there. */
  part: readonly string[];
}

/** The result of a call of a function of that name; `path` leads to the part that matters. */
export interface CallReference extends AnyReference {
  type: 'call';
  name: string;
  node: acorn.CallExpression | acorn.NewExpression;
  path: readonly string[];
}

/** Nested functions are left out. */
export function referencesIn(
  node: Maybe,
  path: readonly string[],
  text: (node: Node) => string,
): Reference[] {
  const [part, rest] = partOf(node, path);
  const reader = new ReferenceReader(text);
  walk([part], reader.visitors);
  const whole = bare(part);
  const isLiteral = whole?.type === 'ArrayExpression' || whole?.type === 'ObjectExpression';
  for (const reference of reader.found) {
    if (reader.nodeOf(reference) === whole) {
      reference.isWhole = true;
      if (rest.length > 0) lengthen(reference, rest);
    } else if (isLiteral && rest.length > 0 && reference.type === 'value') reference.part = rest;
  }
  return reader.found;
}

/** Leads on to a part of its value. */
function lengthen(reference: Reference, rest: readonly string[]): void {
  if (reference.type === 'call') {
    reference.path = [...reference.path, ...rest];
    return;
  }
  reference.steps.push(...rest.map((name) => ({ name })));
  reference.text += rest.map((name) => (isIndex(name) ? `[${name}]` : `.${name}`)).join('');
}

class ReferenceReader {
  readonly found: Reference[] = [];
  readonly #nodes = new Map<Reference, Node>();
  readonly #text: (node: Node) => string;
  #call: CallReference | undefined;
  #keys = 0;
  readonly #receivers = new Set<Maybe>();
  /** Receivers and arguments. */
  readonly #direct = new Set<Maybe>();

  constructor(text: (node: Node) => string) {
    this.#text = text;
  }

  nodeOf(reference: Reference): Node | undefined {
    return this.#nodes.get(reference);
  }

  get visitors(): Visitors {
    const visitCall = (
      node: acorn.CallExpression | acorn.NewExpression,
    ): readonly (Node | (() => void))[] => this.#visitCall(node);
    return {
      ...noFunctions,
      Identifier: (node) => {
        if (node.name !== 'undefined') this.#addValue(node, node.name, []);
      },
      ThisExpression: (node) => {
        this.#addValue(node, 'this', []);
      },
      MemberExpression: (node) => {
        const path = pathOf(node);
        if (path === undefined) return this.#visitPartOfCall(node);
        this.#addValue(node, path.base, path.steps);
        const keys = path.steps.flatMap((step) => ('key' in step ? [step.key] : []));
        return keys.length === 0 ? [] : this.#asKeys(keys);
      },
      // Which of two it is was decided by what stands before them.
      ConditionalExpression: ({ test, consequent, alternate }) => [
        ...this.#asKeys([test]),
        consequent,
        alternate,
      ],
      Property: (node) => [node.computed ? node.key : null, node.value],
      AssignmentExpression: (node) => [node.right],
      CallExpression: visitCall,
      NewExpression: visitCall,
    };
  }

  /** `parse(line)[0].name` */
  #visitPartOfCall(node: acorn.MemberExpression): readonly (Node | (() => void) | null)[] {
    const names: string[] = [];
    let at: Maybe = node;
    while (at?.type === 'MemberExpression') {
      const { computed, property } = at;
      if (computed ? property.type !== 'Literal' : property.type === 'PrivateIdentifier') break;
      names.unshift(keyName(property));
      at = bare(at.object);
    }
    const isCall = at?.type === 'CallExpression' || at?.type === 'NewExpression';
    if (!isCall) return [node.object, ...(node.computed ? this.#asKeys([node.property]) : [])];
    return this.#visitCall(at as acorn.CallExpression, names, node);
  }

  #visitCall(
    node: acorn.CallExpression | acorn.NewExpression,
    path: readonly string[] = [],
    whole: Node = node,
  ): readonly (Node | (() => void))[] {
    const { callee } = node;
    const outer = this.#call;
    const call: CallReference = {
      type: 'call',
      name: calleeName(callee),
      text: this.#text(node),
      node,
      path,
      inputOf: outer,
      isWhole: false,
    };
    this.found.push(call);
    this.#nodes.set(call, whole);
    const receiver = callee.type === 'MemberExpression' ? [callee.object] : [];
    for (const input of [...receiver, ...node.arguments]) this.#markDirect(input);
    this.#receivers.add(bare(receiver[0]));
    const enter = (): void => {
      this.#call = call;
    };
    const leave = (): void => {
      this.#call = outer;
    };
    return [enter, ...receiver, ...node.arguments, leave];
  }

  /** What is spread into a literal is passed as well as the literal. */
  #markDirect(input: Maybe): void {
    const node = bare(input?.type === 'SpreadElement' ? input.argument : input);
    this.#direct.add(node);
    const parts: readonly Maybe[] =
      node?.type === 'ArrayExpression'
        ? node.elements
        : node?.type === 'ObjectExpression'
          ? node.properties
          : [];
    for (const part of parts) {
      if (part?.type === 'SpreadElement') this.#direct.add(bare(part.argument));
    }
  }

  /** What they read only says which value is read. */
  #asKeys(nodes: readonly Node[]): readonly (Node | (() => void))[] {
    const enter = (): void => {
      this.#keys++;
    };
    const leave = (): void => {
      this.#keys--;
    };
    return [enter, ...nodes, leave];
  }

  #addValue(node: Node, base: string, steps: Step[]): void {
    const text = this.#text(node);
    const isKey = this.#keys > 0;
    const inputOf = this.#call;
    const isDirect = this.#direct.has(node);
    const isReceiver = this.#receivers.has(node);
    const rest = { inputOf, isWhole: false, isKey, isDirect, isReceiver, part: [] };
    const value: ValueReference = { type: 'value', base, steps, text, ...rest };
    this.found.push(value);
    this.#nodes.set(value, node);
  }
}
