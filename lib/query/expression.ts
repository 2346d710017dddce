/**
 * The language of `scope search` and of conditions in `scope step`: comparisons of a call's fields,
 * or of variables, joined by && || ! and parentheses.
 *
 *   value == 42 && fn ~ price        duration > 5ms || threw        cart.total != 0 && i > 3
 *
 * `~` matches a glob; a pattern without wildcards matches anywhere in the text. A field alone asks
 * whether there is one.
 */
import { ScopeError } from '../errors.js';
import { parseTime } from './time-text.js';

export type Operator = '==' | '!=' | '<=' | '>=' | '<' | '>' | '~';
export type Literal = string | number | boolean | null | undefined;

export type Expression =
  | { type: 'and' | 'or'; left: Expression; right: Expression }
  | { type: 'not'; of: Expression }
  | { type: 'has'; field: string }
  | { type: 'compare'; field: string; operator: Operator; literal: Literal };

/** Text fields, numbers, and values; `arg0` to `arg7` and `arg.NAME` are values, too. */
export const textFields = ['fn', 'file', 'kind', 'id', 'parent', 'task', 'outcome'] as const;
export const numberFields = ['line', 'column', 'thread', 'start', 'duration', 'self'] as const;
export const valueFields = ['value', 'returned', 'threw'] as const;
const timeFields: readonly string[] = ['start', 'duration', 'self'];

/** Where an expression is wrong: `column` counts from 0. */
export class ExpressionError extends ScopeError {
  readonly expression: string;
  readonly column: number;

  constructor(expression: string, column: number, what: string) {
    super('SCOPE_USAGE', `${what} at character ${String(column + 1)}`);
    this.expression = expression;
    this.column = column;
  }
}

/** What an expression may speak of. */
export interface Vocabulary {
  has: (name: string) => boolean;
  /** All of it, for who asks for something else. */
  names: string;
  /** What the field compares with; anything else is a value. */
  kindOf: (name: string) => 'text' | 'number' | 'time' | 'value';
}

/** Throws ExpressionError. */
export function parseExpression(text: string, vocabulary = callVocabulary): Expression {
  return new Parser(text, vocabulary).parse();
}

interface Token {
  kind: 'word' | 'text' | 'operator' | 'end';
  text: string;
  at: number;
}

const operators: ReadonlySet<string> = new Set(['==', '!=', '<=', '>=', '<', '>', '~']);
const symbols = ['&&', '||', '===', '!==', '==', '!=', '<=', '>=', '<', '>', '~', '!', '(', ')'];
const maxDepth = 200;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest)?.[0];
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const quoted = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/s.exec(rest)?.[0];
    if (quoted !== undefined) {
      tokens.push({ kind: 'text', text: unquoted(quoted), at });
      at += quoted.length;
      continue;
    }
    if (/^['"]/.test(rest)) throw new ExpressionError(text, at, 'this text has no end');
    const symbol = symbols.find((candidate) => rest.startsWith(candidate));
    if (symbol !== undefined) {
      // `===` is what `==` is.
      tokens.push({ kind: 'operator', text: symbol.slice(0, 2), at });
      at += symbol.length;
      continue;
    }
    const word = /^[^\s()'"=<>~&|!]+/.exec(rest)?.[0];
    if (word === undefined) {
      const given = JSON.stringify(rest.charAt(0));
      throw new ExpressionError(text, at, `${given} means nothing here; try == && ||`);
    }
    tokens.push({ kind: 'word', text: word, at });
    at += word.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/gs, (_, c: string) => escapes[c] ?? c);
}

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #vocabulary: Vocabulary;
  #at = 0;
  #depth = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.#text = text;
    this.#vocabulary = vocabulary;
    this.#tokens = tokensOf(text);
  }

  parse(): Expression {
    const expression = this.#or();
    const { kind, text } = this.#token;
    if (kind !== 'end') this.#fail(`expected && or ||, not ${JSON.stringify(text)}`);
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#at]!;
  }

  #takes(symbol: string): boolean {
    const { kind, text } = this.#token;
    if (kind !== 'operator' || text !== symbol) return false;
    this.#at++;
    return true;
  }

  #fail(what: string): never {
    throw new ExpressionError(this.#text, this.#token.at, what);
  }

  #or(): Expression {
    if (++this.#depth > maxDepth) this.#fail('too many parentheses');
    let left = this.#and();
    while (this.#takes('||')) left = { type: 'or', left, right: this.#and() };
    this.#depth--;
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#takes('&&')) left = { type: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    let negations = 0;
    while (this.#takes('!')) negations++;
    const inner = this.#primary();
    return negations % 2 === 1 ? { type: 'not', of: inner } : inner;
  }

  #primary(): Expression {
    if (this.#takes('(')) {
      const inner = this.#or();
      if (!this.#takes(')')) this.#fail('expected )');
      return inner;
    }
    const field = this.#field();
    const { kind, text: operator } = this.#token;
    if (kind !== 'operator' || !operators.has(operator)) return { type: 'has', field };
    this.#at++;
    return this.#comparison(field, operator as Operator);
  }

  #field(): string {
    const { kind, text } = this.#token;
    const { has, names } = this.#vocabulary;
    if (kind !== 'word') this.#fail('expected a field');
    if (!has(text)) this.#fail(`${JSON.stringify(text)} is no field; there are ${names}`);
    this.#at++;
    return text;
  }

  #comparison(field: string, operator: Operator): Expression {
    const { kind, text } = this.#token;
    if (kind !== 'word' && kind !== 'text') this.#fail('expected a value to compare with');
    const literal = kind === 'text' ? text : this.#literal(field, operator, text);
    if (operator === '~' && typeof literal !== 'string') this.#fail('~ compares with a text');
    const what = this.#vocabulary.kindOf(field);
    const isNumber = what === 'number' || what === 'time';
    if (isNumber && operator !== '~' && typeof literal !== 'number') {
      this.#fail(`${field} is ${what === 'time' ? 'a time such as 5ms' : 'a number'}`);
    }
    this.#at++;
    return { type: 'compare', field, operator, literal };
  }

  /** A word: a number, true, null and the like; else a text that needs no quotes. */
  #literal(field: string, operator: Operator, word: string): Literal {
    const what = this.#vocabulary.kindOf(field);
    if (operator === '~' || what === 'text') return word;
    if (what === 'time') return parseTime(word) ?? word;
    if (word in constants) return constants[word];
    const number = Number(word);
    return Number.isNaN(number) ? word : number;
  }
}

const constants: Record<string, Literal> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  NaN,
  Infinity,
  '-Infinity': -Infinity,
};

const callNames: readonly string[] = [...textFields, ...numberFields, ...valueFields];

const callVocabulary: Vocabulary = {
  has: (name) => callNames.includes(name) || /^arg(?:[0-7]|\..+)$/.test(name),
  names: [...callNames, 'arg0 ... and arg.NAME'].join(' '),
  kindOf(name) {
    if ((textFields as readonly string[]).includes(name)) return 'text';
    if (timeFields.includes(name)) return 'time';
    return (numberFields as readonly string[]).includes(name) ? 'number' : 'value';
  },
};
