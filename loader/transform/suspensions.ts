/**
 * Probes where functions suspend and go on: await, yield, for-await, and the catch and finally
 * blocks that an exception or gen.return() may enter instead. What a catch clause shows to the
 * program is corrected first.
 *
 *   await X            ->  resume?.(h,c,await suspend(h,c,X))
 *   await using a = X  ->  using f=resumer(h,c);await using a = X;using g=suspender(h,h,c)
 *   for await (a of X) B
 *   ->  for await (a of suspend(h,c,X)) {resume(h,c);try{B}finally{suspend(h,c)}}
 *                          finally{resume(h,c)}
 *   try{…}catch(e){…}      ->  try{…}catch(e){corrected(e);resume(h,c);…}
 *   try{…}catch({a}){…}    ->  try{try{…}catch(x){throw corrected(x)}}catch({a}){…}
 */
import type * as acorn from 'acorn';
import { local, probe } from '../probes.js';
import { headerOf, type Context, type Scope } from './context.js';
import { enginePlace, valuePlace } from './engine-places.js';
import { isAwaitUsing } from './facts.js';
import { targetRule } from './secrets.js';
import { asArgument, findToken, gap, skipBlank } from '../../lib/plan/places.js';
import type { Node, Step, Visitors } from '../../lib/plan/walk.js';

export function suspensionVisitors(context: Context): Visitors {
  /** Sites of the for-await statements that stand in a try block already, with their labels. */
  const guarded = new Map<Node, number>();
  const guard = (whole: Node, loop: acorn.ForOfStatement): readonly Step[] | undefined => {
    const suspends = loop.await || isAwaitUsing(loop.left);
    if (!context.scope || !suspends || guarded.has(loop)) return undefined;
    const site = context.addPlace(context.scope, 'for-await', loop);
    guarded.set(loop, site);
    context.edits.insert(whole.start, 'try{');
    return [
      whole,
      () => {
        context.edits.insert(whole.end, '}finally{');
        insertResume(context, site, whole.end);
        context.edits.insert(whole.end, '}');
      },
    ];
  };
  return {
    ArrayExpression: ({ elements }) => {
      for (const element of elements) {
        if (element?.type === 'SpreadElement') context.iterated.add(element.argument);
      }
    },
    AwaitExpression: (node) => context.scope && visitAwait(context, context.scope, node),
    YieldExpression: (node) => context.scope && visitYield(context, context.scope, node),
    TryStatement: (node) => visitTry(context, context.scope, node),
    ForOfStatement: (node) => {
      if (!node.await) context.iterated.add(node.right);
      const site = guarded.get(node);
      if (!context.scope || site === undefined) return guard(node, node);
      return visitForAwait(context, context.scope, site, node);
    },
    LabeledStatement: (node) => {
      let inner: acorn.Statement = node;
      while (inner.type === 'LabeledStatement') inner = inner.body;
      return inner.type === 'ForOfStatement' ? guard(node, inner) : undefined;
    },
  };
}

function visitAwait(context: Context, scope: Scope, node: acorn.AwaitExpression): readonly Step[] {
  const { edits } = context;
  const site = context.addPlace(scope, 'await', node);
  const rule =
    context.awaitRules.get(node) ?? targetRule(context.options.secretNames, node.argument);
  const end = openResume(context, scope, site, node, rule);
  const limits = limitsBefore(scope);
  const value = limits === '' ? probe.awaitValue : probe.awaitLimited;
  const suspend = scope.values ? value : probe.await;
  const [before, after] = asArgument(node.argument);
  edits.insertFor(
    node.start,
    node.argument.start,
    `${gap(node, node.argument, 'await')}${suspend}(`,
    headerOf(site, scope.values ? 'awaitValue' : 'await'),
    `,${local.activation},${limits}${before}`,
  );
  return [
    node.argument,
    () => {
      edits.insert(node.argument.end, after);
      edits.insert(node.end, end);
      scope.suspensions++;
    },
  ];
}

