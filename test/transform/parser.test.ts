/**
 * The transform's parser finds what acorn finds, in right and in wrong texts, and marks the places.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, type Format } from '../../lib/plan/parse.js';
import { walk, type Visitors } from '../../lib/plan/walk.js';
import { parseMarked } from '../../loader/transform/parser.js';

const cases = new URL('../../../test/transform/cases/', import.meta.url);
const texts = readdirSync(cases).flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, cases))
    .filter((name) => name.startsWith('input.'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, cases), 'utf8')),
);

const words =
  'await yield let static enum of using async eval arguments interface package private get null ' +
  'instanceof debugger this privatee packag i \\u0069f caf\\u00e9 café 𝒳 $ _ a1 continue';

function outcome(read: () => unknown): string {
  try {
    return JSON.stringify(read(), (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
  } catch (error) {
    return String(error);
  }
}

function same(text: string, format: Format): void {
  const own = outcome(() => parseMarked(text, format).program);
  assert.equal(
    own,
    outcome(() => parse(text, format)),
    text,
  );
}

texts.push('for (const key in all) while (key) break;');

const formats: readonly Format[] = ['module', 'commonjs', 'script'];

void test('trees and errors are those of acorn', () => {
  for (const format of formats) for (const text of texts) same(text, format);
});

void test('each word is read as acorn reads it, wherever it stands', () => {
  for (const format of formats) {
    for (const word of words.split(' ')) {
      const places = [word, `var ${word}`, `a.${word}`, `({ ${word} })`, `({ ${word}: 1 })`];
      const more = [`function ${word}() {}`, `class A { ${word}() {} #${word} }`, `${word}: 1`];
      const strict = [`'use strict'; ${word} = 1`, `async () => { ${word} }`, `\`\${${word}}\``];
      for (const text of [...places, ...more, ...strict]) same(text, format);
    }
  }
});

void test('a text with a token too much or too few fails as in acorn', () => {
  for (const text of texts) {
    const tokens = [...text.matchAll(/[\w$]+|[^\s\w$]/g)];
    for (let index = 0; index < tokens.length; index += 13) {
      const [token] = tokens[index]!;
      const at = tokens[index]!.index;
      same(text.slice(0, at) + text.slice(at + token.length), 'module');
      same(`${text.slice(0, at)} if ${text.slice(at)}`, 'commonjs');
    }
  }
});

void test('whatever the transform looks for is marked', () => {
  const seen: string[] = [];
  for (const text of texts) {
    for (const format of formats) {
      if (outcome(() => parse(text, format)).startsWith('SyntaxError')) continue;
      const { program, marks } = parseMarked(text, format);
      const see = (node: { type: string; start: number; end: number }): void => {
        assert.ok(marks.isIn(node), `${node.type}: ${text.slice(node.start, node.end)}`);
        seen.push(node.type);
      };
      const visitors: Visitors = {
        VariableDeclaration: (node) => (node.kind.endsWith('using') ? see(node) : undefined),
      };
      for (const type of wanted) Object.assign(visitors, { [type]: see });
      walk([program], visitors);
    }
  }
  assert.deepEqual([...new Set(seen)].sort(), [...wanted, 'VariableDeclaration'].sort());
});

const wanted = [
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'StaticBlock',
  'ReturnStatement',
  'ThrowStatement',
  'AwaitExpression',
  'YieldExpression',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'WithStatement',
];
