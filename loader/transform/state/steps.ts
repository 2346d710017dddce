/** Insertions around a node among the steps that the walk takes. */
import type { Node, Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import type { Part } from '../edits.js';

/**
 * The steps with text before and behind `node`, which is one of them or the node whose steps they
 * are. What `open` gives is inserted before; where that is empty, nothing is inserted.
 */
export function around(
  context: Context,
  steps: readonly Step[],
  node: Node,
  open: () => Part[],
  close: string | (() => Part[]) = ')',
): readonly Step[] {
  let isOpen = false;
  const before = (): void => {
    const text = open();
    isOpen = text.length > 0;
    if (isOpen) context.edits.insert(node.start, ...text);
  };
  const behind = (): void => {
    if (!isOpen) return;
    context.edits.insert(node.end, ...(typeof close === 'string' ? [close] : close()));
  };
  const at = steps.indexOf(node);
  if (at < 0) return [before, ...steps, behind];
  return [...steps.slice(0, at), before, node, behind, ...steps.slice(at + 1)];
}

export interface Around {
  open: Part[];
  close: Part[];
}

/** The same with several texts around one another, the first of them innermost. */
export function aroundEach(
  context: Context,
  steps: readonly Step[],
  node: Node,
  each: () => readonly (Around | undefined)[],
): readonly Step[] {
  let close: Part[] = [];
  const open = (): Part[] => {
    const all = each().filter((one) => one !== undefined);
    close = all.flatMap((one) => one.close);
    return all.reverse().flatMap((one) => one.open);
  };
  return around(context, steps, node, open, () => close);
}

/** The steps with one of them replaced. */
export function replaced(steps: readonly Step[], node: Node, by: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => (step === node ? by : [step]));
}
