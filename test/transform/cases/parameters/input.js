function none() {}
function many(a, { b, c: [d, , e = 5], ...f }, [g] = [7], h = () => a, ...i) { return h(); }
function tooMany(a, b, c, d, e, f, g, h, i) { return arguments.length; }
function twice(a, a) { return a; }
function aliased(a) { arguments[0] = 2; return a; }
const arrow = ({ x } = { x: 1 }) => x;
log(none(), many(1, { c: [] }), tooMany(1, 2), twice(1, 2), aliased(1), arrow());
