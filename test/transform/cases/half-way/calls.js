// Calls that may throw when they have changed something, and tags that change something.
const half = () =>{__s$e(1);try{return __s$l(10, Object.defineProperty([4, 3, 2, 1], 2, { writable: false }))}catch(__s$x){throw __s$t(12,__s$x)}};
const told = (run) => {__s$e(65);try{
  try {
    return __s$l(74,run());
  } catch (error) {__s$qc(error);
    return __s$l(74,error.message);
  }
;__s$l(74)}catch(__s$x){throw __s$t(76,__s$x)}};
function run(o, list, more) {__s$e(129);try{
  const get = () =>{__s$e(193);try{return __s$l(202, list)}catch(__s$x){throw __s$t(204,__s$x)}};
  log(told(() =>{__s$e(257);try{return __s$l(266, Object.assign(o, { a: 1, get b() {__s$e(321);try{ throw new Error('b'); }catch(__s$x){throw __s$t(332,__s$x)}} }))}catch(__s$x){throw __s$t(268,__s$x)}}), o.a);
  log(told(() =>{__s$e(385);try{return __s$l(394, Object.assign(get(), more))}catch(__s$x){throw __s$t(396,__s$x)}}), told(() =>{__s$e(449);try{return __s$l(458, Object.assign(o, ...[more], ...more))}catch(__s$x){throw __s$t(460,__s$x)}}));
  log(told(() =>{__s$e(513);try{return __s$l(522, Object.assign(o, ...more).none.x())}catch(__s$x){throw __s$t(524,__s$x)}}), told(() =>{__s$e(577);try{return __s$l(586, o.list.fill(1, 0))}catch(__s$x){throw __s$t(588,__s$x)}}), o.list);
  log(told(() =>{__s$e(641);try{return __s$l(650, list.reverse())}catch(__s$x){throw __s$t(652,__s$x)}}), told(() =>{__s$e(705);try{return __s$l(714, this.list.reverse())}catch(__s$x){throw __s$t(716,__s$x)}}), told(() =>{__s$e(769);try{return __s$l(778, list?.fill(7).none.x())}catch(__s$x){throw __s$t(780,__s$x)}}));
  log(told(() =>{__s$e(833);try{return __s$l(842, o.list.splice(0, ...[1]).a.b())}catch(__s$x){throw __s$t(844,__s$x)}}), told(() =>{__s$e(897);try{return __s$l(906, [].reverse.call(get()))}catch(__s$x){throw __s$t(908,__s$x)}}), told(() =>{__s$e(961);try{return __s$l(970, list.shift())}catch(__s$x){throw __s$t(972,__s$x)}}));
  log(told(() => {__s$e(1025);try{ const { a } = o.list.splice(0, 1); return __s$l(1034,a); }catch(__s$x){throw __s$t(1036,__s$x)}}), told(() =>{__s$e(1089);try{return __s$l(1098, [...list.sort()])}catch(__s$x){throw __s$t(1100,__s$x)}}));
  log(list.push`a${1}b`, o.other.push`c`.toFixed(1), told(() =>{__s$e(1153);try{return __s$l(1162, o.none.push`d`)}catch(__s$x){throw __s$t(1164,__s$x)}}), told(() =>{__s$e(1217);try{return __s$l(1226, get().none`e`)}catch(__s$x){throw __s$t(1228,__s$x)}}));
  log(told(() =>{__s$e(1281);try{return __s$l(1290, get().push`f`())}catch(__s$x){throw __s$t(1292,__s$x)}}), told(() =>{__s$e(1345);try{return __s$l(1354, list.pop`g`.x.y)}catch(__s$x){throw __s$t(1356,__s$x)}}), list.length, o.other.length);
;__s$l(138)}catch(__s$x){throw __s$t(140,__s$x)}}
run.call({ list: half() }, { list: half(), other: [] }, half(), []);
let a = 0;
const fail = () =>{__s$e(1409);try{return __s$l(1418, null.x)}catch(__s$x){throw __s$t(1420,__s$x)}};
function patterns(o, p) {__s$e(1473);try{
  log(told(() =>{__s$e(1537);try{return __s$l(1546, ([a, o.b = fail()] = [1]))}catch(__s$x){throw __s$t(1548,__s$x)}}), told(() =>{__s$e(1601);try{return __s$l(1610, ({ a, b: { c: o.c } } = { a: 2 }))}catch(__s$x){throw __s$t(1612,__s$x)}}), a, o);
  try {
    log(([a, p] = [p, a]), ([a, p] = new Set([3, 4])));
    [a, [p]] = new Set([5, o.none]);
  } catch (p) {__s$qc(p);
    log(p.message, a);
  } finally {
    log(a, p);
  }
  for (const x of told(() =>{__s$e(1665);try{return __s$l(1674, ({ a, length: p } = [7]))}catch(__s$x){throw __s$t(1676,__s$x)}})) log(x, p);
  ({ a, none: { p } } = { a: 8 });
;__s$l(1482)}catch(__s$x){throw __s$t(1484,__s$x)}}
log(told(() =>{__s$e(1729);try{return __s$l(1738, patterns({}, 9))}catch(__s$x){throw __s$t(1740,__s$x)}}), a);
