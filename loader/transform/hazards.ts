/**
 * Where probes cannot stand as they do elsewhere. A body moves into a try block, and function
 * declarations are hoisted differently there: like `let` and not like `var`.
 *
 *   function f() { var g; function g() {} }    // fine as a body, a SyntaxError as a block
 *
 * Such declarations stay outside the block (apart.ts); where that would hide a name, the function
 * has no probes. The object of a `with` is asked for every name below it, that of a probe, too.
 * What V8 says of `const { [yield* null]: a } = b` depends on the places of its tokens.
 */
import { boundNames } from '../../lib/plan/bound-names.js';
import { levels, type Level } from '../../lib/plan/plan.js';
import type { FunctionNode, Node } from '../../lib/plan/walk.js';
import { apartOf } from './apart.js';
import type { Facts } from './facts.js';
import type * as acorn from 'acorn';

export interface Hazard {
  /** Why the function has no probes. */
  skip?: string;
  /** Why the function is recorded at a lower level than it should be, and at which. */
  lowered?: { level: Level; reason: string };
  /** Statements of the body that stay outside the try block. */
  apart?: ReadonlySet<Node>;
}

interface Around {
  strict: boolean;
  inWith: boolean;
  source: string;
  lacksUsing: boolean | undefined;
}

export function hazardOf(
  node: FunctionNode | acorn.StaticBlock,
  facts: Facts,
  { strict, inWith, source, lacksUsing = false }: Around,
): Hazard {
  if (inWith) return { skip: 'the object of a with statement could see the probes' };
  if (facts.suspendsInWith) return { skip: 'it suspends inside a with statement' };
  if (facts.suspendsInPattern) return { skip: 'it suspends inside a destructuring pattern' };
  if (facts.lostDisposal) return { skip: 'await using disposes where no probe can stand' };
  if (facts.awaitUsing && lacksUsing) return { skip: 'this engine has no await using' };
  const lowered = lowering(facts);
  const clash = clashOf(node, facts, strict, source);
  if (clash === undefined) return lowered;
  const apart = apartOf(node);
  return apart ? { apart, ...lowered } : { skip: `${clash}, beside a let or class` };
}

/** Inside a `with` no value can be given to a probe, and no variable read or written. */
function lowering(facts: Facts): Hazard {
  if (!facts.hasWith) return {};
  if (!facts.returnsInWith) {
    return { lowered: { level: 'values', reason: 'a with statement hides its variables' } };
  }
  return { lowered: { level: 'calls', reason: 'it returns inside a with statement' } };
}

/** The lower of two levels. */
export function lower(a: Level, b: Level): Level {
  return levels.indexOf(a) < levels.indexOf(b) ? a : b;
}

function clashOf(
  node: FunctionNode | acorn.StaticBlock,
  facts: Facts,
  strict: boolean,
  source: string,
): string | undefined {
  if (facts.topFunctions.length === 0) return undefined;
  if (facts.varClash !== undefined) return `var and function have the name ${facts.varClash}`;
  const twice = duplicate(facts.topFunctions, strict);
  if (twice !== undefined) return `two functions have the name ${twice}`;
  if (strict) return undefined;
  if (facts.nestedClash !== undefined) {
    return `a function in a nested block has the name ${facts.nestedClash}, too`;
  }
  if (facts.evals) return 'a direct eval could declare names of functions';
  return node.type === 'StaticBlock' ? undefined : argumentsClash(node, facts, source);
}

/** Blocks of sloppy code allow a name twice where all its functions are plain. */
function duplicate(
  declarations: readonly acorn.FunctionDeclaration[],
  strict: boolean,
): string | undefined {
  const plain = new Map<string, boolean>();
  for (const { id, async, generator } of declarations) {
    const isPlain = !strict && !async && !generator;
    if (plain.has(id.name) && !(isPlain && plain.get(id.name) === true)) return id.name;
    plain.set(id.name, isPlain);
  }
  return undefined;
}

/** A function that replaces a parameter replaces the element of a sloppy `arguments`, too. */
function argumentsClash(node: FunctionNode, facts: Facts, source: string): string | undefined {
  const names = facts.topFunctions.map((declaration) => declaration.id.name);
  if (names.includes('arguments')) return 'a function has the name arguments';
  const parameters = new Set(boundNames(...node.params));
  const clash = names.find((name) => parameters.has(name));
  // Any mention counts, escaped ones too; the rest of the text is not worth a closer look.
  if (clash === undefined || !/arguments|eval|\\u/.test(source.slice(node.start, node.end))) {
    return undefined;
  }
  return `parameter and function have the name ${clash}, and arguments could show it`;
}
