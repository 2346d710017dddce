/**
 * What a module's code says of functions that stand elsewhere in it: handed over by name, or
 * decorated, as TypeScript compiles decorators.
 *
 *   app.get('/carts', list);                                  list: passed to `app.get`
 *   __decorate([Get(':id')], Carts.prototype, 'find', null);  Carts.find: decorated with `Get`
 *   Carts = __decorate([Controller('carts')], Carts);         Carts: decorated with `Controller`
 */
import type * as acorn from 'acorn';
import type { Visitors } from '../../plan/walk.js';
import { calleePath, lastName } from './callees.js';

export class Registrations {
  /** Callees, by the name of the function that they are given. */
  readonly passedTo = new Map<string, string>();
  /** Names of decorators, by class or `Class.member`. */
  readonly decorators = new Map<string, string[]>();

  readonly visitors: Visitors = {
    CallExpression: (node) => {
      const callee = calleePath(node.callee);
      if (lastName(callee) === '__decorate') this.#decorated(node);
      else if (callee !== '') this.#passed(callee, node);
    },
  };

  #passed(callee: string, { arguments: values }: acorn.CallExpression): void {
    for (const value of values) {
      if (value.type === 'Identifier' && !this.passedTo.has(value.name)) {
        this.passedTo.set(value.name, callee);
      }
    }
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
