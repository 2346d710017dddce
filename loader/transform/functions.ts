/**
 * Probes at the ends of functions, arrows and static blocks, in one of two forms:
 *
 *   simple  {enter;try{ body ;leave}catch(x){throw raise(x)}}                 return leave(X)
 *   robust  {enter;let r,d=0;try{ body ;d|=2}catch(x){d|=1;throw raise(x)}
 *            finally{if(!(d&1))leave(d?void 0:r)}}                            return r=keep(X)
 *
 * The robust one is for functions whose own code can run after a `return`; `d|=2` stands where that
 * may be the rest of the body. A plain `d=1` would give
 * its name to a function literal before it, in stacks: V8 takes plain assignments for that, except
 * those of calls.
 */
import type * as acorn from 'acorn';
import { local, maxCapturedParameters, moduleName, probe, tunableProbe } from '../probes.js';
import type { Level } from '../../lib/plan/plan.js';
import type { SiteKind } from '../../lib/plan/site.js';
import { closed, ending, headerOf, leaving, leavingBare } from './context.js';
import type { Context, Scope, TransformOptions, UnplacedSite } from './context.js';
import { parameterRules, resultRule, withSecrets } from './secrets.js';
import { boundNames } from '../../lib/plan/bound-names.js';
import { isCaptured, type FunctionEntry } from '../../lib/plan/entry.js';
import { defaultLimits } from '../../lib/plan/limits.js';
import type { Part } from './edits.js';
import { bodyOf, type Facts } from './facts.js';
import { hazardOf, lower } from './hazards.js';
import { following } from './state/branches.js';
import { apartFrame, newFrame, stateOf, type Frame } from './state/frame.js';
import { rereadAtEnd } from './state/half-way.js';
import { beforeBody, beginBody } from './state/openings.js';
import { targets } from './state/scopes.js';
import { isRunners } from './wrapper.js';
import type { Description } from '../../lib/plan/names.js';
import { findToken, skipBlank } from '../../lib/plan/places.js';
import type { FunctionNode, Node, Step, Visitors } from '../../lib/plan/walk.js';

export function functionVisitors(context: Context): Visitors {
  const visit = (node: FunctionNode): readonly Step[] => visitFunction(context, node);
  return {
    FunctionDeclaration: visit,
    FunctionExpression: visit,
    ArrowFunctionExpression: visit,
    StaticBlock: (node) => visitStaticBlock(context, node),
  };
}

function visitFunction(context: Context, node: FunctionNode): readonly Step[] {
  const description = context.names.of(node);
  const body: readonly Node[] = node.body.type === 'BlockStatement' ? node.body.body : [node.body];
  const prologue = node.body.type === 'BlockStatement' ? directives(node.body.body) : [];
  if (prologue.some(({ directive }) => directive === 'use asm')) {
    skip(context, node, description.name, 'asm.js code cannot hold probes');
    return [];
  }
  const { scope: outerScope, strict: outerStrict, frame: outerFrame, isTop } = context;
  const strict = outerStrict || isStrict(prologue);
  const scope = scopeOf(context, node, description, strict);
  let environment: string | undefined;
  return [
    () => {
      context.strict = strict;
      context.isTop = node === context.wrapper;
      context.scope = context.frame = undefined;
      environment = context.state?.environment;
      if (scope?.level === 'state') context.frame = parametersFrame(context, scope, node);
    },
    ...node.params,
    () => {
      context.scope = scope;
      if (scope) open(context, scope, node);
    },
    ...(scope ? inPieces(context, scope, body, node.body.end - 1) : body),
    () => {
      if (scope) close(context, scope, node);
      context.scope = outerScope;
      context.strict = outerStrict;
      context.frame = outerFrame;
      context.isTop = isTop;
      if (context.state) context.state.environment = environment ?? '0';
    },
  ];
}

/** Defaults are computed before the call's first event. */
function parametersFrame(context: Context, scope: Scope, node: FunctionNode): Frame | undefined {
  if (node.params.every(({ type }) => type === 'Identifier')) return undefined;
  return apartFrame(context, scope, node);
}

function visitStaticBlock(context: Context, node: acorn.StaticBlock): readonly Step[] {
  const { scope: outer, frame, isTop } = context;
  let environment: string | undefined;
  const name = context.names.staticBlock(node);
  const scope = scopeOf(context, node, { name, kind: 'static-block' }, true);
  const brace = skipBlank(context.source, node.start + 'static'.length);
  return [
    () => {
      environment = context.state?.environment;
      context.scope = scope;
      context.frame = undefined;
      context.isTop = false;
      if (scope) context.edits.insertAll(brace + 1, beginningOf(context, scope, node, []));
    },
    ...(scope ? inPieces(context, scope, node.body, node.end - 1) : node.body),
    () => {
      if (scope) context.edits.insertAll(node.end - 1, closing(scope, node.body.at(-1)));
      context.scope = outer;
      context.frame = frame;
      context.isTop = isTop;
      if (context.state) context.state.environment = environment ?? '0';
    },
  ];
}

