let __s$at1;__s$p(27,Shape);var exports = __s$p(91,{}), app = __s$p(155,{ get() {__s$e(193);try{;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}, map: (f) =>{__s$ea(258,f);try{return __s$v0(267, f())}catch(__s$x){throw __s$q(269,__s$x)}} });
__s$j(348,__s$hn.exports(__s$h2(exports,"foo")).foo = function () {__s$e(385);try{;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}},exports,"foo");
function Shape() {__s$e(449);try{;__s$l(458)}catch(__s$x){throw __s$q(461,__s$x)}}
__s$j(540,__s$hn.Shape(__s$h2(__s$at1=Shape.prototype,"area")).area = function () {__s$e(577);try{ return __s$v0(587,1); }catch(__s$x){throw __s$q(589,__s$x)}},__s$at1,"area",__s$at1=void 0);
__s$j(668,__s$h2(app,"inner").inner = { deep: __s$hs(733,{ method() {__s$e(769);try{;__s$l(778)}catch(__s$x){throw __s$q(781,__s$x)}}, get size() {__s$hg();__s$e(833);try{ return __s$v0(843,1); }catch(__s$x){throw __s$q(845,__s$x)}}, set size(v) {__s$hg();__s$ea(898,v);try{;__s$l(906)}catch(__s$x){throw __s$q(909,__s$x)}}, ['a' + 'b']: () => {__s$e(961);try{;__s$l(970)}catch(__s$x){throw __s$q(973,__s$x)}}, 'quoted-key': () => {__s$e(1025);try{;__s$l(1034)}catch(__s$x){throw __s$q(1037,__s$x)}} }) },app,"inner");
app.get('/users', () => {__s$e(1089);try{;__s$l(1098)}catch(__s$x){throw __s$q(1101,__s$x)}}, function named() {__s$e(1153);try{;__s$l(1162)}catch(__s$x){throw __s$q(1165,__s$x)}});
app.get(`/template`).then?.(() => {__s$e(1217);try{;__s$l(1226)}catch(__s$x){throw __s$q(1229,__s$x)}});
app.map(() => {__s$e(1281);try{;__s$l(1290)}catch(__s$x){throw __s$q(1293,__s$x)}});
[1].map((x) =>{__s$ea(1346,x);try{return __s$v0(1355, x)}catch(__s$x){throw __s$q(1357,__s$x)}});
new Promise((resolve) =>{__s$ea(1410,resolve);try{return __s$v0(1419, resolve())}catch(__s$x){throw __s$q(1421,__s$x)}});
const chosen = __s$p(1499,app.none || function () {__s$e(1537);try{;__s$l(1546)}catch(__s$x){throw __s$q(1549,__s$x)}}), other = __s$p(1627,app.none ? null : () => {__s$e(1665);try{;__s$l(1674)}catch(__s$x){throw __s$q(1677,__s$x)}});
const { destructured = () => {__s$e(1729);try{;__s$l(1738)}catch(__s$x){throw __s$q(1741,__s$x)}} } = {};__s$p(1819,destructured);
__s$h(1886,Object.defineProperty(exports, 'property', { get: function () {__s$e(1921);try{ return __s$v0(1931,1); }catch(__s$x){throw __s$q(1933,__s$x)}} }),exports,8,0,"property");
(() => {__s$e(1985);try{;__s$l(1994)}catch(__s$x){throw __s$q(1997,__s$x)}})(); (function () {__s$e(2049);try{;__s$l(2058)}catch(__s$x){throw __s$q(2061,__s$x)}}).call(1); !(async () => {__s$e(2113);const __s$c=__s$n(2126);try{;__s$l(2122)}catch(__s$x){throw __s$q(2125,__s$x)}})();
__s$j(2204,__s$h2(this,"assigned").assigned = () => {__s$e(2241);try{;__s$l(2250)}catch(__s$x){throw __s$q(2253,__s$x)}},this,"assigned");
const list = [() => {__s$e(2305);try{;__s$l(2314)}catch(__s$x){throw __s$q(2317,__s$x)}}];__s$p(2395,list);
(class { m() {__s$e(2433);try{;__s$l(2442)}catch(__s$x){throw __s$q(2445,__s$x)}} }); (class Named { m() {__s$e(2497);try{;__s$l(2506)}catch(__s$x){throw __s$q(2509,__s$x)}} });
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
// 11 mutation (module) 5:21
// 12 method app.inner.deep.method 5:23
// 13 getter get app.inner.deep.size 5:36
// 14 setter set app.inner.deep.size 5:61 v
// 15 arrow app.inner.deep[] 5:90
// 16 arrow app.inner.deep.quoted-key 5:114
// 17 arrow app.get('/users') callback 6:19
// 18 function named 6:29
// 19 arrow app.get().then callback 7:29
// 20 arrow app.map callback 8:9
// 21 arrow map callback 9:9 x
// 22 arrow new Promise callback 10:13 resolve
// 23 write (module) 11:7
// 24 function chosen 11:28
// 25 write (module) 11:44
// 26 arrow other 11:70
// 27 arrow destructured 12:24
// 28 write (module) 12:9
// 29 mutation (module) 13:1
// 30 function exports.property.get 13:51
// 31 arrow (iife) 14:2
// 32 function (iife) 14:16
// 33 arrow (iife) 14:43
// 34 property (module) 15:1
// 35 arrow assigned 15:17
// 36 arrow (anonymous) 16:15
// 37 write (module) 16:7
// 38 method (class).m 17:10
// 39 method Named.m 17:36
