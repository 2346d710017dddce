var exports = {}, app = { get() {}, map: (f) => f() };
exports.foo = function () {};
function Shape() {}
Shape.prototype.area = function () { return 1 };
app.inner = { deep: { method() {}, get size() { return 1 }, set size(v) {}, ['a' + 'b']: () => {}, 'quoted-key': () => {} } };
app.get('/users', () => {}, function named() {});
app.get(`/template`).then?.(() => {});
app.map(() => {});
[1].map((x) => x);
new Promise((resolve) => resolve());
const chosen = app.none || function () {}, other = app.none ? null : () => {};
const { destructured = () => {} } = {};
Object.defineProperty(exports, 'property', { get: function () { return 1 } });
(() => {})(); (function () {}).call(1); !(async () => {})();
this.assigned = () => {};
const list = [() => {}];
(class { m() {} }); (class Named { m() {} });
log(exports.foo.name, app.inner.deep.method.name);
