// Calls that may throw when they have changed something, and tags that change something.
__s$p(27,run);__s$p(91,patterns);const half = () =>{__s$e(129);let __s$at1;try{return __s$v0(139, __s$h(222,Object.defineProperty((__s$at1=[4, 3, 2, 1]), 2, { writable: false }),__s$at1,8,0,2))}catch(__s$x){throw __s$q(141,__s$x)}};__s$p(283,half);
const told = (run) => {__s$ea(322,run);try{
  try {
    return __s$v0(331,run());
  } catch (error) {__s$qc(error);__s$m3(415);__s$p(539,error);
    return __s$v0(331,error.message);
  }
;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}};__s$p(603,told);
function run(o, list, more) {__s$e0(644,o,list,more);const __s$o1=__s$m(666,0);try{__s$p(731,this);
  const get = () =>{__s$e(769);__s$m0(794,__s$o1);try{return __s$v0(779, list)}catch(__s$x){throw __s$q(781,__s$x)}};__s$p(859,get);
  log(told(() =>{__s$e(897);__s$m0(922,__s$o1);try{return __s$v0(907, __s$h(990,Object.assign(o, __s$hr(o,{ a: 1, get b() {__s$hg();__s$e(1025);try{ throw new Error('b'); }catch(__s$x){throw __s$q(1037,__s$x)}} })),o,44,0))}catch(__s$x){throw __s$q(909,__s$x)}}), o.a);
  log(told(() =>{__s$e(1089);__s$m0(1114,__s$o1);let __s$at1;try{return __s$v0(1099, __s$h(1182,Object.assign((__s$at1=get()), __s$hr(__s$at1,more)),__s$at1,44,0))}catch(__s$x){throw __s$q(1101,__s$x)}}), told(() =>{__s$e(1217);__s$m0(1242,__s$o1);try{return __s$v0(1227, __s$h(1310,Object.assign((__s$hr(o,0),o), ...[more], ...more),o,44,0))}catch(__s$x){throw __s$q(1229,__s$x)}}));
  log(told(() =>{__s$e(1345);__s$m0(1370,__s$o1);try{return __s$v0(1355, Object.assign((__s$hr(o,0),o), ...more).none.x(...__s$h0((__s$h(1438,void 0,o,44,0),0))))}catch(__s$x){throw __s$q(1357,__s$x)}}), told(() =>{__s$e(1473);__s$m0(1498,__s$o1);try{return __s$v0(1483, __s$h(1566,o.list.fill(1, __s$hr(__s$h1(o,"list"),0)),__s$h1(o,"list"),48,2))}catch(__s$x){throw __s$q(1485,__s$x)}}), o.list);
  log(told(() =>{__s$e(1601);__s$m0(1626,__s$o1);try{return __s$v0(1611, __s$h(__s$hq(1694,list),list.reverse(),list,32,0))}catch(__s$x){throw __s$q(1613,__s$x)}}), told(() =>{__s$e(1729);__s$m0(1754,__s$o1);let __s$at1;try{return __s$v0(1739, __s$h(__s$hq(1822,__s$at1=__s$h1(this,"list")),this.list.reverse(),__s$at1,48,0))}catch(__s$x){throw __s$q(1741,__s$x)}}), told(() =>{__s$e(1857);__s$m0(1882,__s$o1);try{return __s$v0(1867, list?.fill(__s$hw(list,7)).none.x(...__s$h0((__s$h(1950,void 0,list,0,1),0))))}catch(__s$x){throw __s$q(1869,__s$x)}}));
  log(told(() =>{__s$e(1985);__s$m0(2010,__s$o1);let __s$at1;try{return __s$v0(1995, o.list.splice((__s$at1=__s$h1(o,"list"),__s$hr(__s$at1,0),0), ...[1]).a.b(...__s$h0((__s$h(2078,void 0,__s$at1,48,2),0))))}catch(__s$x){throw __s$q(1997,__s$x)}}), told(() =>{__s$e(2113);__s$m0(2138,__s$o1);let __s$at1;try{return __s$v0(2123, __s$h(2206,[].reverse.call(__s$hr(__s$at1=get(),__s$at1)),__s$at1,32,0))}catch(__s$x){throw __s$q(2125,__s$x)}}), told(() =>{__s$e(2241);__s$m0(2266,__s$o1);try{return __s$v0(2251, __s$h(__s$hq(2334,list),list.shift(),list,35,0))}catch(__s$x){throw __s$q(2253,__s$x)}}));
  log(told(() => {__s$e(2369);__s$m0(2394,__s$o1);try{ const { a } = o.list.splice(0, __s$hw(__s$h1(o,"list"),1));__s$h(2462,void 0,__s$h1(o,"list"),16,2);__s$p(2523,a); return __s$v0(2379,a); }catch(__s$x){throw __s$q(2381,__s$x)}}), told(() =>{__s$e(2561);__s$m0(2586,__s$o1);try{return __s$v0(2571, __s$h(2718,[...list.sort(...__s$h0((__s$hb(2654,list,0))))],list,0,0))}catch(__s$x){throw __s$q(2573,__s$x)}}));
  log(__s$h(2782,list.push`a${1}b`,list,0,0), o.other.push`c`.toFixed((__s$h(2846,void 0,__s$h1(o,"other"),16,0),1)), told(() =>{__s$e(2881);__s$m0(2906,__s$o1);try{return __s$v0(2891, __s$h(2974,o.none.push`d`,__s$h1(o,"none"),16,0))}catch(__s$x){throw __s$q(2893,__s$x)}}), told(() =>{__s$e(3009);__s$m0(3034,__s$o1);try{return __s$v0(3019, get().none`e`)}catch(__s$x){throw __s$q(3021,__s$x)}}));
  log(told(() =>{__s$e(3073);__s$m0(3098,__s$o1);try{return __s$v0(3083, get().push`f`(...__s$h0((__s$hu(3166,1,void 0),0))))}catch(__s$x){throw __s$q(3085,__s$x)}}), told(() =>{__s$e(3201);__s$m0(3226,__s$o1);try{return __s$v0(3211, __s$h(3294,list.pop`g`,list,0,0).x.y)}catch(__s$x){throw __s$q(3213,__s$x)}}), list.length, o.other.length);
;__s$l(650)}catch(__s$x){throw __s$q(653,__s$x)}}
run.call({ list: half() }, { list: half(), other: [] }, half(), []);
let a = __s$p(3355,0);
const fail = () =>{__s$e(3393);try{return __s$v0(3403, null.x)}catch(__s$x){throw __s$q(3405,__s$x)}};__s$p(3483,fail);
function patterns(o, p) {__s$eb(3523,o,p);const __s$o2=__s$m(3546,0);let __s$af1=0,__s$af2=0,__s$af3=0;try{
  log(told(() =>{__s$e(3585);__s$m0(3610,__s$o2);let __s$af1=0;try{return __s$v0(3595, (__s$j(3740,__s$p1(3675,__s$i((__s$af1=1,[a, o.b = fail()] = [1]),__s$af1=0),a),o,"b",2)))}catch(__s$x){if(__s$af1){__s$af1=0;try{__s$p(3803,a);}catch{}try{__s$j(3868,void 0,o,"b",1);}catch{}}throw __s$q(3597,__s$x)}}), told(() =>{__s$e(3905);__s$m0(3930,__s$o2);let __s$af1=0;try{return __s$v0(3915, (__s$j(4060,__s$p1(3995,__s$i((__s$af1=1,{ a, b: { c: o.c } } = { a: 2 }),__s$af1=0),a),o,"c",2)))}catch(__s$x){if(__s$af1){__s$af1=0;try{__s$p(4123,a);}catch{}try{__s$j(4188,void 0,o,"c",1);}catch{}}throw __s$q(3917,__s$x)}}), a, o);
  try {
    log((__s$p1(4315,__s$p1(4251,[a, p] = [p, a],a),p)), (__s$p1(4443,__s$p1(4379,__s$i((__s$af1=1,[a, p] = new Set([3, 4])),__s$af1=0),a),p)));
    __s$p1(4571,__s$p1(4507,__s$i((__s$af2=1,[a, [p]] = new Set([5, o.none])),__s$af2=0),a),p);
  } catch (p) {__s$qc(p);__s$m3(4639);if(__s$af1){__s$af1=0;try{__s$p(4699,a);}catch{}}if(__s$af2){__s$af2=0;try{__s$p(4763,a);}catch{}}__s$p(4891,p);
    log(p.message, a);
  } finally {__s$m3(4959);if(__s$af1){__s$af1=0;try{__s$p(5019,a);}catch{}try{__s$p(5083,p);}catch{}}if(__s$af2){__s$af2=0;try{__s$p(5147,a);}catch{}try{__s$p(5211,p);}catch{}}
    log(a, p);
  };__s$m1(5279);
  for (const x of told(() =>{__s$e(5377);__s$m0(5402,__s$o2);let __s$af1=0;try{return __s$v0(5387, (__s$p1(5531,__s$p1(5467,__s$i((__s$af1=1,{ a, length: p } = [7]),__s$af1=0),a),p)))}catch(__s$x){if(__s$af1){__s$af1=0;try{__s$p(5595,a);}catch{}try{__s$p(5659,p);}catch{}}throw __s$q(5389,__s$x)}})) {__s$m1(5727);__s$p(5787,x);log(x, p);}__s$m1(5855);
  (__s$p1(5979,__s$p1(5915,__s$i((__s$af3=1,{ a, none: { p } } = { a: 8 }),__s$af3=0),a),p));
;__s$l(3530)}catch(__s$x){if(__s$af1){__s$af1=0;try{__s$p(6043,a);}catch{}}if(__s$af2){__s$af2=0;try{__s$p(6107,a);}catch{}}if(__s$af3){__s$af3=0;try{__s$p(6171,a);}catch{}}throw __s$q(3533,__s$x)}}
log(told(() =>{__s$e(6209);try{return __s$v0(6219, patterns({}, 9))}catch(__s$x){throw __s$q(6221,__s$x)}}), a);
// 0 write (module) 10:10
// 1 write (module) 24:10
// 2 arrow half 2:14
// 3 mutation half 2:20
// 4 write (module) 2:7
// 5 arrow told 3:14 run
// 6 branch told 6:19
// 7 scope told 6:5
// 8 write told 6:12
// 9 write (module) 3:7
// 10 function run 10:1 o list more
// 11 write run 10:1
// 12 arrow get 11:15
// 13 write run 11:9
// 14 arrow told callback 12:12
// 15 mutation told callback 12:18
// 16 getter get b 12:43
// 17 arrow told callback 13:12
// 18 mutation told callback 13:18
// 19 arrow told callback 13:52
// 20 mutation told callback 13:58
// 21 arrow told callback 14:12
// 22 mutation told callback 14:18
// 23 arrow told callback 14:60
// 24 mutation told callback 14:66
// 25 arrow told callback 15:12
// 26 mutation told callback 15:18
// 27 arrow told callback 15:40
// 28 mutation told callback 15:46
// 29 arrow told callback 15:73
// 30 mutation told callback 15:79
// 31 arrow told callback 16:12
// 32 mutation told callback 16:18
// 33 arrow told callback 16:56
// 34 mutation told callback 16:62
// 35 arrow told callback 16:92
// 36 mutation told callback 16:98
// 37 arrow told callback 17:12
// 38 mutation told callback 17:34
// 39 write told callback 17:28
// 40 arrow told callback 17:74
// 41 mutation told callback 17:84
// 42 mutation told callback 17:84
// 43 mutation run 18:7
// 44 mutation run 18:26
// 45 arrow told callback 18:59
// 46 mutation told callback 18:65
// 47 arrow told callback 18:87
// 48 arrow told callback 19:12
// 49 mutation told callback 19:18
// 50 arrow told callback 19:41
// 51 mutation told callback 19:47
// 52 write (module) 22:5
// 53 arrow fail 23:14
// 54 write (module) 23:7
// 55 function patterns 24:1 o p
// 56 arrow told callback 25:12
// 57 write told callback 25:20
// 58 property told callback 25:23
// 59 write told callback 25:20
// 60 property told callback 25:23
// 61 arrow told callback 25:51
// 62 write told callback 25:60
// 63 property told callback 25:71
// 64 write told callback 25:60
// 65 property told callback 25:71
// 66 write patterns 27:11
// 67 write patterns 27:14
// 68 write patterns 27:30
// 69 write patterns 27:33
// 70 write patterns 28:6
// 71 write patterns 28:10
// 72 branch patterns 29:15
// 73 write patterns 27:30
// 74 write patterns 28:6
// 75 scope patterns 29:5
// 76 write patterns 29:12
// 77 branch patterns 31:13
// 78 write patterns 27:30
// 79 write patterns 27:33
// 80 write patterns 28:6
// 81 write patterns 28:10
// 82 branch patterns 33:4
// 83 scope patterns 34:3
// 84 arrow told callback 34:24
// 85 write told callback 34:33
// 86 write told callback 34:44
// 87 write told callback 34:33
// 88 write told callback 34:44
// 89 branch patterns 34:57
// 90 write patterns 34:14
// 91 branch patterns 34:67
// 92 write patterns 35:6
// 93 write patterns 35:17
// 94 write patterns 27:30
// 95 write patterns 28:6
// 96 write patterns 35:6
// 97 arrow told callback 37:10
