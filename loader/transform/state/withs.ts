/**
 * Nothing is recorded in a `with` statement (hazards.ts), so the object in which it looks names up
 * is told to be in its hands from beginning to end, and shown anew then.
 *
 *   with (E) S      try{with(h5(h7(h),E)) S}finally{h6(h)}
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import { asArgument } from '../../../lib/plan/places.js';
import type { Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import { addPlace } from './frame.js';

export function visitWith(
  context: Context,
  node: acorn.WithStatement,
  steps: readonly Step[],
): readonly Step[] {
  const { scope, frame, inWith, edits } = context;
  // Functions that hold one are recorded at a lower level than they should be.
  if (inWith || (frame === undefined && scope?.wanted !== 'state')) return steps;
  const { object } = node;
  const [before, after] = asArgument(object);
  const header = (): number => {
    const { start, end } = node;
    if (frame !== undefined || scope === undefined) {
      return headerOf(addPlace(context, 'mutation', node), 'mutate');
    }
    const place = { kind: 'mutation', name: scope.name, level: 'state', start, end } as const;
    return headerOf(context.addSite({ ...place, function: scope.site }), 'mutate');
  };
  return [
    () => {
      edits.insert(node.start, 'try{');
      const opens = [`${probe.withBegins}(${probe.withOpens}(`, header(), '),'];
      edits.insert(object.start, ...opens, before);
    },
    object,
    () => {
      edits.insert(object.end, after);
    },
    ...steps.filter((step) => step !== object),
    () => {
      edits.insert(node.end, `}finally{${probe.withEnds}(`, header(), ')}');
    },
  ];
}
