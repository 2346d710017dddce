/** The top of a module whose level is `state`: no call, but its variables are recorded, too. */
import type * as acorn from 'acorn';
import type { Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { moduleName } from '../../probes.js';
import { directives } from '../functions.js';
import { following } from './branches.js';
import { newFrame, stateOf } from './frame.js';
import { hoisted } from './openings.js';

export function visitProgram(context: Context, node: acorn.Program): readonly Step[] | undefined {
  const { options, edits } = context;
  const first = node.body[directives(node.body).length];
  if (options.topLevel !== 'state' || first === undefined) return undefined;
  if (options.format === 'script') return undefined; // its declarations are global
  const scope = stateOf(context).scopes.of(node);
  const about = { site: -1, name: moduleName, scope, follow: undefined, empties: true };
  const frame = newFrame(about);
  context.frame = frame;
  return [
    () => {
      edits.insert(first.start, frame.declaration, ...hoisted(context, scope));
    },
    ...following(context, node.body, node.body, node.end),
    () => {
      context.frame = undefined;
    },
  ];
}