function visitYield(context: Context, scope: Scope, node: acorn.YieldExpression): readonly Step[] {
  const { edits } = context;
  const site = context.addPlace(scope, 'yield', node);
  const end = openResume(context, scope, site, node);
  const { argument } = node;
  if (!argument) {
    const keyword = node.start + 'yield'.length;
    edits.insert(keyword, ` ${probe.yield}(`, headerOf(site, 'yield'), `,${local.activation})`);
    edits.insert(node.end, end);
    scope.suspensions++;
    return [];
  }
  const [before, after] = asArgument(argument);
  const limits = limitsBefore(scope);
  const value = limits === '' ? probe.yieldValue : probe.yieldLimited;
  edits.insertFor(
    node.delegate ? valuePlace(context.source, node, argument) : node.start,
    argument.start,
    `${gap(node, argument, 'yield')}${scope.values ? value : probe.yield}(`,
    headerOf(site, scope.values ? 'yieldValue' : 'yield'),
    `,${local.activation},${limits}${before}`,
  );
  return [
    argument,
    () => {
      edits.insert(argument.end, after);
      edits.insert(node.end, end);
      scope.suspensions++;
    },
  ];
}

/** The argument before a value that shows more or less than usual. */
function limitsBefore({ limits }: Scope): string {
  return limits === 0 ? '' : `${limits},`;
}

/**
 * Opens the resume call around an await or yield; returns the text that closes it. V8 names what
 * stands in an optional call as it names an await, "(intermediate value)", in its messages: `(await
 * x)() is not a function` keeps its text. Where it looks for what is not iterable, the function
 * that is called has to be such a chain.
 */
function openResume(context: Context, scope: Scope, site: number, node: Node, rule = 0): string {
  const { edits } = context;
  const place = node.start;
  const { activation } = local;
  const isSealed = scope.values && rule !== 0;
  const limits = limitsBefore(scope);
  const usual = limits === '' ? probe.resumeValue : probe.resumeLimited;
  const value = isSealed ? probe.resumeSealed : usual;
  const resume = scope.values ? value : probe.resume;
  const header = headerOf(site, scope.values ? 'resumeValue' : 'resume');
  const isIterated = context.iterated.has(node);
  const [open, call] = isIterated ? ['(', '?.self)('] : ['', '?.('];
  edits.insertFor(place, place, `${open}${resume}${call}`, header, ',');
  const more = isSealed ? `${rule},` : limits;
  if (scope.unresumed) {
    edits.insert(place, `(${probe.resume}(`, headerOf(site, 'resume'), `,${activation}),`);
    edits.insert(place, `${activation}),${more}`);
  } else {
    edits.insert(place, `${activation},${more}`);
  }
  return ')';
}

function visitTry(
  context: Context,
  scope: Scope | undefined,
  node: acorn.TryStatement,
): readonly Step[] | undefined {
  const corrects = (scope !== undefined || context.isTop) && !context.inWith;
  if (!scope) return corrects ? correcting(context, node) : undefined;
  const before = scope.suspensions;
  const resume = (kind: 'catch' | 'finally', whole: Node, block: acorn.BlockStatement): void => {
    if (scope.suspensions === before) return;
    const site = context.addPlace(scope, kind, whole);
    insertResume(context, site, block.start + 1);
  };
  const { block, handler, finalizer } = node;
  const inHandler = handler
    ? [
        ...unresumed(scope, handler.param),
        () => {
          if (corrects) correctName(context, handler);
          resume('catch', handler, handler.body);
        },
        handler.body,
      ]
    : [];
  const inFinalizer = finalizer ? [() => resume('finally', finalizer, finalizer), finalizer] : [];
  const inBlock = corrects ? correctPattern(context, node) : [block];
  return [...inBlock, ...inHandler, ...inFinalizer];
}

