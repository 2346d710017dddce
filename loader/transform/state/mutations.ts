/**
 * Calls of built-in methods that change collections. The text of the callee stays as it is, for
 * V8's messages; the probe finds the receiver again and looks at what became of it.
 *
 *   a.push(x)             h(h,a.push(x),a,1,1)
 *   this.m.set(f(), v)    h(h,this.m.set((t=h1(this,"m"),u=f()), v),t,4,2,u)
 *   Object.assign(o, p)   h(h,Object.assign((t=o), p),t,0,0)
 *   f().sort()            h(h,(t=f().sort()),t,0,0)
 *
 * Where V8 would quote a call, because what it gives is called or taken apart, the probe stands
 * among the arguments that come next, or behind the whole.
 *
 *   q.pop().run(x)        q.pop().run((h(h,void 0,q,10,0),x))
 *   q.pop().run()         q.pop().run(...h0(h(h,void 0,q,10,0)))
 *   const {a} = q.pop();  const {a} = q.pop();h(h,void 0,q,10,0);
 */
import type * as acorn from 'acorn';
import { mutator, probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import type { Part } from '../edits.js';
import { enginePlace } from '../engine-places.js';
import { changeOf, unknownOperation } from './changes.js';
import { addPlace, stateOf, temporary } from './frame.js';
import {
  behindAll,
  isSpread,
  noted,
  noteOf,
  notesPassedBy,
  notesWithin,
  tagNotes,
  takesHead,
  withTemporaries,
  type Call,
  type Note,
} from './notes.js';
import { kept } from './properties.js';
import { around, replaced } from './steps.js';
import { beginsTail, headsOf, someone, tailsOf } from './waits.js';
import { asArgument } from '../../../lib/plan/places.js';

type Steps = readonly Step[];

export function visitCall(context: Context, call: Call, steps: Steps): Steps {
  const { named, chained } = stateOf(context);
  const isWhole = !named.has(call) && !chained.has(call);
  const own = isWhole && call.type === 'CallExpression' ? changeOf(context, call) : undefined;
  return withTemporaries(context, () => {
    // First: it is told last, and what it keeps the others use, too.
    const isGiven = own !== undefined && own.receiver === undefined && own.argument === undefined;
    const note = own && !isGiven ? noteOf(context, own, 'around') : undefined;
    const isLate = !takesHead(call);
    const inner = isLate && !isWhole ? [] : notesWithin(context, [call.callee], 'called');
    if (!isLate) for (const before of inner) addHead(context, call, before);
    const spread = isWhole ? notesWithin(context, call.arguments.filter(isSpread), 'open') : [];
    const passed = isWhole ? notesPassedBy(context, call) : [];
    const outer = [...(isLate ? inner : []), ...spread, ...passed];
    const isUnknown = isWhole && note === undefined && call.type === 'CallExpression';
    if (isUnknown && !isGiven) tellSomeoneBefore(context, call);
    const all = behindAll(context, call, withArguments(context, call, steps), outer);
    if (note !== undefined) return behindAll(context, call, all, [note]);
    if (isGiven && !context.frame!.apart) return changedResult(context, call, all);
    return isUnknown ? changedSomeone(context, call, all) : all;
  });
}

function addHead(context: Context, call: Call, note: Note): void {
  const { source, edits } = context;
  headsOf(context, call).push((place) => {
    edits.insertFor(enginePlace(source, note.node), place, ...noted(note, ','));
  });
}

/** What shall be kept of the arguments, and what stands before them. */
function withArguments(context: Context, call: Call, steps: Steps): Steps {
  const { heads, kept: names, risky } = stateOf(context);
  const { edits } = context;
  const [first] = call.arguments;
  const list = heads.get(call);
  const tails = tailsOf(context, call);
  let all = steps;
  if (first === undefined) {
    if (list === undefined && tails.open.length === 0) return steps;
    const close = (): void => {
      const place = call.end - 1;
      edits.insert(place, `...${probe.nothing}((`);
      for (const head of list ?? []) head(place);
      edits.insert(place, ...tails.open, `0${tails.close}))`);
    };
    return [...steps, close];
  }
  if (list !== undefined) {
    const open = (): void => {
      edits.insert(first.start, '(');
      for (const head of list) head(first.start);
    };
    const close = (): void => {
      edits.insert(first.end, ')');
    };
    all = replaced(steps, first, [open, first, close]);
  }
  const last = call.arguments.at(-1)!;
  if (tails.open.length > 0) {
    const [before, after] = asArgument(last);
    const open = (): void => edits.insert(last.start, ...tails.open, before);
    const close = (): void => edits.insert(last.end, after, tails.close.slice(1));
    all = replaced(all, last, [open, last, close]);
  }
  for (const argument of call.arguments) {
    const name = names.get(argument);
    if (name === undefined) continue;
    const texts = risky.has(argument) ? ([`${probe.risks}(`, `,${name})`] as const) : [];
    all = replaced(all, argument, kept(context, argument, name, ...texts));
  }
  return all;
}

/** Where the call may throw half way; what it calls may look at the object, so behind it, too. */
function tellSomeoneBefore(context: Context, call: acorn.CallExpression): void {
  const op = unknownOperation(context, call);
  if (op !== mutator.other && op !== mutator.assign) return;
  if (call.arguments.length > 0) beginsTail(context, call, someone(context, call, op));
}

/** `list.push`x``: what a tag changes is told behind it. */
export function visitTag(
  context: Context,
  node: acorn.TaggedTemplateExpression,
  steps: Steps,
): Steps {
  if (stateOf(context).named.has(node)) return steps;
  return withTemporaries(context, () =>
    behindAll(context, node, steps, [
      ...notesWithin(context, [node.tag], 'open'),
      ...tagNotes(context, node),
    ]),
  );
}

/** Nothing finds the receiver again. */
function changedSomeone(context: Context, call: acorn.CallExpression, steps: Steps): Steps {
  const op = unknownOperation(context, call);
  return op === undefined ? steps : around(context, steps, call, () => someone(context, call, op));
}

/** The receiver is what the call gives. */
function changedResult(context: Context, call: Node, steps: Steps): Steps {
  const frame = context.frame!;
  const { used } = frame;
  const name = temporary(frame);
  frame.used = used;
  const open = (): Part[] => {
    const site = addPlace(context, 'mutation', call);
    return [`${probe.mutate}(`, headerOf(site, 'mutate'), `,(${name}=`];
  };
  const empty = frame.empties ? `,${name}=void 0` : '';
  return around(context, steps, call, open, `),${name},${mutator.other},0${empty})`);
}
