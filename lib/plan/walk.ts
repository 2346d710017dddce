/**
 * Walks a syntax tree in source order with a stack of its own, so that depth costs memory and never
 * the call stack. A visitor returns the steps to take below its node - nodes and functions, done in
 * order - or nothing for "all children".
 *
 *   walk([program], { AwaitExpression: (node) => [() => open(node), node.argument] });
 */
import type * as acorn from 'acorn';
import { pushAll, pushChildren } from './children.js';

export type Node = acorn.AnyNode;
export type FunctionNode =
  | acorn.FunctionDeclaration
  | acorn.FunctionExpression
  | acorn.ArrowFunctionExpression
  | acorn.AnonymousFunctionDeclaration;
export type ClassNode =
  acorn.ClassDeclaration | acorn.ClassExpression | acorn.AnonymousClassDeclaration;

export type Step = Node | (() => void) | null | undefined;
export type Visitors = {
  [Type in Node['type']]?: Visit<Extract<Node, { type: Type }>>;
};
type Visit<Visited> = ((node: Visited) => readonly Step[] | undefined) | ((node: Visited) => void);

/** What subtrees a walk takes; it passes over the others. */
export interface Passing {
  isIn(node: Node): boolean;
}

export function walk(steps: readonly Step[], visitors: Visitors, passing?: Passing): void {
  const visit = visitors as Readonly<Record<string, Visit<Node> | undefined>>;
  const passesNames = visit['Identifier'] === undefined;
  const stack: Step[] = [];
  pushAll(stack, steps);
  while (stack.length > 0) {
    const step = stack.pop();
    if (step === null || step === undefined) continue;
    if (typeof step === 'function') {
      step();
      continue;
    }
    const { type } = step;
    if (passesNames && type === 'Identifier') continue; // half of all nodes
    if (passing !== undefined && !passing.isIn(step)) continue;
    const below = visit[type]?.(step);
    if (below) pushAll(stack, below);
    else pushChildren(stack, step);
  }
}

/** A node's children, as `walk` takes them where no visitor says otherwise. */
export function childSteps(node: Node): Step[] {
  const steps: Step[] = [];
  pushChildren(steps, node);
  return steps.reverse();
}