/** The same where nothing is recorded. */
function correcting(context: Context, node: acorn.TryStatement): readonly Step[] {
  const { handler, finalizer } = node;
  const inBlock = correctPattern(context, node);
  if (!handler) return [...inBlock, finalizer];
  const { param, body } = handler;
  return [...inBlock, param, () => correctName(context, handler), body, finalizer];
}

function correctName({ edits }: Context, { param, body }: acorn.CatchClause): void {
  if (param?.type !== 'Identifier') return;
  edits.insert(body.start + 1, `${probe.corrected}(${param.name});`);
}

/** What a pattern takes apart is corrected before. */
function correctPattern(context: Context, { block, handler }: acorn.TryStatement): readonly Step[] {
  if (!handler?.param || handler.param.type === 'Identifier') return [block];
  const { edits } = context;
  const { error } = local;
  edits.insert(block.start, '{try');
  return [
    block,
    () => edits.insert(block.end, `catch(${error}){throw ${probe.corrected}(${error})}}`),
  ];
}

function visitForAwait(
  context: Context,
  scope: Scope,
  site: number,
  node: acorn.ForOfStatement,
): readonly Step[] {
  const { edits } = context;
  const { right, body } = node;
  const block = body.type === 'BlockStatement';
  const [open, end] = asArgument(right);
  const suspend = [headerOf(site, 'await'), `,${local.activation}`];
  const origin = enginePlace(context.source, right);
  let before = 0;
  return [
    ...unresumed(scope, node.left),
    () =>
      node.await &&
      edits.insertFor(origin, right.start, `(${probe.await}?.self)(`, ...suspend, `,${open}`),
    right,
    () => {
      if (node.await) edits.insert(right.end, end);
      edits.insert(body.start, '{');
      insertResume(context, site, body.start);
      edits.insert(body.start, block ? 'try' : 'try{');
      before = ++scope.suspensions;
    },
    body,
    () => {
      edits.insert(body.end, block ? 'finally{' : '}finally{');
      if (scope.suspensions > before) insertResume(context, site, body.end);
      edits.insert(body.end, `${probe.await}(`, ...suspend, ')}}');
    },
  ];
}

/**
 * Two resources of ours around the program's: they are disposed of before it and after it. Neither
 * changes how often the end of the block awaits.
 */
export function visitAwaitUsing(
  context: Context,
  scope: Scope,
  node: acorn.VariableDeclaration,
): readonly Step[] {
  const { edits } = context;
  const { activation, disposed, disposing } = local;
  const site = context.addPlace(scope, 'await', node);
  const resumed = headerOf(site, 'resume');
  edits.insert(node.start, `using ${disposed}=${probe.resumeAtExit}(`, resumed);
  edits.insert(node.start, `,${activation});`);
  return [
    ...node.declarations,
    () => {
      const semicolon = context.hasSemicolon(node) ? '' : ';';
      const suspension = `${semicolon}using ${disposing}=${probe.suspendAtExit}(`;
      edits.insertFor(disposalPlace(context, node), node.end, suspension, resumed);
      edits.insert(node.end, ',', headerOf(site, 'await'), `,${activation});`);
      scope.suspensions++;
    },
  ];
}

/** V8 places a disposal where the last statement or value before the end of the block begins. */
function disposalPlace({ source }: Context, node: acorn.VariableDeclaration): number {
  const { id, init } = node.declarations.at(-1)!;
  return init ? skipBlank(source, findToken(source, '=', id.end, init.start) + 1) : node.start;
}

/** Steps through code that may run before the activation is resumed. */
function unresumed(scope: Scope, node: Node | null | undefined): readonly Step[] {
  const before = scope.unresumed;
  const set = (value: boolean) => (): void => {
    scope.unresumed = value;
  };
  return [set(true), node, set(before)];
}

function insertResume(context: Context, site: number, place: number): void {
  const header = headerOf(site, 'resume');
  context.edits.insert(place, `${probe.resume}(`, header, `,${local.activation});`);
}
