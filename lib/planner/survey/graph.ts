/**
 * The static call graph: which function's own code calls which, how deep in loops. Names are
 * resolved as a reader would: functions of the module first, then imports, then methods of that
 * name anywhere, while they are few. A function passed to a call is taken to be called from there.
 */
import { dirname, join } from 'node:path/posix';
import { isIteration, lastName } from './callees.js';
import { callRisks, type LooseCall } from './call-risks.js';
import { allFunctions, type CallSite, type FunctionRef, type Survey } from './types.js';

export interface Edge {
  /** Index among all functions; -1: the top level of a module. */
  from: number;
  to: number;
  loops: number;
  branches: number;
}

export interface CallGraph {
  functions: FunctionRef[];
  edges: Edge[];
  /** Edges by caller and by callee, as indexes into `edges`. */
  calls: number[][];
  callers: number[][];
  /** Whether a function can come back to itself. */
  isRecursive: boolean[];
}

/** A method's name that so many classes share tells nothing about who is called. */
const maxCandidates = 4;

export function callGraph(survey: Survey): CallGraph {
  const functions = allFunctions(survey);
  const resolver = new Resolver(functions);
  const edges: Edge[] = [];
  const loose: LooseCall[] = [];
  const seen = new Map<string, Edge>();
  const add = (from: number, to: number, loops: number, branches: number): void => {
    const key = `${String(from)} ${String(to)}`;
    const known = seen.get(key);
    if (known !== undefined) {
      known.loops = Math.max(known.loops, loops);
      known.branches = Math.min(known.branches, branches);
      return;
    }
    const edge: Edge = { from, to, loops, branches };
    seen.set(key, edge);
    edges.push(edge);
  };
  const addCalls = (from: number, file: string, owner: string, calls: CallSite[]): void => {
    for (const { callee, loops, branches, isLoose } of calls) {
      for (const to of resolver.targets(file, owner, callee)) add(from, to, loops, branches);
      if (isLoose && from >= 0) loose.push({ from, targets: resolver.known(file, owner, callee) });
    }
  };
  for (const { file, calls } of survey.modules) addCalls(-1, file, '', calls);
  for (const { module, fn, index } of functions) {
    addCalls(index, module.file, ownerOf(fn.name), fn.calls);
    if (fn.passedTo === '' && !isInvokedInPlace(fn.name)) continue;
    const outer = fn.parent < 0 ? -1 : resolver.indexIn(module.file, fn.parent);
    const around = outer < 0 ? module.calls : functions[outer]!.fn.calls;
    const site = around.find(({ callee }) => callee === fn.passedTo);
    const loops = (site?.loops ?? 0) + (isIteration(fn.passedTo) ? 1 : 0);
    add(outer, index, loops, site?.branches ?? 0);
  }
  const calls = grouped(edges, functions.length, 'from');
  const callers = grouped(edges, functions.length, 'to');
  const risks = callRisks({ functions, edges, calls, callers }, loose);
  return {
    functions: functions.map((ref, index) => ({ ...ref, risks: risks[index]! })),
    edges,
    calls,
    callers,
    isRecursive: recursion(edges, calls),
  };
}

function isInvokedInPlace(name: string): boolean {
  return name === '(iife)';
}

/** The class of `Cart.add` and of `get Cart.total`. */
function ownerOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(0, dot).replace(/^[gs]et /, '');
}

class Resolver {
  private readonly inFile = new Map<string, Map<string, number[]>>();
  private readonly methods = new Map<string, number[]>();
  private readonly first = new Map<string, number>();
  private readonly imports = new Map<string, Map<string, { file: string; imported: string }>>();

  constructor(functions: readonly FunctionRef[]) {
    for (const { module, fn, index } of functions) {
      if (!this.first.has(module.file)) this.first.set(module.file, index);
      const name = fn.name.replace(/^[gs]et /, '');
      push(this.names(module.file), name, index);
      const last = lastName(name);
      if (last !== name) push(this.methods, last, index);
    }
    const files = new Set(functions.map(({ module }) => module.file));
    for (const { module } of functions) {
      if (this.imports.has(module.file)) continue;
      const bound = new Map<string, { file: string; imported: string }>();
      for (const { from, local, imported } of module.imports) {
        const file = resolveFile(module.file, from, files);
        if (file !== undefined) bound.set(local, { file, imported });
      }
      this.imports.set(module.file, bound);
    }
  }

