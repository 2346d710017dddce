/**
 * Sites of a small program at level `state`, with ids from 1:
 * `let top; function outer(a) { let n; { let m; function inner(b) { n = b } } }`: a module's
 * variable, one that a closure keeps, one of a block.
 */
export const sites = [
  { kind: 'function', name: 'outer', function: 0, start: 0, end: 90, parameters: ['a'] },
  { kind: 'write', name: 'outer', function: 0, variable: 'n', declared: 22, scope: 0 },
  { kind: 'function', name: 'inner', function: 2, start: 40, end: 80, parameters: ['b'] },
  { kind: 'write', name: 'inner', function: 2, variable: 'n', declared: 22, scope: 0 },
  { kind: 'scope', name: 'outer', function: 0, start: 30, end: 60 },
  { kind: 'write', name: 'outer', function: 0, variable: 'm', declared: 33, scope: 4 },
  { kind: 'write', name: '(module)', function: 6, variable: 'top', declared: 2 },
  { kind: 'property', name: 'outer', function: 0, property: 'price' },
  { kind: 'mutation', name: 'outer', function: 0 },
  { kind: 'branch', name: 'outer', function: 0, branch: 'then', start: 85, end: 88 },
  { kind: 'write', name: 'inner', function: 2, variable: 'm', declared: 33, scope: 4 },
].map((site) => ({ line: 1, column: 1, start: 35, end: 36, level: 'state', ...site }));
sites[0]!['declares' as never] = [15] as never;