/** The function with its new site, or undefined when it gets no probes. */
function scopeOf(
  context: Context,
  node: FunctionNode | acorn.StaticBlock,
  description: Description,
  strict: boolean,
): Scope | undefined {
  const isModule = node === context.wrapper;
  const name = isModule ? moduleName : description.name;
  const start = description.start ?? node.start;
  const kind = description.kind ?? kindOf(node);
  const { options } = context;
  const entry = options.entryOf?.({ name, start, end: node.end });
  if (context.wrapper !== undefined && isRunners(name)) return undefined;
  const isOfCompiler = context.names.isOfCompiler(node);
  const wanted = isModule
    ? topLevel(options)
    : (entry?.level ?? options.levelOf({ name, kind, isOfCompiler, ...context.place(start) }));
  const tunable = options.tunable === true && wanted !== 'state' && !isModule;
  if (wanted === 'off' && !tunable) return undefined;
  const facts = context.facts.of(node);
  const { inWith, source } = context;
  const { lacksUsing } = options;
  const hazard = hazardOf(node, facts, { strict, inWith, source, lacksUsing });
  if (hazard.skip !== undefined) {
    skip(context, { start }, name, hazard.skip);
    return undefined;
  }
  const most = tunable ? 'values' : wanted;
  const probes = lower(most, hazard.lowered?.level ?? most);
  const level = lower(wanted, probes);
  if (hazard.lowered && level !== wanted) {
    skip(context, { start }, name, `recorded at ${level}: ${hazard.lowered.reason}`);
  }
  const values = probes !== 'calls';
  const isAsync = node.type !== 'StaticBlock' && node.async;
  const isGenerator = node.type !== 'StaticBlock' && node.generator;
  const parameters = node.type === 'StaticBlock' || isModule ? [] : captured(node, entry);
  const isDerived = description.derived === true;
  const number = context.sites.length;
  const site: UnplacedSite = { kind, name, level, start, end: node.end, function: number };
  if (tunable) site.tunable = probes;
  if (values && node.type !== 'StaticBlock') site.parameters = parameters;
  if (level === 'state') site.declares = declaredAt(node, parameters);
  if (isAsync) site.isAsync = true;
  if (isGenerator) site.isGenerator = true;
  return {
    site: context.addSite(site),
    name,
    level,
    wanted,
    values,
    tunable,
    redact: entry?.redact ?? [],
    limits: values && level !== 'state' ? limitsOf(entry) : 0,
    follow: entry?.state && new Set(entry.state),
    isDerived,
    hasAll: entry?.arguments === undefined && !isModule,
    resultRule: resultRule(context.options.secretNames, name),
    apart: hazard.apart ?? none,
    framed: framing(context, node, facts),
    abandons: facts.returnsInTry,
    loops: facts.loops,
    robust: isGenerator || runsOn(facts, isDerived),
    isAsync,
    isGenerator,
    suspends: facts.suspends,
    suspensions: 0,
    unresumed: false,
  };
}

/** Modules are no calls; `state` follows the variables at their top. */
function topLevel({ topLevel }: TransformOptions): Level {
  return topLevel === 'state' ? 'state' : 'off';
}

/** What calls nothing but functions beside it schedules nothing. */
function framing(
  { options, escapes }: Context,
  node: FunctionNode | acorn.StaticBlock,
  { callees, callsMore }: Facts,
): Scope['framed'] {
  if (options.framed !== true || node.type === 'StaticBlock') return undefined;
  if (node.async || node.generator) return 'activation';
  if (callsMore || (callees && [...callees].some((name) => !escapes.declares(name)))) return 'call';
  return escapes.of(node) ? 'entry' : undefined;
}

const none: ReadonlySet<Node> = new Set();

/** Whether other code of the function can run after a `return`. */
function runsOn({ returns, returnsLate, returnsInWith }: Facts, isDerived: boolean): boolean {
  return returnsLate || returnsInWith || (isDerived && returns);
}

function kindOf(node: FunctionNode | acorn.StaticBlock): SiteKind {
  if (node.type === 'StaticBlock') return 'static-block';
  return node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function';
}

