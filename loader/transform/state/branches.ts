/**
 * Where control can come by one of several ways, a probe says that it came: branches of statements,
 * bodies of loops, cases, catch and finally blocks, and what follows a statement that may jump.
 *
 *   if (a) b(); else return       if (a) {i(h);b();} else {i(h);return}i(h)
 *
 *   a = 1; b = 2;                 a = (i(h),1); b = 2;        (fields of instances)
 *
 * An operand of `?:`, `&&`, `||` and `??` is told where it reaches another line than what stands
 * before it: on the same line its execution shows in nothing that is told by lines.
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import { findToken } from '../../../lib/plan/places.js';
import type { Branch } from '../../../lib/plan/site.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { addPlace, stateOf } from './frame.js';
import { mayJump } from './jumps.js';
import { holdsUnnamed, isUnnamed } from './scopes.js';
import { around } from './steps.js';

/** `i(h)` for the code in `range`. */
function branchCall(context: Context, branch: Branch, range: Place): Part[] {
  const site = addPlace(context, 'branch', range, { branch });
  const isLanding = branch === 'catch' || branch === 'finally';
  return [`${isLanding ? probe.caught : probe.branch}(`, headerOf(site, 'branch'), ')'];
}

interface Place {
  start: number;
  end: number;
}

/** Steps of a statement that is the body of another one. `more`: text before it. */
export function body(
  context: Context,
  steps: readonly Step[],
  node: Node,
  branch: Branch,
  more: () => Part[] = () => [],
): readonly Step[] {
  const open = (): Part[] => ['{', ...branchCall(context, branch, node), ';', ...more()];
  return around(context, steps, node, open, '}');
}

/** The steps of a block begin with the probe. */
export function beginning(context: Context, block: Node, branch: Branch): void {
  stateOf(context).openings.set(block, () => [...branchCall(context, branch, block), ';']);
}

export function visitIf(
  context: Context,
  node: acorn.IfStatement,
  steps: readonly Step[],
): readonly Step[] {
  let result = branchInto(context, steps, node.consequent, 'then');
  if (node.alternate) result = branchInto(context, result, node.alternate, 'else');
  return result;
}

/** A block takes the probe in. */
export function branchInto(
  context: Context,
  steps: readonly Step[],
  node: Node,
  branch: Branch,
): readonly Step[] {
  if (node.type !== 'BlockStatement') return body(context, steps, node, branch);
  beginning(context, node, branch);
  return steps;
}

/** Functions that cases declare are there in each of them. */
export function visitCase(
  context: Context,
  node: acorn.SwitchCase,
  steps: readonly Step[],
): readonly Step[] {
  const { source, edits } = context;
  const from = node.test?.end ?? node.start + 'default'.length;
  const colon = findToken(source, ':', from, node.end) + 1;
  const tell = (): void => {
    const range = { start: colon, end: node.end };
    const branch = branchCall(context, 'case', range);
    edits.insert(colon, ...branch, ';', ...(stateOf(context).openings.get(node)?.() ?? []));
  };
  const [first] = node.consequent;
  const at = first === undefined ? steps.length : steps.indexOf(first);
  return following(
    context,
    [...steps.slice(0, at), tell, ...steps.slice(at)],
    node.consequent,
    node.end,
  );
}

/** An operand that may not be evaluated. */
export function operand(
  context: Context,
  steps: readonly Step[],
  node: Node,
  before: Place,
  branch: Branch,
): readonly Step[] {
  const line = context.line(before.end);
  if (context.line(node.start) === line && context.line(node.end) === line) return steps;
  const open = (): Part[] => ['(', ...branchCall(context, branch, node), ','];
  return around(context, steps, node, open);
}

/** Which fields of instances tell that they and those beside them get their values. */
export function findFieldRuns(context: Context, { body }: acorn.ClassBody): void {
  const isField = (node: Node | undefined): node is acorn.PropertyDefinition =>
    node?.type === 'PropertyDefinition' && !node.static;
  for (let from = 0; from < body.length; from++) {
    if (!isField(body[from])) continue;
    let to = from;
    while (isField(body[to + 1])) to++;
    const teller = body
      .slice(from, to + 1)
      .find((node) => isField(node) && node.value && !shows(node.value));
    const range = { start: body[from]!.start, end: body[to]!.end };
    if (teller !== undefined) stateOf(context).fieldRuns.set(teller, range);
    from = to;
  }
}

/** A probe before it would show: in the name of a function, or in where V8 places an error. */
function shows(value: Node): boolean {
  const isDelete = value.type === 'UnaryExpression' && value.operator === 'delete';
  return isDelete || isUnnamed(value) || holdsUnnamed(value);
}

/** Steps of a field's value. */
export function fieldRun(
  context: Context,
  field: acorn.PropertyDefinition,
  value: Node,
): readonly Step[] {
  const range = stateOf(context).fieldRuns.get(field);
  if (range === undefined) return [value];
  const open = (): Part[] => ['(', ...branchCall(context, 'fields', range), ','];
  return around(context, [value], value, open);
}

/** Tells behind each statement of a list that may jump that control came on. */
export function following(
  context: Context,
  steps: readonly Step[],
  statements: readonly Node[],
  end: number,
): readonly Step[] {
  const jumping = new Set(
    statements.filter((statement, index) => index < statements.length - 1 && mayJump(statement)),
  );
  if (jumping.size === 0) return steps;
  return steps.flatMap((step) => {
    if (typeof step !== 'object' || step === null || !jumping.has(step)) return [step];
    const tell = (): void => {
      const separator = context.hasSemicolon(step) ? '' : ';';
      const range = { start: step.end, end };
      context.edits.insert(step.end, separator, ...branchCall(context, 'next', range), ';');
    };
    return [step, tell];
  });
}
