/** The top of a module whose level is `state`: it is no call, its variables are recorded all the same. */
import type * as acorn from 'acorn';
import type { Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { directives } from '../functions.js';
import { following } from './branches.js';
import { newFrame, stateOf } from './frame.js';
import { hoisted } from './openings.js';

/** As rules of plans name it. */
const moduleName = '(module)';

export function visitProgram(context: Context, node: acorn.Program): readonly Step[] | undefined {
  const { options, edits } = context;
  const place = { name: moduleName, start: 0, end: 0 };
  const entry = options.entryOf?.(place);
  const level = entry?.level ?? options.levelOf({ name: moduleName, line: 1, kind: 'function' });
  const first = node.body[directives(node.body).length];
  if (level !== 'state' || first === undefined) return undefined;
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