function captured(node: FunctionNode, entry: FunctionEntry | undefined): string[] {
  const bound = boundNames(...node.params);
  const isPlain = bound.length < 2 || (bound.length === 2 && bound[0] !== bound[1]);
  const names = isPlain ? bound : [...new Set(bound)];
  const wanted = entry === undefined ? names : names.filter((name) => isCaptured(entry, name));
  return wanted.slice(0, maxCapturedParameters);
}

/** Entries in the low byte, depth above it. */
function limitsOf(entry: FunctionEntry | undefined): number {
  if (entry?.entries === undefined && entry?.depth === undefined) return 0;
  const { entries = defaultLimits.entries, depth = defaultLimits.depth } = entry;
  return (depth << 8) | entries;
}

/** Offsets of the identifiers that declare the parameters. */
function declaredAt(
  node: FunctionNode | acorn.StaticBlock,
  parameters: readonly string[],
): number[] {
  const places = new Map<string, number>();
  const patterns = node.type === 'StaticBlock' ? [] : node.params;
  for (const target of patterns.flatMap((pattern) => targets(pattern))) {
    if (target.type === 'Identifier') places.set(target.name, target.start);
  }
  return parameters.map((name) => places.get(name) ?? -1);
}

function skip(context: Context, node: { start: number }, name: string, reason: string): void {
  context.skips.push({ name, line: context.line(node.start), reason });
}

/** Whether a body begins with a directive that makes it strict. */
export function isStrict(statements: readonly Node[]): boolean {
  return directives(statements as acorn.Statement[]).some(
    ({ directive }) => directive === 'use strict',
  );
}

/** The directive prologue of a body. */
export function directives(
  statements: readonly (acorn.Statement | acorn.ModuleDeclaration)[],
): acorn.ExpressionStatement[] {
  const found: acorn.ExpressionStatement[] = [];
  for (const statement of statements) {
    if (statement.type !== 'ExpressionStatement' || statement.directive === undefined) break;
    found.push(statement);
  }
  return found;
}

function open(context: Context, scope: Scope, node: FunctionNode): void {
  const { source, edits, sites } = context;
  const parameters = sites[scope.site]?.parameters ?? [];
  const names = withSecrets(context.options.secretNames, scope.redact);
  const rules = parameterRules(names, parameters, node.params);
  const text = beginningOf(context, scope, node, parameters, rules);
  if (node.body.type === 'BlockStatement') {
    const last = directives(node.body.body).at(-1);
    if (last) edits.insert(last.end, context.hasSemicolon(last) ? '' : ';', ...text);
    else edits.insertAll(node.body.start + 1, text);
    return;
  }
  const from = node.params.at(-1)?.end ?? node.start;
  const arrow = findToken(source, '=>', from, node.body.start);
  edits.insert(arrow + 2, '{', ...text, 'return ', ...leaving(scope));
}

function close(context: Context, scope: Scope, node: FunctionNode): void {
  const { edits } = context;
  if (node.body.type !== 'BlockStatement') {
    edits.insert(node.end, closed(scope), ...raising(scope), '}');
  } else {
    edits.insertAll(node.body.end - 1, closing(scope, node.body.body.at(-1)));
  }
}

/** From the enter probe to what goes before the first statement. */
function beginningOf(
  context: Context,
  scope: Scope,
  node: FunctionNode | acorn.StaticBlock,
  parameters: readonly string[],
  rules = 0,
): Part[] {
  const text = opening(scope, parameters, rules);
  if (scope.level !== 'state') {
    if (triesFirst(scope, node)) text.push('try{');
    return text;
  }
  const { site, name, follow, suspends, isDerived, hasAll } = scope;
  const info = stateOf(context).scopes.of(node);
  const frame = newFrame({ site, name, scope: info, follow, empties: suspends });
  context.frame = frame;
  scope.left = () => (info === undefined ? [] : rereadAtEnd(context, frame, info));
  // It may run within an expression, before the note of what that changed.
  const { kind } = context.sites[site]!;
  const isAccessor = kind === 'getter' || kind === 'setter';
  return [
    isAccessor ? `${probe.settle}();` : '',
    ...text,
    ...beforeBody(context, node),
    triesFirst(scope, node) ? 'try{' : '',
    ...beginBody(context, node, { entered: parameters, derived: isDerived, all: hasAll }),
  ];
}

type Text = (string | number)[];

function beginning({ framed }: Scope): string {
  if (framed === undefined) return '';
  if (framed === 'call') return `const ${local.token}=${probe.begin}();`;
  return framed === 'entry' ? `${probe.check}();` : `${probe.begin}();`;
}

function enterState(count: number): string {
  if (count > 2) return probe.enterState;
  return count === 1 ? probe.enterState1 : probe.enterState2;
}

