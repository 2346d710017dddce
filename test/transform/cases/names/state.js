let __s$at1;__s$p(27,Shape);var exports = __s$p(91,{}), app = __s$p(155,{ get() {__s$e(193);try{;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}, map: (f) =>{__s$ea(258,f);try{return __s$v0(267, f())}catch(__s$x){throw __s$q(269,__s$x)}} });
__s$j(348,__s$h2(exports,"foo").foo = function () {__s$e(385);try{;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}},exports,"foo");
function Shape() {__s$e(449);try{;__s$l(458)}catch(__s$x){throw __s$q(461,__s$x)}}
__s$j(540,__s$h2(__s$at1=Shape.prototype,"area").area = function () {__s$e(577);try{ return __s$v0(587,1); }catch(__s$x){throw __s$q(589,__s$x)}},__s$at1,"area",__s$at1=void 0);
__s$j(668,__s$h2(app,"inner").inner = { deep: { method() {__s$e(705);try{;__s$l(714)}catch(__s$x){throw __s$q(717,__s$x)}}, get size() {__s$e(769);try{ return __s$v0(779,1); }catch(__s$x){throw __s$q(781,__s$x)}}, set size(v) {__s$ea(834,v);try{;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}}, ['a' + 'b']: () => {__s$e(897);try{;__s$l(906)}catch(__s$x){throw __s$q(909,__s$x)}}, 'quoted-key': () => {__s$e(961);try{;__s$l(970)}catch(__s$x){throw __s$q(973,__s$x)}} } },app,"inner");
app.get('/users', () => {__s$e(1025);try{;__s$l(1034)}catch(__s$x){throw __s$q(1037,__s$x)}}, function named() {__s$e(1089);try{;__s$l(1098)}catch(__s$x){throw __s$q(1101,__s$x)}});
app.get(`/template`).then?.(() => {__s$e(1153);try{;__s$l(1162)}catch(__s$x){throw __s$q(1165,__s$x)}});
app.map(() => {__s$e(1217);try{;__s$l(1226)}catch(__s$x){throw __s$q(1229,__s$x)}});
[1].map((x) =>{__s$ea(1282,x);try{return __s$v0(1291, x)}catch(__s$x){throw __s$q(1293,__s$x)}});
new Promise((resolve) =>{__s$ea(1346,resolve);try{return __s$v0(1355, resolve())}catch(__s$x){throw __s$q(1357,__s$x)}});
const chosen = __s$p(1435,app.none || function () {__s$e(1473);try{;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}}), other = __s$p(1563,app.none ? null : () => {__s$e(1601);try{;__s$l(1610)}catch(__s$x){throw __s$q(1613,__s$x)}});
const { destructured = () => {__s$e(1665);try{;__s$l(1674)}catch(__s$x){throw __s$q(1677,__s$x)}} } = {};__s$p(1755,destructured);
__s$h(1822,Object.defineProperty(exports, 'property', { get: function () {__s$e(1857);try{ return __s$v0(1867,1); }catch(__s$x){throw __s$q(1869,__s$x)}} }),exports,8,0,"property");
(() => {__s$e(1921);try{;__s$l(1930)}catch(__s$x){throw __s$q(1933,__s$x)}})(); (function () {__s$e(1985);try{;__s$l(1994)}catch(__s$x){throw __s$q(1997,__s$x)}}).call(1); !(async () => {__s$e(2049);const __s$c=__s$n(2062);try{;__s$l(2058)}catch(__s$x){throw __s$q(2061,__s$x)}})();
__s$j(2140,__s$h2(this,"assigned").assigned = () => {__s$e(2177);try{;__s$l(2186)}catch(__s$x){throw __s$q(2189,__s$x)}},this,"assigned");
const list = [() => {__s$e(2241);try{;__s$l(2250)}catch(__s$x){throw __s$q(2253,__s$x)}}];__s$p(2331,list);
(class { m() {__s$e(2369);try{;__s$l(2378)}catch(__s$x){throw __s$q(2381,__s$x)}} }); (class Named { m() {__s$e(2433);try{;__s$l(2442)}catch(__s$x){throw __s$q(2445,__s$x)}} });
log(exports.foo.name, app.inner.deep.method.name);
// 0 write (module) 3:10
// 1 write (module) 1:5
// 2 write (module) 1:19
// 3 method app.get 1:27
// 4 arrow app.map 1:42 f
// 5 property (module) 2:1
// 6 function foo 2:15
// 7 function Shape 3:1
// 8 property (module) 4:1
// 9 function Shape.area 4:24
// 10 property (module) 5:1
// 11 method app.inner.deep.method 5:23
// 12 getter get app.inner.deep.size 5:36
// 13 setter set app.inner.deep.size 5:61 v
// 14 arrow app.inner.deep[] 5:90
// 15 arrow app.inner.deep.quoted-key 5:114
// 16 arrow app.get('/users') callback 6:19
// 17 function named 6:29
// 18 arrow app.get().then callback 7:29
// 19 arrow app.map callback 8:9
// 20 arrow map callback 9:9 x
// 21 arrow new Promise callback 10:13 resolve
// 22 write (module) 11:7
// 23 function chosen 11:28
// 24 write (module) 11:44
// 25 arrow other 11:70
// 26 arrow destructured 12:24
// 27 write (module) 12:9
// 28 mutation (module) 13:1
// 29 function exports.property.get 13:51
// 30 arrow (iife) 14:2
// 31 function (iife) 14:16
// 32 arrow (iife) 14:43
// 33 property (module) 15:1
// 34 arrow assigned 15:17
// 35 arrow (anonymous) 16:15
// 36 write (module) 16:7
// 37 method (class).m 17:10
// 38 method Named.m 17:36
