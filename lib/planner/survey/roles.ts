/**
 * Recognises what functions are for: routes of node:http, express, fastify, koa and nest,
 * middleware, workers, queues, events, stores, models, commands, tests. By callee, base class,
 * parameters and file, as a reader would guess.
 */
import { lastName } from './callees.js';
import type { Handover, Registrations } from './registrations.js';
import type { ClassSurvey, FunctionSurvey, ImportSurvey, Role } from './types.js';

const routeMethods = new Set('get post put patch delete head options all route'.split(' '));
const routeObjects = /(?:^|\.)(?:app|router|server|fastify|api|routes?|instance)(?:\(\))?\./i;
const routeOrigins = /(?:^|[ .])(?:express|Router|fastify|Koa|Hono|polka|restify\.createServer)$/i;
/** Properties of a route's options under which fastify and others take functions. */
const routeHooks = /^(?:on|pre)[A-Z]\w+$|^errorHandler$/;
const middlewareCalls = new Set('use addHook register param setErrorHandler'.split(' '));
const serverCalls = new Set('createServer createSecureServer'.split(' '));
const testCalls = new Set(
  'describe it test suite before after beforeEach afterEach beforeAll afterAll'.split(' '),
);
const listenerCalls = new Set('on once addListener addEventListener prependListener'.split(' '));
const timerCalls = new Set('setTimeout setInterval setImmediate'.split(' '));
const queueCalls = new Set('consume process work'.split(' '));
const queueClasses = new Set(['new Worker', 'new Queue']);
const queueProperties = /^(?:eachMessage|eachBatch|handleMessage(?:Batch)?)$/;
const reducerCalls = new Set(
  'createStore legacy_createStore combineReducers useReducer addCase addMatcher'.split(' '),
);
const modelOrigins = /(?:^|[ .])(?:Schema|Sequelize)$/;
const modelMembers = /\.(?:methods|statics|virtuals)\.[\w$]+$/;
/** Ports and processes that send a worker its work. */
const workPorts = /^(?:(?:worker_threads\.)?parentPort|process)\./;
/** Decorators of nest and its like. */
const memberDecorators: [RegExp, Role][] = [
  [/^(?:Get|Post|Put|Patch|Delete|Head|Options|All|Sse|Query|Mutation|Subscription)$/, 'route'],
  [/^(?:MessagePattern|EventPattern|Process|RabbitSubscribe)$/, 'queue consumer'],
  [/^(?:OnEvent|SubscribeMessage)$/, 'event listener'],
  [/^(?:Cron|Interval|Timeout)$/, 'timer'],
];
const classDecorators: [RegExp, Role][] = [
  [/^(?:Entity|Schema|ObjectType)$/, 'model'],
  [/^Processor$/, 'queue consumer'],
  [/^Catch$/, 'middleware'],
  [/^Command$/, 'command'],
];
export interface RoleContext {
  file: string;
  imports: readonly ImportSurvey[];
  classes: readonly ClassSurvey[];
  registrations: Registrations;
}

const testFile = /(?:^|\/)(?:tests?|__tests__|specs?)\/|[.-](?:test|spec)\.[mc]?[jt]s$/;

export function isTestFile(file: string): boolean {
  return testFile.test(file);
}

/** Sorted and without repetition. */
export function rolesOf(fn: FunctionSurvey, context: RoleContext): Role[] {
  const roles = new Set<Role>();
  const handover = context.registrations.of(fn);
  if (handover !== undefined) byHandover(handover, context, roles);
  byCalls(fn, roles);
  byParameters(fn, roles);
  byClass(fn, context, roles);
  byDecorators(fn, context, roles);
  byModule(context, roles);
  if (fn.isExported) roles.add('public');
  return [...roles].sort();
}

