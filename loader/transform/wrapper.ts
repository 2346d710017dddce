/**
 * The function that a script is, where a runner has put a module's text into one. What it does is
 * what the top of a module does.
 *
 *   'use strict';async (__vite_ssr_import_0__)=>{{ … }}
 *   ({"Object.<anonymous>":function(module,exports,require){ … }})
 */
import type * as acorn from 'acorn';
import type { FunctionNode, Node } from '../../lib/plan/walk.js';

export function wrapperOf({ body }: acorn.Program): FunctionNode | undefined {
  const last = body.at(-1);
  if (last?.type !== 'ExpressionStatement') return undefined;
  const { expression } = last;
  if (expression.type !== 'ObjectExpression') return asFunction(expression);
  const [property, ...others] = expression.properties;
  if (property?.type !== 'Property' || others.length > 0) return undefined;
  return asFunction(property.value);
}

/** Vite's: each export is a function that gives it, so each use of an import would be a call. */
const exporter = /^(?:get )?__vi(?:te_ssr)?_export/;

/** Whether the runner, not the program, has written a function of that name. */
export function isRunners(name: string): boolean {
  return exporter.test(name);
}

function asFunction(node: Node): FunctionNode | undefined {
  const isFunction = node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
  return isFunction ? node : undefined;
}
