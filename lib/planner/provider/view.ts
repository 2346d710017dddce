/**
 * Compact views of functions for a language model: the code of one function alone, printed from its
 * tree, with nested bodies elided, secrets in literals redacted, and the comments that explain.
 *
 *   Cart.total (src/cart.js:11), async, called by handle
 *   // prices may change while we wait
 *   function () { const sums = await Promise.all(this.#lines.map((line) => {…})); … }
 */
import type * as acorn from 'acorn';
import * as acornParser from 'acorn';
import { generate, GENERATOR, type Generator, type State } from 'astring';
import { sourceType, type Format } from '../../plan/parse.js';
import { createSecretNames } from '../../plan/secret-names.js';
import { walk, type FunctionNode, type Node, type Visitors } from '../../plan/walk.js';

const maxViewCharacters = 1500;
const maxComments = 3;
const maxCommentCharacters = 160;
const maxStringCharacters = 60;
const minCommentWords = 4;

const secretNames = createSecretNames();
/** Prefixes and shapes of keys, and long random text. */
const secretShape =
  /^(?:sk|pk|gh[op]|xox[abp]|akia|eyj)[-_\w]{8}|-----BEGIN|^[\da-f]{24,}$|\/\/[^/@\s]+:[^/@\s]+@/i;

export function looksSecret(text: string): boolean {
  if (secretShape.test(text)) return true;
  const isLong = text.length >= 20 && /^[\w+/=.~-]+$/.test(text);
  return isLong && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}

interface Printer extends State {
  depth: number;
}

type Print = (this: Generator, node: never, state: Printer) => void;
const standard = GENERATOR as unknown as Record<string, Print>;

/** Prints nested functions and classes as their heads. */
function elided(type: string): Print {
  return function (node: Node, state: Printer) {
    if (state.depth++ === 0) standard[type]!.call(this, node as never, state);
    else state.write(headOf(node));
    state.depth--;
  };
}

function headOf(node: Node): string {
  if (node.type.startsWith('Class')) return 'class {…}';
  const fn = node as FunctionNode;
  const parameters = fn.params.map((p) => (p.type === 'Identifier' ? p.name : '…')).join(', ');
  const name = 'id' in fn && fn.id ? ` ${fn.id.name}` : '';
  const async = fn.async ? 'async ' : '';
  if (fn.type === 'ArrowFunctionExpression') return `${async}(${parameters}) => {…}`;
  return `${async}function${name}(${parameters}) {…}`;
}

const printer = {
  ...GENERATOR,
  FunctionDeclaration: elided('FunctionDeclaration'),
  FunctionExpression: elided('FunctionExpression'),
  ArrowFunctionExpression: elided('ArrowFunctionExpression'),
  ClassDeclaration: elided('ClassDeclaration'),
  ClassExpression: elided('ClassExpression'),
  Literal(node: acorn.Literal, state: Printer) {
    if (typeof node.value !== 'string') state.write(node.raw ?? String(node.value));
    else state.write(JSON.stringify(shownString(node)));
  },
  TemplateElement(node: acorn.TemplateElement, state: Printer) {
    const text = node.value.raw;
    state.write(looksSecret(text.trim()) ? '[redacted]' : text.slice(0, maxStringCharacters));
  },
} as unknown as Generator;

/** Literals that stand under the name of a secret. */
const named = new WeakSet();

function shownString(node: acorn.Literal): string {
  const text = String(node.value);
  if (named.has(node) || looksSecret(text)) return '[redacted]';
  return text.length > maxStringCharacters ? `${text.slice(0, maxStringCharacters)}…` : text;
}

/** Views by offset of the function's node. */
export function viewsOf(source: string, format: Format): (start: number, end: number) => string {
  const comments: acorn.Comment[] = [];
  const program = parseWith(source, format, comments);
  // By their ends: a method's text starts before its function does. Outer ones come first.
  const functions = new Map<number, FunctionNode[]>();
  const add = (node: FunctionNode): void => {
    functions.set(node.end, [...(functions.get(node.end) ?? []), node]);
  };
  walk([program], {
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
    ...secretVisitors,
  });
  return (start, end) => {
    const node = functions.get(end)?.find((fn) => fn.start >= start);
    const code = node === undefined ? source.slice(start, end) : printed(node);
    return [...explaining(comments, start, end), shortened(code)].join('\n');
  };
}

function parseWith(source: string, format: Format, onComment: acorn.Comment[]): acorn.Program {
  const options = { ecmaVersion: 'latest', allowHashBang: true, onComment } as const;
  try {
    return acornParser.parse(source, { ...options, sourceType: sourceType(format) });
  } catch {
    onComment.length = 0;
    const other = format === 'module' ? 'commonjs' : 'module';
    return acornParser.parse(source, { ...options, sourceType: other });
  }
}

function mark(name: string, value: Node | null | undefined): void {
  if (value?.type === 'Literal' && secretNames.rule(name) !== 0) named.add(value);
}

const secretVisitors: Visitors = {
  VariableDeclarator: (node) => {
    if (node.id.type === 'Identifier') mark(node.id.name, node.init);
  },
  AssignmentExpression: (node) => {
    const { left } = node;
    const target = left.type === 'MemberExpression' ? left.property : left;
    if (target.type === 'Identifier') mark(target.name, node.right);
  },
  Property: (node) => {
    const { key } = node;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : '';
    mark(String(name), node.value);
  },
};

function printed(node: FunctionNode): string {
  try {
    const state = { depth: 0 };
    return generate(node, {
      indent: ' ',
      generator: withDepth(state),
    });
  } catch {
    return headOf(node); // nested too deeply for a recursive printer
  }
}

/** astring makes its own state; the depth goes along with the generator. */
function withDepth(counter: { depth: number }): Generator {
  const own = { ...(printer as unknown as Record<string, Print>) };
  for (const type of Object.keys(own)) {
    const print = own[type]!;
    own[type] = function (node: never, state: Printer) {
      if (!Object.hasOwn(state, 'depth')) {
        Object.defineProperty(state, 'depth', {
          get: () => counter.depth,
          set: (depth: number) => (counter.depth = depth),
        });
      }
      print.call(this, node, state);
    };
  }
  return own as unknown as Generator;
}

function explaining(comments: readonly acorn.Comment[], start: number, end: number): string[] {
  return comments
    .filter((comment) => comment.start >= start - maxCommentCharacters && comment.end <= end)
    .map(({ value }) => value.replaceAll(/\s*\n\s*\*?\s*/g, ' ').trim())
    .filter((text) => text.split(' ').length >= minCommentWords && !looksSecret(text))
    .slice(0, maxComments)
    .map((text) => `// ${text.slice(0, maxCommentCharacters)}`);
}

function shortened(code: string): string {
  const text = code.replaceAll(/\n\s*/g, '\n ');
  return text.length <= maxViewCharacters ? text : `${text.slice(0, maxViewCharacters)}…`;
}
