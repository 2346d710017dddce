function finallyBlock() {__s$e(1);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(log('value')); } finally { log('finally'); } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(13,__s$x)}finally{if(!(__s$d&1)){__s$v(11,__s$d?void 0:__s$r)}}}
function overridden() {__s$e(65);let __s$r,__s$d=0;try{ for (;;) { try { return __s$r=__s$i(1); } finally { break; } } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(77,__s$x)}finally{if(!(__s$d&1)){__s$v(75,__s$d?void 0:__s$r)}}}
function loop() {__s$e(129);let __s$r,__s$d=0;try{ for (const x of iterable(3)) { if (x === 1) return __s$r=__s$i(x); } }catch(__s$x){__s$d|=1;throw __s$q(141,__s$x)}finally{if(!(__s$d&1)){__s$v(139,__s$d?void 0:__s$r)}}}
function named() {__s$e(193);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(function () {__s$e(257);try{;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}}); } finally { log(1) } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(205,__s$x)}finally{if(!(__s$d&1)){__s$v(203,__s$d?void 0:__s$r)}}}
function nothing() {__s$e(321);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(); } finally { log(2) } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(333,__s$x)}finally{if(!(__s$d&1)){__s$v(331,__s$d?void 0:__s$r)}}}
function list() {__s$e(385);let __s$r,__s$d=0;try{ try { return __s$r=__s$i((log(1), log(2))); } finally { log(3) } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(397,__s$x)}finally{if(!(__s$d&1)){__s$v(395,__s$d?void 0:__s$r)}}}
function notLate() {__s$e(449);try{ for (const x of iterable(1)) log(x); return __s$v(459,3); }catch(__s$x){throw __s$q(461,__s$x)}}
class Derived extends Object { constructor(a) {__s$e1(514,a);let __s$r,__s$d=0;try{ super(); if (a) return __s$r=__s$i({ a }); }catch(__s$x){__s$d|=1;throw __s$q(525,__s$x)}finally{if(!(__s$d&1)){__s$v(523,__s$d?void 0:__s$r)}}} }
log(finallyBlock(), overridden(), loop(), named().name, nothing(), list(), notLate());
log(new Derived(1).a, new Derived(0).a);
// 0 function finallyBlock 1:1
// 1 function overridden 2:1
// 2 function loop 3:1
// 3 function named 4:1
// 4 function (anonymous) 4:33
// 5 function nothing 5:1
// 6 function list 6:1
// 7 function notLate 7:1
// 8 constructor Derived.constructor 8:32 a
