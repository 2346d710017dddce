function finallyBlock() { try { return log('value'); } finally { log('finally'); } }
function overridden() { for (;;) { try { return 1; } finally { break; } } }
function loop() { for (const x of iterable(3)) { if (x === 1) return x; } }
function named() { try { return function () {}; } finally { log(1) } }
function nothing() { try { return } finally { log(2) } }
function list() { try { return log(1), log(2) } finally { log(3) } }
function notLate() { for (const x of iterable(1)) log(x); return 3; }
class Derived extends Object { constructor(a) { super(); if (a) return { a }; } }
log(finallyBlock(), overridden(), loop(), named().name, nothing(), list(), notLate());
log(new Derived(1).a, new Derived(0).a);
