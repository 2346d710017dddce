/**
 * The transform's parser: acorn, which also marks what the transform looks for (marks.ts), and
 * knows its words without patterns (words.ts).
 *
 *   const { program, marks } = parseMarked(source, 'module');   walk([program], visitors, marks);
 */
import * as acorn from 'acorn';
import { parserOptions, type Format } from '../../lib/plan/parse.js';
import { Marks } from './marks.js';
import { isWordUnit, Words, wordsOf } from './words.js';

type Tests = Pick<RegExp, 'test'>;

/** What acorn's types do not tell. Methods for a node are called at a token within it. */
interface Parsing {
  options: object;
  input: string;
  pos: number;
  containsEsc: boolean;
  inTemplateElement: boolean;
  keywords: Tests;
  reservedWords: Tests;
  reservedWordsStrict: Tests;
  reservedWordsStrictBind: Tests;
  readWord(): void;
  finishToken(type: acorn.TokenType, value: string): void;
  /** Of the token that comes next. */
  start: number;
  parse(): acorn.Program;
  parseFunctionBody(node: unknown, isArrow: boolean, isMethod: boolean, inFor: unknown): void;
  parseClassStaticBlock(node: unknown): unknown;
  parseReturnStatement(node: unknown): unknown;
  parseThrowStatement(node: unknown): unknown;
  parseAwait(inFor: unknown): unknown;
  parseYield(inFor: unknown): unknown;
  parseForStatement(node: unknown): unknown;
  parseWhileStatement(node: unknown): unknown;
  parseDoStatement(node: unknown): unknown;
  parseTryStatement(node: unknown): unknown;
  parseWithStatement(node: unknown): unknown;
  parseVar(node: unknown, isFor: boolean, kind: string, isLoose: unknown): unknown;
}

const backslash = 92;
const Parser = acorn.Parser as unknown as new (options: acorn.Options, text: string) => Parsing;

const { name: nameToken } = acorn.tokTypes;
const keywordTokens = Object.values(acorn.tokTypes).filter(({ keyword }) => keyword !== undefined);
const keywords = new Words(keywordTokens.map(({ keyword }) => keyword!));

const known = new Map<string, object>();

/**
 * Acorn's options have so many properties, added one by one, that V8 makes a hash table of them,
 * in which acorn then looks several times for each token and node. What JSON.parse makes is none.
 */
function inFields(options: object, format: Format): object {
  let fields = known.get(format);
  if (fields === undefined) {
    const shape = Object.fromEntries(Object.keys(options).map((name) => [name, 0]));
    fields = Object.assign(JSON.parse(JSON.stringify(shape)) as object, options);
    known.set(format, fields);
  }
  return fields;
}

class TransformParser extends Parser {
  readonly marks = new Marks();
  /** Acorn adds it where the first template is; all of ours have one shape. */
  override inTemplateElement = false;

  constructor(text: string, format: Format) {
    super(parserOptions(format), text);
    this.options = inFields(this.options, format);
    this.keywords = wordsOf(this.keywords);
    this.reservedWords = wordsOf(this.reservedWords);
    this.reservedWordsStrict = wordsOf(this.reservedWordsStrict);
    this.reservedWordsStrictBind = wordsOf(this.reservedWordsStrictBind);
  }

  /** Words of ASCII without escapes; acorn reads the others. */
  override readWord(): void {
    const { input, pos } = this;
    let end = pos;
    let unit = input.charCodeAt(end);
    while (isWordUnit(unit)) unit = input.charCodeAt(++end);
    if (unit >= 128 || unit === backslash) {
      super.readWord();
      return;
    }
    const word = input.slice(pos, end);
    this.containsEsc = false;
    this.pos = end;
    const keyword = keywords.indexOf(word);
    this.finishToken(keyword < 0 ? nameToken : keywordTokens[keyword]!, word);
  }

  override parseFunctionBody(node: unknown, isArrow: boolean, isMethod: boolean, inFor: unknown) {
    this.marks.add(this.start);
    super.parseFunctionBody(node, isArrow, isMethod, inFor);
  }

  override parseClassStaticBlock(node: unknown) {
    this.marks.add(this.start);
    return super.parseClassStaticBlock(node);
  }

  override parseReturnStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseReturnStatement(node);
  }

  override parseThrowStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseThrowStatement(node);
  }

  override parseAwait(inFor: unknown) {
    this.marks.add(this.start);
    return super.parseAwait(inFor);
  }

  override parseYield(inFor: unknown) {
    this.marks.add(this.start);
    return super.parseYield(inFor);
  }

  override parseForStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseForStatement(node);
  }

  override parseWhileStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseWhileStatement(node);
  }

  override parseDoStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseDoStatement(node);
  }

  override parseTryStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseTryStatement(node);
  }

  override parseWithStatement(node: unknown) {
    this.marks.add(this.start);
    return super.parseWithStatement(node);
  }

  override parseVar(node: unknown, isFor: boolean, kind: string, isLoose: unknown) {
    if (kind.endsWith('using')) this.marks.add(this.start);
    return super.parseVar(node, isFor, kind, isLoose);
  }
}

/** Throws as `parse` does (lib/plan/parse.ts). */
export function parseMarked(
  source: string,
  format: Format,
): { program: acorn.Program; marks: Marks } {
  const parser = new TransformParser(source, format);
  return { program: parser.parse(), marks: parser.marks };
}
