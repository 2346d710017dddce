/**
 * What a module's code says of functions from outside of them: to which call they are handed, in
 * person or by name, what the object of that call is, and how they are decorated, as TypeScript
 * compiles decorators.
 *
 *   app.get('/carts', check, list);             check, list: handed to `app.get`, list the last
 *   fastify.route({ handler: async () => 1 });  handed to `fastify.route` as `handler`
 *   const shop = new Router();                  shop: comes from `new Router`
 *   __decorate([Get(':id')], Carts.prototype, 'find', null);  Carts.find: decorated with `Get`
 *   Carts = __decorate([Controller('carts')], Carts);         Carts: decorated with `Controller`
 */
import type * as acorn from 'acorn';
import type { Node, Visitors } from '../../plan/walk.js';
import { calleePath, lastName } from './callees.js';
import type { FunctionSurvey } from './types.js';

export interface Handover {
  callee: string;
  /** A text that is the call's first argument: `request` of `server.on('request', f)`. */
  topic: string;
  /** Where in an object it stands: `reducers.add`; empty: it is an argument by itself. */
  property: string;
  /** Whether no other function comes after it. */
  isLast: boolean;
}

const maxDepth = 3;

export class Registrations {
  /** Names of decorators, by class or `Class.member`. */
  readonly decorators = new Map<string, string[]>();
  /** By the place of a function's text, and by name. */
  readonly #places = new Map<number, Handover>();
  readonly #names = new Map<string, Handover>();
  /** Callees that made a variable's or a property's value. */
  readonly #origins = new Map<string, string>();

  readonly visitors: Visitors = {
    CallExpression: (node) => {
      const callee = calleePath(node.callee);
      if (lastName(callee) === '__decorate') this.#decorated(node);
      else this.#handedTo(callee, node.arguments);
    },
    NewExpression: (node) => {
      this.#handedTo(`new ${calleePath(node.callee)}`, node.arguments);
    },
    VariableDeclarator: ({ id, init }) => {
      if (init && id.type === 'Identifier') this.#made(id.name, init);
    },
    AssignmentExpression: ({ left, right }) => {
      const path = calleePath(left);
      this.#made(path, right);
      this.#place(right, { callee: path, topic: '', property: '=', isLast: true });
    },
  };

  /** Of a function expression, before it was visited itself. */
  at(start: number): Handover | undefined {
    return this.#places.get(start);
  }

  of({ name, start, kind }: FunctionSurvey): Handover | undefined {
    const isMethod = kind === 'method' && name.includes('.');
    return (
      this.#places.get(start) ??
      this.#names.get(name) ??
      (isMethod ? this.#names.get(`this.${lastName(name)}`) : undefined)
    );
  }

  /** What made the object of a callee: `new Router` for `shop.get`, empty where nothing tells. */
  originOf(callee: string): string {
    const object = callee.slice(0, Math.max(0, callee.lastIndexOf('.')));
    const root = object.split(/[.(]/, 1)[0]!;
    return this.#origins.get(object) ?? this.#origins.get(root) ?? '';
  }

  #made(path: string, value: Node): void {
    const made = value.type === 'AwaitExpression' ? value.argument : value;
    if (path === '' || this.#origins.has(path)) return;
    if (made.type === 'NewExpression') this.#origins.set(path, `new ${calleePath(made.callee)}`);
    else if (made.type === 'CallExpression') this.#origins.set(path, calleePath(made.callee));
  }

  #handedTo(callee: string, values: acorn.CallExpression['arguments']): void {
    if (callee === '') return;
    const [first] = values;
    const topic = first?.type === 'Literal' ? String(first.value) : '';
    for (const [index, value] of values.entries()) {
      const isLast = index === values.length - 1;
      this.#hand(value, { callee, topic, property: '', isLast }, 0);
    }
  }

  #hand(value: Node, handover: Handover, depth: number): void {
    if (value.type === 'ArrayExpression') {
      for (const element of value.elements) if (element) this.#hand(element, handover, depth);
    } else if (value.type === 'ObjectExpression' && depth < maxDepth) {
      for (const entry of value.properties) {
        if (entry.type !== 'Property') continue;
        const { property: outer } = handover;
        const name = entry.key.type === 'Literal' ? String(entry.key.value) : calleePath(entry.key);
        const inner = { ...handover, property: outer === '' ? name : `${outer}.${name}` };
        if (entry.method) this.#places.set(entry.start, inner);
        this.#hand(entry.value, inner, depth + 1);
      }
    } else if (!this.#place(value, handover)) {
      const name = calleePath(value).replace(/\.bind\(\)$/, '');
      if (name !== '' && !this.#names.has(name)) this.#names.set(name, handover);
    }
  }

  #place(value: Node, handover: Handover): boolean {
    const isFunction = value.type.endsWith('FunctionExpression');
    if (isFunction) this.#places.set(value.start, handover);
    return isFunction;
  }

  #decorated({ arguments: [list, target, member] }: acorn.CallExpression): void {
    if (list?.type !== 'ArrayExpression' || target === undefined) return;
    const names = list.elements.flatMap((one) =>
      one?.type === 'CallExpression' ? [lastName(calleePath(one.callee))] : [],
    );
    const owner = calleePath(target).replace(/\.prototype$/, '');
    const isMember = member?.type === 'Literal';
    this.decorators.set(isMember ? `${owner}.${String(member.value)}` : owner, names);
  }
}
