// Calls that may throw when they have changed something, and tags that change something.
const half = () =>{__s$e(1);try{return __s$v(11, Object.defineProperty([4, 3, 2, 1], 2, { writable: false }))}catch(__s$x){throw __s$q(13,__s$x)}};
const told = (run) => {__s$e1(66,run);try{
  try {
    return __s$v(75,run());
  } catch (error) {__s$qc(error);
    return __s$v(75,error.message);
  }
;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}};
function run(o, list, more) {__s$e3(132,o,list,more);try{
  const get = () =>{__s$e(193);try{return __s$v(203, list)}catch(__s$x){throw __s$q(205,__s$x)}};
  log(told(() =>{__s$e(257);try{return __s$v(267, Object.assign(o, { a: 1, get b() {__s$e(321);try{ throw new Error('b'); }catch(__s$x){throw __s$q(333,__s$x)}} }))}catch(__s$x){throw __s$q(269,__s$x)}}), o.a);
  log(told(() =>{__s$e(385);try{return __s$v(395, Object.assign(get(), more))}catch(__s$x){throw __s$q(397,__s$x)}}), told(() =>{__s$e(449);try{return __s$v(459, Object.assign(o, ...[more], ...more))}catch(__s$x){throw __s$q(461,__s$x)}}));
  log(told(() =>{__s$e(513);try{return __s$v(523, Object.assign(o, ...more).none.x())}catch(__s$x){throw __s$q(525,__s$x)}}), told(() =>{__s$e(577);try{return __s$v(587, o.list.fill(1, 0))}catch(__s$x){throw __s$q(589,__s$x)}}), o.list);
  log(told(() =>{__s$e(641);try{return __s$v(651, list.reverse())}catch(__s$x){throw __s$q(653,__s$x)}}), told(() =>{__s$e(705);try{return __s$v(715, this.list.reverse())}catch(__s$x){throw __s$q(717,__s$x)}}), told(() =>{__s$e(769);try{return __s$v(779, list?.fill(7).none.x())}catch(__s$x){throw __s$q(781,__s$x)}}));
  log(told(() =>{__s$e(833);try{return __s$v(843, o.list.splice(0, ...[1]).a.b())}catch(__s$x){throw __s$q(845,__s$x)}}), told(() =>{__s$e(897);try{return __s$v(907, [].reverse.call(get()))}catch(__s$x){throw __s$q(909,__s$x)}}), told(() =>{__s$e(961);try{return __s$v(971, list.shift())}catch(__s$x){throw __s$q(973,__s$x)}}));
  log(told(() => {__s$e(1025);try{ const { a } = o.list.splice(0, 1); return __s$v(1035,a); }catch(__s$x){throw __s$q(1037,__s$x)}}), told(() =>{__s$e(1089);try{return __s$v(1099, [...list.sort()])}catch(__s$x){throw __s$q(1101,__s$x)}}));
  log(list.push`a${1}b`, o.other.push`c`.toFixed(1), told(() =>{__s$e(1153);try{return __s$v(1163, o.none.push`d`)}catch(__s$x){throw __s$q(1165,__s$x)}}), told(() =>{__s$e(1217);try{return __s$v(1227, get().none`e`)}catch(__s$x){throw __s$q(1229,__s$x)}}));
  log(told(() =>{__s$e(1281);try{return __s$v(1291, get().push`f`())}catch(__s$x){throw __s$q(1293,__s$x)}}), told(() =>{__s$e(1345);try{return __s$v(1355, list.pop`g`.x.y)}catch(__s$x){throw __s$q(1357,__s$x)}}), list.length, o.other.length);
;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}}
run.call({ list: half() }, { list: half(), other: [] }, half(), []);
let a = 0;
const fail = () =>{__s$e(1409);try{return __s$v(1419, null.x)}catch(__s$x){throw __s$q(1421,__s$x)}};
function patterns(o, p) {__s$e2(1475,o,p);try{
  log(told(() =>{__s$e(1537);try{return __s$v(1547, ([a, o.b = fail()] = [1]))}catch(__s$x){throw __s$q(1549,__s$x)}}), told(() =>{__s$e(1601);try{return __s$v(1611, ({ a, b: { c: o.c } } = { a: 2 }))}catch(__s$x){throw __s$q(1613,__s$x)}}), a, o);
  try {
    log(([a, p] = [p, a]), ([a, p] = new Set([3, 4])));
    [a, [p]] = new Set([5, o.none]);
  } catch (p) {__s$qc(p);
    log(p.message, a);
  } finally {
    log(a, p);
  }
  for (const x of told(() =>{__s$e(1665);try{return __s$v(1675, ({ a, length: p } = [7]))}catch(__s$x){throw __s$q(1677,__s$x)}})) log(x, p);
  ({ a, none: { p } } = { a: 8 });
;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}}
log(told(() =>{__s$e(1729);try{return __s$v(1739, patterns({}, 9))}catch(__s$x){throw __s$q(1741,__s$x)}}), a);
// 0 arrow half 2:14
// 1 arrow told 3:14 run
// 2 function run 10:1 o list more
// 3 arrow get 11:15
// 4 arrow told callback 12:12
// 5 getter get b 12:43
// 6 arrow told callback 13:12
// 7 arrow told callback 13:52
// 8 arrow told callback 14:12
// 9 arrow told callback 14:60
// 10 arrow told callback 15:12
// 11 arrow told callback 15:40
// 12 arrow told callback 15:73
// 13 arrow told callback 16:12
// 14 arrow told callback 16:56
// 15 arrow told callback 16:92
// 16 arrow told callback 17:12
// 17 arrow told callback 17:74
// 18 arrow told callback 18:59
// 19 arrow told callback 18:87
// 20 arrow told callback 19:12
// 21 arrow told callback 19:41
// 22 arrow fail 23:14
// 23 function patterns 24:1 o p
// 24 arrow told callback 25:12
// 25 arrow told callback 25:51
// 26 arrow told callback 34:24
// 27 arrow told callback 37:10
