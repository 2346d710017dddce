/**
 * Names of functions and parameters as the user wrote them, where a minifier gave them others and
 * its source map kept the ones before:
 *
 *   var a=t=>e(t)+1     const priceOf = (item) => lookUp(item) + 1     a(t: 2) is priceOf(item: 2)
 */
import { boundIdentifiers } from '../plan/bound-names.js';
import { Names, type Word } from '../plan/names.js';
import { asCode, formatNamed, parse } from '../plan/parse.js';
import { Lines } from '../plan/places.js';
import { walk, type ClassNode, type FunctionNode } from '../plan/walk.js';
import type { PositionMap } from './position-map.js';

export interface OriginalNames {
  /** Of the function with this name whose site starts at this offset. */
  fn(start: number, name: string): string;
  /** Of a parameter of the function that starts there. */
  parameter(start: number, name: string): string;
}

/** Each command that loads sites parses the text: longer ones keep the names of the code. */
const maxTextUnits = 4 * 2 ** 20;

/** For a module whose source map has names. Undefined for a text that does not parse. */
export function originalNames(
  source: string,
  format: string,
  map: PositionMap,
): OriginalNames | undefined {
  if (source.length > maxTextUnits) return undefined;
  const lines = new Lines(source);
  const original: Word = ({ name, start }) => {
    const { line, column } = lines.at(start);
    return map.nameAt(line, column) ?? name;
  };
  try {
    const program = parse(asCode(source), formatNamed(format));
    const written = functionsIn(program, new Names(source));
    const before = functionsIn(program, new Names(source, original));
    return {
      fn: (start, name) => (written.get(start)?.name === name ? before.get(start)!.name : name),
      parameter(start, name) {
        const found = written
          .get(start)
          ?.parameters()
          .find((each) => each.name === name);
        return found === undefined ? name : original(found);
      },
    };
  } catch {
    return undefined;
  }
}

interface NamedFunction {
  name: string;
  parameters: () => ReturnType<typeof boundIdentifiers>;
}

/** By the offsets where their sites start. */
function functionsIn(program: ReturnType<typeof parse>, names: Names): Map<number, NamedFunction> {
  const found = new Map<number, NamedFunction>();
  const visit = (node: FunctionNode): void => {
    const { name, start = node.start } = names.of(node);
    found.set(start, { name, parameters: () => boundIdentifiers(...node.params) });
  };
  const members = (node: ClassNode): void => {
    names.members(node);
  };
  walk([program], {
    ...names.visitors,
    ClassDeclaration: members,
    ClassExpression: members,
    FunctionDeclaration: visit,
    FunctionExpression: visit,
    ArrowFunctionExpression: visit,
    StaticBlock: (node) => {
      found.set(node.start, { name: names.staticBlock(node), parameters: () => [] });
    },
  });
  return found;
}