function byHandover(handover: Handover, context: RoleContext, roles: Set<Role>): void {
  const { callee, property } = handover;
  const origin = context.registrations.originOf(callee);
  serving(handover, origin, roles);
  listening(handover, roles);
  if (property === '=' ? modelMembers.test(callee) : modelOrigins.test(origin)) roles.add('model');
  const last = lastName(callee);
  if (last === 'define' && property !== '') roles.add('model');
  if (reducerCalls.has(last) || /^(?:extraR|r)educers\b/.test(property)) roles.add('reducer');
  const isZustand = context.imports.some(
    ({ local, from }) => local === callee.replace(/\(\)$/, '') && /^zustand\b/.test(from),
  );
  if (callee === 'defineStore' || isZustand) roles.add('store');
  if (testCalls.has(callee.split(/[.(]/, 1)[0]!)) roles.add('test');
  const isCommand = last === 'command' && /^(?:handler)?$/.test(property);
  if (last === 'action' || isCommand) roles.add('command');
}

function serving(handover: Handover, origin: string, roles: Set<Role>): void {
  const { callee, topic, property, isLast } = handover;
  const last = lastName(callee);
  const isMember = callee.includes('.');
  const isRoute = isMember && (routeObjects.test(`${callee}.`) || routeOrigins.test(origin));
  if (isRoute && routeMethods.has(last)) {
    if (property === '') roles.add(isLast ? 'route' : 'middleware');
    else if (property === 'handler') roles.add('route');
    else if (routeHooks.test(property)) roles.add('middleware');
  }
  if (property !== '') return;
  if (serverCalls.has(last)) roles.add('route').add('http server');
  if (isMember && listenerCalls.has(last) && topic === 'request') roles.add('route');
  if (isMember && middlewareCalls.has(last)) roles.add('middleware');
}

function listening({ callee, topic, property }: Handover, roles: Set<Role>): void {
  const last = lastName(callee);
  const isMember = callee.includes('.');
  if (isMember && queueProperties.test(property)) roles.add('queue consumer');
  if (property !== '') return;
  if (isMember && listenerCalls.has(last)) {
    roles.add('event listener');
    if (topic === 'message' && workPorts.test(callee)) roles.add('worker');
  }
  if (isMember && last === 'subscribe')
    roles.add(topic === '' ? 'event listener' : 'queue consumer');
  if (timerCalls.has(callee)) roles.add('timer');
  if (queueClasses.has(callee) || (isMember && queueCalls.has(last))) roles.add('queue consumer');
}

function byCalls({ calls }: FunctionSurvey, roles: Set<Role>): void {
  for (const { callee } of calls) {
    const last = lastName(callee);
    if (callee.includes('.') && (last === 'emit' || last === 'dispatchEvent')) {
      roles.add('event emitter');
    }
    if (last === 'parseArgs') roles.add('command');
  }
}

function byParameters({ parameters, isAsync }: FunctionSurvey, roles: Set<Role>): void {
  const [first = '', second = '', third = ''] = parameters;
  const isRequest = /^_?req(?:uest)?$/.test(first) && /^_?(?:res(?:ponse)?|reply)$/.test(second);
  if (isRequest) roles.add(/^_?(?:next|done)$/.test(third) ? 'middleware' : 'route');
  if (/^_?err(?:or)?$/.test(first) && /^_?req(?:uest)?$/.test(second)) roles.add('middleware');
  if (first === 'ctx' && second === 'next' && isAsync) roles.add('middleware');
  if (first === 'state' && second === 'action') roles.add('reducer');
}

function byClass(fn: FunctionSurvey, { classes, imports }: RoleContext, roles: Set<Role>): void {
  const dot = fn.name.lastIndexOf('.');
  if (dot < 0 || !['method', 'constructor', 'getter', 'setter'].includes(fn.kind)) return;
  const owner = fn.name.slice(0, dot).replace(/^[gs]et /, '');
  const base = importedName(classes.find(({ name }) => name === owner)?.superClass ?? '', imports);
  if (/(?:EventEmitter|EventTarget|^(?:node:)?events)$/.test(base)) roles.add('event emitter');
  if (/(?:Model|Entity|Document|Schema)$/.test(base)) roles.add('model');
  if (/(?:Store|Cache|Repository|Registry)$/.test(owner)) roles.add('store');
  if (/Controller$/.test(owner) && fn.kind === 'method') roles.add('route');
  if (/(?:Worker|Job|Processor|Consumer)$/.test(owner)) roles.add('worker');
  if (/Command$/.test(base) || /Command$/.test(owner)) roles.add('command');
  if (
    /(?:Guard|Interceptor|Middleware|Pipe|ExceptionFilter)$/.test(owner) &&
    fn.kind === 'method'
  ) {
    roles.add('middleware');
  }
}

function byDecorators(
  { name, kind }: FunctionSurvey,
  context: RoleContext,
  roles: Set<Role>,
): void {
  const { decorators } = context.registrations;
  if (decorators.size === 0 || kind === 'constructor') return;
  const own = decorators.get(name) ?? [];
  const outer = decorators.get(name.slice(0, Math.max(0, name.lastIndexOf('.')))) ?? [];
  for (const [pattern, role] of memberDecorators) {
    if (own.some((decorator) => pattern.test(decorator))) roles.add(role);
  }
  for (const [pattern, role] of classDecorators) {
    if (outer.some((decorator) => pattern.test(decorator))) roles.add(role);
  }
}

/** `Command` of `class Build extends Base` after `import { Command as Base }`. */
function importedName(name: string, imports: readonly ImportSurvey[]): string {
  const found = imports.find(({ local }) => local === name);
  if (found === undefined) return name;
  const { imported, from } = found;
  return imported === '*' || imported === 'default' ? from : imported;
}

function byModule({ file }: RoleContext, roles: Set<Role>): void {
  if (isTestFile(file)) roles.add('test');
}
