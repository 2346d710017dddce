var exports = {}, app = { get() {__s$e(1);try{;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}, map: (f) =>{__s$e1(66,f);try{return __s$v(75, f())}catch(__s$x){throw __s$q(77,__s$x)}} };
exports.foo = function () {__s$e(129);try{;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}};
function Shape() {__s$e(193);try{;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}
Shape.prototype.area = function () {__s$e(257);try{ return __s$v(267,1); }catch(__s$x){throw __s$q(269,__s$x)}};
app.inner = { deep: { method() {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}}, get size() {__s$e(385);try{ return __s$v(395,1); }catch(__s$x){throw __s$q(397,__s$x)}}, set size(v) {__s$e1(450,v);try{;__s$l(458)}catch(__s$x){throw __s$q(461,__s$x)}}, ['a' + 'b']: () => {__s$e(513);try{;__s$l(522)}catch(__s$x){throw __s$q(525,__s$x)}}, 'quoted-key': () => {__s$e(577);try{;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}} } };
app.get('/users', () => {__s$e(641);try{;__s$l(650)}catch(__s$x){throw __s$q(653,__s$x)}}, function named() {__s$e(705);try{;__s$l(714)}catch(__s$x){throw __s$q(717,__s$x)}});
app.get(`/template`).then?.(() => {__s$e(769);try{;__s$l(778)}catch(__s$x){throw __s$q(781,__s$x)}});
app.map(() => {__s$e(833);try{;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}});
[1].map((x) =>{__s$e1(898,x);try{return __s$v(907, x)}catch(__s$x){throw __s$q(909,__s$x)}});
new Promise((resolve) =>{__s$e1(962,resolve);try{return __s$v(971, resolve())}catch(__s$x){throw __s$q(973,__s$x)}});
const chosen = app.none || function () {__s$e(1025);try{;__s$l(1034)}catch(__s$x){throw __s$q(1037,__s$x)}}, other = app.none ? null : () => {__s$e(1089);try{;__s$l(1098)}catch(__s$x){throw __s$q(1101,__s$x)}};
const { destructured = () => {__s$e(1153);try{;__s$l(1162)}catch(__s$x){throw __s$q(1165,__s$x)}} } = {};
Object.defineProperty(exports, 'property', { get: function () {__s$e(1217);try{ return __s$v(1227,1); }catch(__s$x){throw __s$q(1229,__s$x)}} });
(() => {__s$e(1281);try{;__s$l(1290)}catch(__s$x){throw __s$q(1293,__s$x)}})(); (function () {__s$e(1345);try{;__s$l(1354)}catch(__s$x){throw __s$q(1357,__s$x)}}).call(1); !(async () => {__s$e(1409);const __s$c=__s$n(1422);try{;__s$l(1418)}catch(__s$x){throw __s$q(1421,__s$x)}})();
this.assigned = () => {__s$e(1473);try{;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}};
const list = [() => {__s$e(1537);try{;__s$l(1546)}catch(__s$x){throw __s$q(1549,__s$x)}}];
(class { m() {__s$e(1601);try{;__s$l(1610)}catch(__s$x){throw __s$q(1613,__s$x)}} }); (class Named { m() {__s$e(1665);try{;__s$l(1674)}catch(__s$x){throw __s$q(1677,__s$x)}} });
log(exports.foo.name, app.inner.deep.method.name);
// 0 method app.get 1:27
// 1 arrow app.map 1:42 f
// 2 function foo 2:15
// 3 function Shape 3:1
// 4 function Shape.area 4:24
// 5 method app.inner.deep.method 5:23
// 6 getter get app.inner.deep.size 5:36
// 7 setter set app.inner.deep.size 5:61 v
// 8 arrow app.inner.deep[] 5:90
// 9 arrow app.inner.deep.quoted-key 5:114
// 10 arrow app.get('/users') callback 6:19
// 11 function named 6:29
// 12 arrow app.get().then callback 7:29
// 13 arrow app.map callback 8:9
// 14 arrow map callback 9:9 x
// 15 arrow new Promise callback 10:13 resolve
// 16 function chosen 11:28
// 17 arrow other 11:70
// 18 arrow destructured 12:24
// 19 function exports.property.get 13:51
// 20 arrow (iife) 14:2
// 21 function (iife) 14:16
// 22 arrow (iife) 14:43
// 23 arrow assigned 15:17
// 24 arrow (anonymous) 16:15
// 25 method (class).m 17:10
// 26 method Named.m 17:36