/** From the enter probe to the try block. */
function opening(scope: Scope, parameters: readonly string[], rules = 0): Text {
  const { site, level, values, robust, tunable, limits } = scope;
  const count = parameters.length;
  const names = tunable ? tunableProbe : probe;
  const usual = `${names.enter}${count || ''}`;
  const plain = level === 'state' && count > 0 ? enterState(count) : usual;
  const enter = rules === 0 ? plain : names.enterSealed;
  const mode = tunable ? `const ${local.mode}=` : '';
  const warming: Text =
    tunable && scope.loops ? [`while(${tunableProbe.warm}(`, headerOf(site, 'enter'), '));'] : [];
  const isLimited = limits !== 0 && count > 0;
  const limiting = (to: number): Text => [`${probe.limit}(`, headerOf(site, 'enter'), `,${to});`];
  const text: Text = [beginning(scope), ...warming, ...(isLimited ? limiting(limits) : [])];
  text.push(`${mode}${enter}(`, headerOf(site, 'enter') + count);
  if (rules !== 0) text.push(`,${rules}`);
  text.push(count === 0 ? ');' : `,${parameters.join(',')});`);
  if (isLimited) text.push(...limiting(0));
  if (scope.isAsync || scope.isGenerator) {
    text.push(`const ${local.activation}=${names.activation}(`);
    text.push(headerOf(site, 'activation'), tunable ? `,${local.mode});` : ');');
  }
  if (robust) text.push(values ? `let ${local.result},${local.done}=0;` : `let ${local.done}=0;`);
  return text;
}

/** Statements of a body without its directives. */
function statementsOf(body: readonly Node[]): readonly Node[] {
  return body.slice(directives(body as acorn.Statement[]).length);
}

/** Whether the body begins with the try block: its first statement stands in it. */
function triesFirst({ apart }: Scope, node: FunctionNode | acorn.StaticBlock): boolean {
  return apart.size === 0 || !apart.has(statementsOf(bodyOf(node))[0]!);
}

function tryingAgain({ robust }: Scope): string {
  return robust ? `try{${local.done}&=0;` : 'try{';
}

/** The statements of a body; those that stay outside the try block end it, or begin another. */
function inPieces(
  context: Context,
  scope: Scope,
  body: readonly Node[],
  bodyEnd: number,
): readonly Step[] {
  const steps = pieces(context, scope, body);
  return scope.level === 'state' ? following(context, steps, body, bodyEnd) : steps;
}

function pieces(context: Context, scope: Scope, body: readonly Node[]): readonly Step[] {
  const { edits } = context;
  const { apart, robust } = scope;
  if (apart.size === 0) return body;
  const end = robust
    ? [`;${local.done}|=1`, ...raising(scope), ...finishing(scope)]
    : raising(scope);
  const statements = statementsOf(body);
  return statements.flatMap((statement, index) => {
    const next = statements[index + 1];
    if (next === undefined || apart.has(next) === apart.has(statement)) return [statement];
    if (apart.has(next)) return [statement, () => edits.insert(statement.end, ...end)];
    return [statement, () => edits.insert(next.start, tryingAgain(scope))];
  });
}

/** From the end of the body to the end of the last block, without the function's own brace. */
function closing(scope: Scope, last: acorn.Statement | undefined): Text {
  const { values, robust, apart } = scope;
  if (last && apart.has(last)) return [tryingAgain(scope), ...closing(scope, undefined)];
  const ends = last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
  if (!robust) {
    if (ends) return raising(scope);
    return [';', ...leavingBare(scope), ...raising(scope)];
  }
  const text: Text = values && scope.abandons && !ends ? [`;${local.done}|=2`] : [];
  return [...text, ...raising(scope), ...finishing(scope)];
}

/** The finally block of the robust form. */
function finishing(scope: Scope): Text {
  const { values } = scope;
  if (values) {
    const result = `${local.done}?void 0:${local.result}${closed(scope)}}}`;
    return [`finally{if(!(${local.done}&1)){`, ...resume(scope), ...leaving(scope), result];
  }
  const text: Text = [`finally{if(${local.done}===0){`, ...resume(scope), ...leavingBare(scope)];
  text.push('}}');
  return text;
}

/** The end of the try block and the catch block. */
function raising(scope: Scope): Text {
  const { values, robust } = scope;
  return [
    `}catch(${local.error}){`,
    robust ? `${local.done}|=1;` : '',
    ...resume(scope),
    ...(scope.left?.() ?? []),
    'throw ',
    ...ending(scope, values ? 'throwValue' : 'throw'),
    `,${local.error}${closed(scope)}}`,
  ];
}

function resume(scope: Scope): Text {
  if (!scope.suspends) return [];
  return [`${probe.resume}(`, headerOf(scope.site, 'resume'), `,${local.activation});`];
}
