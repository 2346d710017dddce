/** What `scope plan` prints about plans. */
import Table from 'cli-table3';
import { levels } from '../plan/plan.js';
import type { Comparison } from '../planner/check.js';
import type { PlanChange } from '../planner/files.js';
import { totalCost, type Decision } from '../planner/heuristics.js';
import type { PlanResult } from '../planner/planner.js';
import { ScopeError } from '../errors.js';
import { bytes, count, duration, printable } from './text.js';

const nsPerMinute = 60e9;

export function summaryJson(result: PlanResult): Record<string, unknown> {
  const { decisions, survey, cost, programNs, recorded, plan } = result;
  const counts = Object.fromEntries(
    levels.map((level) => [level, decisions.filter((d) => d.level === level).length]),
  );
  return {
    modules: survey.modules.length,
    unread: survey.unread,
    functions: decisions.length,
    levels: counts,
    made: plan.made,
    overhead: Number(overhead(result).toFixed(4)),
    ...(recorded === undefined
      ? {}
      : {
          events: Math.round(cost.events),
          bytes: Math.round(cost.bytes),
          eventsPerSecond: Math.round((cost.events / recorded.durationNs) * 1e9),
          bytesPerMinute: Math.round((cost.bytes / recorded.durationNs) * nsPerMinute),
          addedCpu: Math.round(cost.ns),
          programCpu: Math.round(programNs),
        }),
  };
}

function overhead({ cost, programNs }: PlanResult): number {
  return programNs === 0 ? 1 : 1 + cost.ns / programNs;
}

export function summary(result: PlanResult): string {
  const { decisions, survey, cost, programNs, recorded } = result;
  const counted = levels
    .map((level) => [level, decisions.filter((d) => d.level === level).length] as const)
    .filter(([, functions]) => functions > 0)
    .map(([level, functions]) => `${count(functions)} ${level}`);
  const lines = [
    `${count(decisions.length)} functions in ${count(survey.modules.length)} modules: ` +
      counted.join(', '),
  ];
  const ratio = `${overhead(result).toFixed(2)}x CPU`;
  if (recorded === undefined) {
    lines.push(`expected: ${ratio} by static estimates; --from a recording counts instead`);
  } else {
    const perSecond = (cost.events / recorded.durationNs) * 1e9;
    const perMinute = (cost.bytes / recorded.durationNs) * nsPerMinute;
    lines.push(
      `expected: ${ratio} (${duration(cost.ns)} more than ${duration(programNs)}, ` +
        `${duration(cost.ns - totalCost(decisions).ns)} of it for starting), ` +
        `${count(Math.round(perSecond))} events/s, ${bytes(Math.round(perMinute))}/min`,
    );
  }
  return `${lines.map(printable).join('\n')}\n`;
}

/** Throws ScopeError SCOPE_USAGE where no function has the name. */
export function explanation(result: PlanResult, name: string, asJson: boolean): string {
  const found = result.decisions.filter(({ ref: { fn, module } }) => {
    const place = `${module.file}:${String(fn.line)}`;
    return fn.name === name || place === name || `${module.file} ${fn.name}` === name;
  });
  if (found.length === 0) {
    throw new ScopeError('SCOPE_USAGE', `--explain: no function "${name}" in the surveyed code`);
  }
  const lines = found.map((one) =>
    asJson ? JSON.stringify(explanationJson(one, result)) : explain(one, result),
  );
  return `${lines.join('\n')}\n`;
}

function explanationJson({ ref, level, worth, reason, cost, usage }: Decision, result: PlanResult) {
  const { module, fn } = ref;
  const { calls, ...measures } = fn;
  return {
    ...measures,
    file: module.file,
    level,
    worth: Number(worth.toFixed(2)),
    reason,
    cost,
    usage,
    callees: calls.map(({ callee }) => callee).filter((callee) => callee !== ''),
    callers: callersOf(ref.index, result),
  };
}

function callersOf(index: number, { graph }: PlanResult): string[] {
  return graph.callers[index]!.map((edge) => {
    const { from } = graph.edges[edge]!;
    return from < 0 ? '(module)' : graph.functions[from]!.fn.name;
  });
}

function explain(decision: Decision, result: PlanResult): string {
  const { ref, level, worth, reason, cost, usage } = decision;
  const { module, fn, risks } = ref;
  const basis = result.recorded === undefined ? 'static estimate' : 'recorded';
  const share = result.programNs === 0 ? 0 : (cost.ns / result.programNs) * 100;
  const lines = [
    `${fn.name}  ${module.file}:${String(fn.line)}`,
    `  level     ${level}: ${reason}`,
    `  worth     ${worth.toFixed(2)}`,
    `  calls     ${count(Math.round(usage.calls))} (${basis})`,
    `  cost      ${duration(cost.ns)}, ${share.toFixed(2)} % of the program's CPU time`,
    `  code      ${String(fn.lines)} lines, cyclomatic ${String(fn.cyclomatic)}, ` +
      `cognitive ${String(fn.cognitive)}, loops ${String(fn.loops)}, awaits ${String(fn.awaits)}`,
    ...(fn.roles.length === 0 ? [] : [`  roles     ${fn.roles.join(', ')}`]),
    ...(risks.length === 0 ? [] : [`  risks     ${risks.join(', ')}`]),
    ...(fn.state.length === 0 ? [] : [`  writes    ${fn.state.join(', ')}`]),
    `  called by ${callersOf(ref.index, result).slice(0, 5).join(', ') || 'nobody that is known'}`,
  ];
  return lines.map(printable).join('\n');
}

export function changesText(changes: readonly PlanChange[]): string {
  if (changes.length === 0) return 'no function is treated differently\n';
  return changes
    .map(({ file, name, before, after }) => {
      const mark = before === undefined ? '+' : after === undefined ? '-' : '~';
      const levelsText = [before, after].filter((text) => text !== undefined).join(' -> ');
      return `${mark} ${printable(`${file} ${name}: ${levelsText}`)}\n`;
    })
    .join('');
}

export function comparisonText(rows: readonly Comparison[]): string {
  const figure = ({ unit }: Comparison, value: number | undefined): string => {
    if (value === undefined) return 'unknown';
    if (unit === 'B') return bytes(Math.round(value));
    if (unit === 'ms') return `${value < 0 ? '-' : ''}${duration(Math.abs(value) * 1e6)}`;
    return count(Math.round(value));
  };
  const table = new Table({
    head: ['', 'predicted', 'by costs', 'actual', 'predicted / actual'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const { what, predicted, modelled, actual } = row;
    const ratio =
      actual === undefined || actual <= 0 ? '' : ((predicted ?? modelled) / actual).toFixed(2);
    table.push([what, figure(row, predicted), figure(row, modelled), figure(row, actual), ratio]);
  }
  return `${table.toString()}\n`;
}
