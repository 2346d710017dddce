/**
 * Instruments the text of one module: pure, text in, text and sites out. Insertions only, no new
 * line.
 *
 *   transform('function f(a) { return a }', options).render(0)
 *   // function f(a) {__s$e1(2,a);try{ return __s$v(11,a); }catch(__s$x){throw __s$q(13,__s$x)}}
 *
 * The walk (lib/plan/walk.ts) visits the tree once in source order; functions.ts, statements.ts and
 * suspensions.ts insert as it comes by, edits.ts joins.
 */
import { probePrefix } from '../probes.js';
import type { Site, Skip } from '../../lib/plan/site.js';
import { Context, type TransformOptions } from './context.js';
import { missingPlace } from './missing-names.js';
import type { Range } from './original.js';
import { functionVisitors, isStrict } from './functions.js';
import { parse, type Format } from '../../lib/plan/parse.js';
import { parseMarked } from './parser.js';
import { statementVisitors } from './statements.js';
import { noteDoubts } from './state/doubts.js';
import { withState } from './state/visitors.js';
import { visitWith } from './state/withs.js';
import { suspensionVisitors } from './suspensions.js';
import { walk, type ClassNode, type Step, type Visitors } from '../../lib/plan/walk.js';

export type { TransformOptions } from './context.js';
export { notIterable } from './not-iterable.js';
export { thrownAt } from './thrown-at.js';

export interface Transformed {
  sites: Site[];
  skips: Skip[];
  /** The text with headers for sites `firstSite` and up. */
  render(firstSite: number): string;
  /**
   * For the rendered text, place in the source, length and origin of each insertion (original.ts).
   */
  insertions(firstSite: number): Int32Array;
}

/** The place where V8 would miss the name, by the one where it does (missing-names.ts); or -1. */
export function missingIn(source: string, format: Format, offset: number, name: string): number {
  return missingPlace(source, parse(source, format), offset, name);
}

/** The class that starts at the offset. */
export function classIn(source: string, format: Format, start: number): Range | undefined {
  if (!source.startsWith('class', start)) return undefined;
  let found: Range | undefined;
  const visit = (node: ClassNode): void => {
    if (node.start === start) found = node;
  };
  walk([parse(source, format)], { ClassDeclaration: visit, ClassExpression: visit });
  return found && { start, end: found.end };
}

/** Throws only acorn's SyntaxError; whatever else goes wrong leaves the module as it is. */
export function transform(source: string, options: TransformOptions): Transformed {
  if (source.includes(probePrefix)) return untouched(source, `contains ${probePrefix}`);
  try {
    return instrument(source, options);
  } catch (error) {
    const tooDeep = error instanceof RangeError || String(error).includes('Not enough stack space');
    if (error instanceof SyntaxError && !tooDeep) throw error;
    if (tooDeep) return untouched(source, 'is nested too deeply');
    return untouched(source, `transform failed: ${String(error)}`);
  }
}

function instrument(source: string, options: TransformOptions): Transformed {
  const { program, marks } = parseMarked(source, options.format);
  const context = new Context(source, options, program, marks);
  context.strict ||= isStrict(program.body);
  const visitors = Object.assign(
    {},
    context.names.visitors,
    classVisitors(context),
    withVisitors(context),
    functionVisitors(context),
    statementVisitors(context),
    suspensionVisitors(context),
  ) as Visitors;
  if (options.lacksState === true) walk([program], visitors, marks);
  else walk([program], withState(context, visitors));
  noteDoubts(context);
  const { sites, skips, edits } = context;
  return {
    sites,
    skips,
    render: (firstSite) => (sites.length === 0 ? source : edits.render(source, firstSite)),
    insertions: (firstSite) => edits.insertions(firstSite),
  };
}

function untouched(source: string, reason: string): Transformed {
  return {
    sites: [],
    skips: [{ name: '(module)', line: 1, reason }],
    render: () => source,
    insertions: () => new Int32Array(0),
  };
}

/** The code of classes is strict. */
function classVisitors(context: Context): Visitors {
  const visit = (node: ClassNode): readonly Step[] => {
    const outer = context.strict;
    context.strict = true;
    context.names.members(node);
    return [
      node.superClass,
      node.body,
      () => {
        context.strict = outer;
      },
    ];
  };
  return { ClassDeclaration: visit, ClassExpression: visit };
}

function withVisitors(context: Context): Visitors {
  return {
    WithStatement: (node) => {
      const { inWith, frame } = context;
      return visitWith(context, node, [
        node.object,
        () => {
          context.inWith = true;
          context.frame = undefined;
        },
        node.body,
        () => {
          context.inWith = inWith;
          context.frame = frame;
        },
      ]);
    },
  };
}
