/**
 * Which functions may be called by code that is not recorded: all but those whose name the module
 * uses only to call them.
 *
 *   function direct() {}  direct();         const also = () => {};  also();
 *   function handed() {}  list.map(handed); export function given() {}
 *
 * By names, not by scopes: where two functions share one, what is true of either is so of both.
 */
import type { FunctionNode } from '../../lib/plan/walk.js';

/** Names, and what makes a name that stands there no more than a call. */
const names = /[\w$]+(\s*\()?/g;
const declarations =
  /\bfunction\s+([\w$]+)\s*\(|\b(?:const|let|var)\s+([\w$]+)\s*=\s*(?:function\b|\([^()]*\)\s*=>)/g;
const declared = /(?:^|[^\w$])(?:const|let|var)\s+([\w$]+)\s*=\s*$/;
const exported = /(?:^|[^\w$])export\s+(?:default\s+|(?:const|let|var)\s+[\w$]+\s*=\s*)?$/;
const plainName = /^[\w$]+$/;
const longestDeclaration = 120;

export class Escapes {
  /** How often each name stands where it is not called; made when it is first asked for. */
  #uses: Map<string, number> | undefined;
  #declared: Set<string> | undefined;

  constructor(private readonly source: string) {}

  of(node: FunctionNode): boolean {
    const before = this.source.slice(Math.max(0, node.start - longestDeclaration), node.start);
    if (exported.test(before)) return true;
    const own = 'id' in node ? node.id : null;
    if (own !== null && (!plainName.test(own.name) || this.#usesOf(own.name) > 0)) return true;
    if (node.type === 'FunctionDeclaration') return own === null;
    const name = declared.exec(before)?.[1];
    return name === undefined || this.#usesOf(name) > 1;
  }

  /** Whether a function of the module has the name. */
  declares(name: string): boolean {
    this.#declared ??= new Set(
      [...this.source.matchAll(declarations)].map(([, one, other]) => one ?? other ?? ''),
    );
    return this.#declared.has(name);
  }

  #usesOf(name: string): number {
    this.#uses ??= countUses(this.source);
    return this.#uses.get(name) ?? 0;
  }
}

function countUses(source: string): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [name, call] of source.matchAll(names)) {
    if (call === undefined) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