  indexIn(file: string, position: number): number {
    return (this.first.get(file) ?? 0) + position;
  }

  targets(file: string, owner: string, callee: string): readonly number[] {
    const known = this.known(file, owner, callee);
    if (known.length > 0 || callee.startsWith('new ') || !callee.includes('.')) return known;
    const candidates = this.methods.get(lastName(callee)) ?? [];
    return candidates.length <= maxCandidates ? candidates : [];
  }

  /** Without methods that only have the name. */
  known(file: string, owner: string, callee: string): readonly number[] {
    const path = callee.replace(/^new /, '');
    if (path === '') return [];
    const constructed = path === callee ? [] : this.named(file, owner, `${path}.constructor`);
    return constructed.length > 0 ? constructed : this.named(file, owner, path);
  }

  private named(file: string, owner: string, name: string): readonly number[] {
    const own = this.names(file);
    if (name.startsWith('this.')) {
      const rest = name.slice('this.'.length);
      return own.get(`${owner}.${rest}`) ?? [];
    }
    const here = own.get(name);
    if (here !== undefined) return here;
    const [root = '', ...members] = name.split('.');
    const binding = this.imports.get(file)?.get(root);
    if (binding === undefined) return [];
    const { imported } = binding;
    const there = this.names(binding.file);
    const wanted = imported === '*' || imported === 'default' ? members : [imported, ...members];
    return there.get(wanted.join('.')) ?? there.get(name) ?? there.get('default') ?? [];
  }

  private names(file: string): Map<string, number[]> {
    let names = this.inFile.get(file);
    if (names === undefined) {
      names = new Map<string, number[]>();
      this.inFile.set(file, names);
    }
    return names;
  }
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

const endings = ['', '.js', '.mjs', '.cjs', '.ts', '/index.js', '/index.mjs', '/index.ts'];

function resolveFile(from: string, to: string, files: ReadonlySet<string>): string | undefined {
  if (!to.startsWith('.')) return undefined;
  const path = join(dirname(from), to);
  for (const ending of endings) if (files.has(path + ending)) return path + ending;
  const typescript = path.replace(/js$/, 'ts');
  return files.has(typescript) ? typescript : undefined;
}

function grouped(edges: readonly Edge[], count: number, by: 'from' | 'to'): number[][] {
  const groups: number[][] = Array.from({ length: count }, () => []);
  for (const [index, edge] of edges.entries()) groups[edge[by]]?.push(index);
  return groups;
}

/** Functions in cycles of calls: Tarjan's strongly connected components, without recursion. */
function recursion(edges: readonly Edge[], calls: readonly number[][]): boolean[] {
  const count = calls.length;
  const order = new Int32Array(count);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const next = new Int32Array(count);
  const stack: number[] = [];
  const recursive = new Array<boolean>(count).fill(false);
  let visited = 0;
  const enter = (node: number, path: number[]): void => {
    order[node] = low[node] = ++visited;
    onStack[node] = 1;
    stack.push(node);
    path.push(node);
  };
  const leave = (node: number): void => {
    if (low[node] !== order[node]) return;
    const component = stack.splice(stack.lastIndexOf(node));
    for (const member of component) {
      onStack[member] = 0;
      if (component.length > 1) recursive[member] = true;
    }
  };
  for (let root = 0; root < count; root++) {
    if (order[root] !== 0) continue;
    const path: number[] = [];
    enter(root, path);
    while (path.length > 0) {
      const node = path.at(-1)!;
      const edge = calls[node]![next[node]!++];
      if (edge === undefined) {
        path.pop();
        leave(node);
        const below = path.at(-1);
        if (below !== undefined) low[below] = Math.min(low[below]!, low[node]!);
        continue;
      }
      const { to } = edges[edge]!;
      if (to === node) recursive[node] = true;
      if (order[to] === 0) enter(to, path);
      else if (onStack[to] === 1) low[node] = Math.min(low[node]!, order[to]!);
    }
  }
  return recursive;
}
