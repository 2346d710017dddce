/**
 * Recognises what functions are for: routes of node:http, express, fastify, koa and nest,
 * middleware, workers, queues, events, stores, models, commands, tests. By callee, base class,
 * parameters and file, as a reader would guess.
 */
import { lastName } from './callees.js';
import type { Registrations } from './registrations.js';
import type { ClassSurvey, FunctionSurvey, ImportSurvey, Role } from './types.js';

const routeMethods = new Set('get post put patch delete head options all route'.split(' '));
const routeObjects = /(?:^|\.)(?:app|router|server|fastify|api|routes?|instance)(?:\(\))?\./i;
const testCalls = new Set(
  'describe it test suite before after beforeEach afterEach beforeAll afterAll'.split(' '),
);
const listenerCalls = new Set('on once addListener addEventListener prependListener'.split(' '));
const timerCalls = new Set('setTimeout setInterval setImmediate'.split(' '));
const queueCalls = new Set('consume subscribe process eachMessage'.split(' '));
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
const queueClasses = new Set(['new Worker', 'new Queue']);

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
  byCallee(fn.passedTo || (context.registrations.passedTo.get(fn.name) ?? ''), roles);
  byParameters(fn, roles);
  byClass(fn, context, roles);
  byDecorators(fn, context, roles);
  byModule(fn, context, roles);
  if (fn.isExported) roles.add('public');
  return [...roles].sort();
}

function byCallee(passedTo: string, roles: Set<Role>): void {
  const last = lastName(passedTo);
  if (passedTo.includes('.') && routeMethods.has(last) && routeObjects.test(`${passedTo}.`)) {
    roles.add('route');
  }
  if (last === 'createServer') roles.add('route').add('http server');
  if (last === 'use' && passedTo.includes('.')) roles.add('middleware');
  if (last === 'addHook' || last === 'register') roles.add('middleware');
  if (listenerCalls.has(last) && passedTo.includes('.')) roles.add('event listener');
  if (timerCalls.has(passedTo)) roles.add('timer');
  if (testCalls.has(passedTo.split('.')[0] ?? '')) roles.add('test');
  if (last === 'action' || last === 'command') roles.add('command');
  if (queueClasses.has(passedTo) || (passedTo.includes('.') && queueCalls.has(last))) {
    roles.add('queue consumer');
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

function byClass(fn: FunctionSurvey, { classes }: RoleContext, roles: Set<Role>): void {
  const dot = fn.name.lastIndexOf('.');
  if (dot < 0 || !['method', 'constructor', 'getter', 'setter'].includes(fn.kind)) return;
  const owner = fn.name.slice(0, dot).replace(/^[gs]et /, '');
  const base = classes.find(({ name }) => name === owner)?.superClass ?? '';
  if (/EventEmitter$/.test(base)) roles.add('event emitter');
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

function byModule(fn: FunctionSurvey, context: RoleContext, roles: Set<Role>): void {
  if (isTestFile(context.file)) roles.add('test');
  const usesWorkers = context.imports.some(({ from }) => /^(?:node:)?worker_threads$/.test(from));
  if (usesWorkers && /parentPort\.on/.test(fn.passedTo)) roles.add('worker');
}
