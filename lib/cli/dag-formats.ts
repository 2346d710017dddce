/** Graphs for programs: JSON, and the languages of Graphviz and Mermaid. */
import type { Dag, DagNode } from '../model/dag/graph.js';
import type { Value } from '../reader/value.js';
import { printable, valueText } from './text.js';
import { valueJson } from './value-json.js';

/** Values are those of `scope calls --json`; times are nanoseconds since the recording's start. */
export function dagJson(dag: Dag): string {
  const { kind, from, to, cuts, unfinished, contradictions } = dag;
  const window = { from, to: to === Infinity ? null : to };
  const head = JSON.stringify({ kind, window }).slice(0, -1);
  const nodes = dag.nodes.map(nodeJson).join(',');
  const edges = JSON.stringify(dag.edges);
  const tail = JSON.stringify({ cuts, unfinished, contradictions }).slice(1);
  return `${head},"nodes":[${nodes}],"edges":${edges},${tail}`;
}

function nodeJson(node: DagNode): string {
  const { id, type, what, thread, seq, time, end, site, call, self, isCritical, value } = node;
  const where = site && { fn: site.fn, file: site.file, line: site.line, column: site.column };
  const critical = isCritical === true ? true : undefined;
  const json = JSON.stringify({
    ...{ id, type, what, ...where, thread, seq: seq < 0 ? null : seq, time, end, call, self },
    critical,
  });
  if (!('value' in node)) return json;
  return `${json.slice(0, -1)},"value":${valueJson(value as Value, thread)}}`;
}

/** What a person sees of a node: two or three words, a value of at most so many characters. */
export function nodeText(node: DagNode, characters?: number): string {
  const { type, what, site, thread } = node;
  const fn = site === undefined || site.fn === '' ? '' : printable(site.fn);
  switch (type) {
    case 'event':
      return [printable(node.text ?? what ?? ''), fn].filter(Boolean).join(' ');
    case 'call':
      return fn === '' ? 'call' : fn;
    case 'outside':
      return fn === ''
        ? `before the window (thread ${String(thread)})`
        : `${fn} (before the window)`;
    case 'segment':
      return [what === undefined ? 'segment' : printable(what), fn].filter(Boolean).join(' ');
    case 'use':
    case 'hold': {
      const words = [valueText(node.value as Value, characters), printable(what ?? ''), fn];
      return words.filter(Boolean).join(' ');
    }
    case 'object':
    case 'variable': {
      const name = printable(what ?? type);
      return 'value' in node ? `${name} = ${valueText(node.value as Value, characters)}` : name;
    }
    default:
      return [type, printable(what ?? '')].filter(Boolean).join(' ');
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export function* dagDot(dag: Dag): Generator<string, void, undefined> {
  yield `digraph ${dag.kind} {`;
  yield '  rankdir=LR; node [shape=box, fontname="sans-serif"]; edge [fontname="sans-serif"];';
  const threads = new Set(dag.nodes.map(({ thread }) => thread));
  for (const thread of threads) {
    yield `  subgraph "cluster_${String(thread)}" { label=${quoted(`thread ${String(thread)}`)};`;
    for (const node of dag.nodes) {
      if (node.thread !== thread) continue;
      const style = node.isCritical === true ? ', color=red, penwidth=2' : '';
      const dashed = node.type === 'outside' ? ', style=dashed' : '';
      yield `    ${quoted(node.id)} [label=${quoted(nodeText(node))}${style}${dashed}];`;
    }
    yield '  }';
  }
  for (const { thread, seq, lost, cause } of dag.cuts) {
    const label = quoted(`${String(lost)} events lost (${cause})`);
    yield `  ${quoted(`cut ${String(thread)}:${String(seq)}`)} [label=${label}, shape=octagon];`;
  }
  for (const { from, to, type, text } of dag.edges) {
    const label = text === undefined ? type : `${type} ${printable(text)}`;
    yield `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(label)}];`;
  }
  yield '}';
}

/** Mermaid reads some characters as its own; entities stand for them. */
function entity(text: string): string {
  return text.replaceAll(/["#<>;&|`\\]/g, (character) => `#${String(character.charCodeAt(0))};`);
}

export function* dagMermaid(dag: Dag): Generator<string, void, undefined> {
  yield 'flowchart LR';
  const names = new Map(dag.nodes.map(({ id }, index) => [id, `n${String(index)}`]));
  for (const thread of new Set(dag.nodes.map((node) => node.thread))) {
    yield `  subgraph t${String(thread)}["thread ${String(thread)}"]`;
    for (const node of dag.nodes) {
      if (node.thread !== thread) continue;
      const critical = node.isCritical === true ? ':::critical' : '';
      yield `    ${names.get(node.id)!}["${entity(nodeText(node))}"]${critical}`;
    }
    yield '  end';
  }
  for (const [index, { lost, cause }] of dag.cuts.entries()) {
    yield `  cut${String(index)}{{"${String(lost)} events lost (${cause})"}}`;
  }
  for (const { from, to, type, text } of dag.edges) {
    const label = entity(text === undefined ? type : `${type} ${printable(text)}`);
    yield `  ${names.get(from)!} -->|"${label}"| ${names.get(to)!}`;
  }
  yield '  classDef critical stroke:#c00,stroke-width:3px';
}
