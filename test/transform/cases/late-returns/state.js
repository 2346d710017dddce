__s$p(27,finallyBlock);__s$p(91,overridden);__s$p(155,loop);__s$p(219,named);__s$p(283,nothing);__s$p(347,list);__s$p(411,notLate);function finallyBlock() {__s$e(449);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(log('value')); } finally {__s$m3(543); log('finally'); } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(461,__s$x)}finally{if(!(__s$d&1)){__s$v0(459,__s$d?void 0:__s$r)}}}
function overridden() {__s$e(577);let __s$r,__s$d=0;try{ for (;;) {__s$m1(671); try { return __s$r=__s$i(1); } finally {__s$m3(735); break; } } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(589,__s$x)}finally{if(!(__s$d&1)){__s$v0(587,__s$d?void 0:__s$r)}}}
function loop() {__s$e(769);let __s$r,__s$d=0;try{ for (const x of iterable(3)) {__s$m1(927);__s$p(987,x);{ if (x === 1) {__s$m1(1055);return __s$r=__s$i(x);} }} }catch(__s$x){__s$d|=1;throw __s$q(781,__s$x)}finally{if(!(__s$d&1)){__s$v0(779,__s$d?void 0:__s$r)}}}
function named() {__s$e(1089);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(function () {__s$e(1153);try{;__s$l(1162)}catch(__s$x){throw __s$q(1165,__s$x)}}); } finally {__s$m3(1247); log(1) } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(1101,__s$x)}finally{if(!(__s$d&1)){__s$v0(1099,__s$d?void 0:__s$r)}}}
function nothing() {__s$e(1281);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(); } finally {__s$m3(1375); log(2) } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(1293,__s$x)}finally{if(!(__s$d&1)){__s$v0(1291,__s$d?void 0:__s$r)}}}
function list() {__s$e(1409);let __s$r,__s$d=0;try{ try { return __s$r=__s$i((log(1), log(2))); } finally {__s$m3(1503); log(3) } ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(1421,__s$x)}finally{if(!(__s$d&1)){__s$v0(1419,__s$d?void 0:__s$r)}}}
function notLate() {__s$e(1537);try{ for (const x of iterable(1)) {__s$m1(1695);__s$p(1755,x);log(x);}__s$m1(1823); return __s$v0(1547,3); }catch(__s$x){throw __s$q(1549,__s$x)}}
class Derived extends Object { constructor(a) {__s$ea(1858,a);let __s$r,__s$d=0;try{ __s$p(1947,super()); if (a) {__s$m1(2015);return __s$r=__s$i({ a });} }catch(__s$x){__s$d|=1;throw __s$q(1869,__s$x)}finally{if(!(__s$d&1)){__s$v0(1867,__s$d?void 0:__s$r)}}} }__s$p(2075,Derived);
log(finallyBlock(), overridden(), loop(), named().name, nothing(), list(), notLate());
log(new Derived(1).a, new Derived(0).a);
// 0 write (module) 1:10
// 1 write (module) 2:10
// 2 write (module) 3:10
// 3 write (module) 4:10
// 4 write (module) 5:10
// 5 write (module) 6:10
// 6 write (module) 7:10
// 7 function finallyBlock 1:1
// 8 branch finallyBlock 1:64
// 9 function overridden 2:1
// 10 branch overridden 2:34
// 11 branch overridden 2:62
// 12 function loop 3:1
// 13 scope loop 3:19
// 14 branch loop 3:48
// 15 write loop 3:30
// 16 branch loop 3:63
// 17 function named 4:1
// 18 function (anonymous) 4:33
// 19 branch named 4:59
// 20 function nothing 5:1
// 21 branch nothing 5:45
// 22 function list 6:1
// 23 branch list 6:57
// 24 function notLate 7:1
// 25 scope notLate 7:22
// 26 branch notLate 7:51
// 27 write notLate 7:33
// 28 branch notLate 7:58
// 29 constructor Derived.constructor 8:32 a
// 30 write Derived.constructor 8:49
// 31 branch Derived.constructor 8:65
// 32 write (module) 8:7
