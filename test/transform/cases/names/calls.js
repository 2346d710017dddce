var exports = {}, app = { get() {__s$e(1);try{;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}, map: (f) =>{__s$e(65);try{return __s$l(74, f())}catch(__s$x){throw __s$t(76,__s$x)}} };
exports.foo = function () {__s$e(129);try{;__s$l(138)}catch(__s$x){throw __s$t(140,__s$x)}};
function Shape() {__s$e(193);try{;__s$l(202)}catch(__s$x){throw __s$t(204,__s$x)}}
Shape.prototype.area = function () {__s$e(257);try{ return __s$l(266,1); }catch(__s$x){throw __s$t(268,__s$x)}};
app.inner = { deep: { method() {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$t(332,__s$x)}}, get size() {__s$e(385);try{ return __s$l(394,1); }catch(__s$x){throw __s$t(396,__s$x)}}, set size(v) {__s$e(449);try{;__s$l(458)}catch(__s$x){throw __s$t(460,__s$x)}}, ['a' + 'b']: () => {__s$e(513);try{;__s$l(522)}catch(__s$x){throw __s$t(524,__s$x)}}, 'quoted-key': () => {__s$e(577);try{;__s$l(586)}catch(__s$x){throw __s$t(588,__s$x)}} } };
app.get('/users', () => {__s$e(641);try{;__s$l(650)}catch(__s$x){throw __s$t(652,__s$x)}}, function named() {__s$e(705);try{;__s$l(714)}catch(__s$x){throw __s$t(716,__s$x)}});
app.get(`/template`).then?.(() => {__s$e(769);try{;__s$l(778)}catch(__s$x){throw __s$t(780,__s$x)}});
app.map(() => {__s$e(833);try{;__s$l(842)}catch(__s$x){throw __s$t(844,__s$x)}});
[1].map((x) =>{__s$e(897);try{return __s$l(906, x)}catch(__s$x){throw __s$t(908,__s$x)}});
new Promise((resolve) =>{__s$e(961);try{return __s$l(970, resolve())}catch(__s$x){throw __s$t(972,__s$x)}});
const chosen = app.none || function () {__s$e(1025);try{;__s$l(1034)}catch(__s$x){throw __s$t(1036,__s$x)}}, other = app.none ? null : () => {__s$e(1089);try{;__s$l(1098)}catch(__s$x){throw __s$t(1100,__s$x)}};
const { destructured = () => {__s$e(1153);try{;__s$l(1162)}catch(__s$x){throw __s$t(1164,__s$x)}} } = {};
Object.defineProperty(exports, 'property', { get: function () {__s$e(1217);try{ return __s$l(1226,1); }catch(__s$x){throw __s$t(1228,__s$x)}} });
(() => {__s$e(1281);try{;__s$l(1290)}catch(__s$x){throw __s$t(1292,__s$x)}})(); (function () {__s$e(1345);try{;__s$l(1354)}catch(__s$x){throw __s$t(1356,__s$x)}}).call(1); !(async () => {__s$e(1409);const __s$c=__s$n(1422);try{;__s$l(1418)}catch(__s$x){throw __s$t(1420,__s$x)}})();
this.assigned = () => {__s$e(1473);try{;__s$l(1482)}catch(__s$x){throw __s$t(1484,__s$x)}};
const list = [() => {__s$e(1537);try{;__s$l(1546)}catch(__s$x){throw __s$t(1548,__s$x)}}];
(class { m() {__s$e(1601);try{;__s$l(1610)}catch(__s$x){throw __s$t(1612,__s$x)}} }); (class Named { m() {__s$e(1665);try{;__s$l(1674)}catch(__s$x){throw __s$t(1676,__s$x)}} });
log(exports.foo.name, app.inner.deep.method.name);
