/**
 * A graph as text: nodes in the order of time, each with what leads to it.
 *
 *   12.345 ms  1:4711    price  src/cart.js:8
 *                        ← calls onRequest  1:4700
 */
import type { Dag, DagEdge, DagNode } from '../model/dag/graph.js';
import type { Recording } from '../reader/recording.js';
import { nodeText } from './dag-formats.js';
import type { Output } from './output.js';
import { count, duration, moment, paint, place, plural, printable } from './text.js';
import { fitted } from './width.js';

/** `most`: nodes that are shown, the earliest ones. */
export async function printDag(
  out: Output,
  dag: Dag,
  recording: Recording,
  most: number,
): Promise<void> {
  const byId = new Map(dag.nodes.map((node) => [node.id, node]));
  const into = new Map<string, DagEdge[]>();
  for (const edge of dag.edges) {
    const list = into.get(edge.to);
    if (list === undefined) into.set(edge.to, [edge]);
    else list.push(edge);
  }
  const lines: { time: number; print: () => void }[] = [];
  const width = Math.min(18, Math.max(6, ...dag.nodes.map(({ id }) => id.length)));
  const { cwd } = recording.manifest;
  for (const node of dag.nodes) {
    const print = (): void => {
      printNode(out, node, into.get(node.id) ?? [], byId, { width, cwd });
    };
    lines.push({ time: node.time, print });
  }
  for (const cut of dag.cuts) {
    const lost = cut.lost === 0 ? 'events' : plural(cut.lost, 'event');
    const text = `✂ ${lost} lost here (${cut.cause}; thread ${String(cut.thread)})`;
    lines.push({
      time: cut.time,
      print: () => {
        out.line(`${paint.dim(moment(cut.time).padStart(13))}  ${paint.red(text)}`);
      },
    });
  }
  lines.sort((a, b) => a.time - b.time);
  for (const { print } of lines.slice(0, most)) {
    if (out.isBlocked) await out.drained();
    print();
  }
  if (lines.length > most) {
    const where = `behind ${moment(lines[most - 1]?.time ?? 0)}`;
    const how = '--limit 20000 shows them; see also --from, --to, --around, --call';
    out.line(paint.dim(`${count(lines.length - most)} more ${where} not shown: ${how}`));
  }
  printSummary(out, dag);
}

function printNode(
  out: Output,
  node: DagNode,
  edges: readonly DagEdge[],
  byId: ReadonlyMap<string, DagNode>,
  { width, cwd }: { width: number; cwd: string },
): void {
  const mark = node.isCritical === true ? paint.red('●') : ' ';
  const where = node.site === undefined ? '' : `  ${paint.dim(place(node.site, cwd))}`;
  const { end, time, self } = node;
  const took = end === undefined || end === time ? '' : `  ${duration(end - time)}`;
  const own =
    self === undefined || node.type !== 'call' ? '' : paint.dim(`, self ${duration(self)}`);
  const id = paint.dim(printable(node.id).padEnd(width));
  const style = node.type === 'outside' ? paint.dim : paint.bold;
  const head = `${paint.dim(moment(time).padStart(13))} ${mark}${id}  `;
  out.line(
    fitted((characters) => `${head}${style(nodeText(node, characters))}${where}${took}${own}`),
  );
  const indent = ' '.repeat(17 + width);
  for (const { from, type, text: more } of edges) {
    if (type === 'next' || type === 'then') continue;
    const via = more === undefined ? '' : ` (${printable(more)})`;
    const source = byId.get(from);
    const arrow = `${indent}${paint.cyan(`← ${type}${via}`)}`;
    out.line(
      fitted((characters) => {
        const name = source === undefined ? '' : ` ${nodeText(source, characters)}`;
        return `${arrow}${name}  ${paint.dim(printable(from))}`;
      }),
    );
  }
}

function printSummary(out: Output, dag: Dag): void {
  const types = new Map<string, number>();
  for (const { type } of dag.edges) types.set(type, (types.get(type) ?? 0) + 1);
  const edges = [...types].map(([type, n]) => `${count(n)} ${type}`).join(', ');
  const notes = [`${plural(dag.nodes.length, 'node')}; edges: ${edges === '' ? 'none' : edges}`];
  if (dag.nodes.length === 0) notes.push('nothing of the kind here; see --span, --from, --to');
  if (dag.unfinished.length > 0) {
    notes.push(`threads ${dag.unfinished.join(', ')} go on; see --limit, --from, --to`);
  }
  if (dag.contradictions > 0) {
    notes.push(`${plural(dag.contradictions, 'edge')} contradicted the others`);
  }
  out.line(paint.dim(notes.join('; ')));
}
