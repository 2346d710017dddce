/**
 * Reasons to leave a function without probes of its own. Its body would move into a try block, and
 * function declarations are hoisted differently there: like `let` and not like `var`.
 *
 *   function f() { var g; function g() {} }    // fine as a body, a SyntaxError as a block
 *
 * The object of a `with` is asked for every name used below it, that of a probe, too.
 */
import { boundNames } from '../../lib/plan/bound-names.js';
import type { Facts } from './facts.js';
import type { FunctionNode } from '../../lib/plan/walk.js';
import type * as acorn from 'acorn';

export function hazardOf(
  node: FunctionNode | acorn.StaticBlock,
  facts: Facts,
  { strict, inWith, source }: { strict: boolean; inWith: boolean; source: string },
): string | undefined {
  if (inWith || facts.hasWith) return 'the object of a with statement could see the probes';
  if (facts.awaitUsing) return 'await using suspends where no probe can stand';
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
