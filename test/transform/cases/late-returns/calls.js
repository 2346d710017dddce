function finallyBlock() {__s$e(1);let __s$d=0;try{ try { return log('value'); } finally { log('finally'); } }catch(__s$x){__s$d|=1;throw __s$t(12,__s$x)}finally{if(__s$d===0){__s$l(10)}}}
function overridden() {__s$e(65);let __s$d=0;try{ for (;;) { try { return 1; } finally { break; } } }catch(__s$x){__s$d|=1;throw __s$t(76,__s$x)}finally{if(__s$d===0){__s$l(74)}}}
function loop() {__s$e(129);let __s$d=0;try{ for (const x of iterable(3)) { if (x === 1) return x; } }catch(__s$x){__s$d|=1;throw __s$t(140,__s$x)}finally{if(__s$d===0){__s$l(138)}}}
function named() {__s$e(193);let __s$d=0;try{ try { return function () {__s$e(257);try{;__s$l(266)}catch(__s$x){throw __s$t(268,__s$x)}}; } finally { log(1) } }catch(__s$x){__s$d|=1;throw __s$t(204,__s$x)}finally{if(__s$d===0){__s$l(202)}}}
function nothing() {__s$e(321);let __s$d=0;try{ try { return } finally { log(2) } }catch(__s$x){__s$d|=1;throw __s$t(332,__s$x)}finally{if(__s$d===0){__s$l(330)}}}
function list() {__s$e(385);let __s$d=0;try{ try { return log(1), log(2) } finally { log(3) } }catch(__s$x){__s$d|=1;throw __s$t(396,__s$x)}finally{if(__s$d===0){__s$l(394)}}}
function notLate() {__s$e(449);try{ for (const x of iterable(1)) log(x); return __s$l(458,3); }catch(__s$x){throw __s$t(460,__s$x)}}
class Derived extends Object { constructor(a) {__s$e(513);let __s$d=0;try{ super(); if (a) return { a }; }catch(__s$x){__s$d|=1;throw __s$t(524,__s$x)}finally{if(__s$d===0){__s$l(522)}}} }
log(finallyBlock(), overridden(), loop(), named().name, nothing(), list(), notLate());
log(new Derived(1).a, new Derived(0).a);
