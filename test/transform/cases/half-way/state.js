// Calls that may throw when they have changed something, and tags that change something.
__s$p(27,run);const half = () =>{__s$e(65);let __s$at1;try{return __s$v0(75, __s$h(158,Object.defineProperty((__s$at1=[4, 3, 2, 1]), 2, { writable: false }),__s$at1,8,0,2))}catch(__s$x){throw __s$q(77,__s$x)}};__s$p(219,half);
const told = (run) => {__s$ea(258,run);try{
  try {
    return __s$v0(267,run());
  } catch (error) {__s$qc(error);__s$m3(351);__s$p(475,error);
    return __s$v0(267,error.message);
  }
;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}};__s$p(539,told);
function run(o, list, more) {__s$e0(580,o,list,more);const __s$o1=__s$m(602,0);try{__s$p(667,this);
  const get = () =>{__s$e(705);__s$m0(730,__s$o1);try{return __s$v0(715, list)}catch(__s$x){throw __s$q(717,__s$x)}};__s$p(795,get);
  log(told(() =>{__s$e(833);__s$m0(858,__s$o1);try{return __s$v0(843, __s$h(926,Object.assign(o, __s$hr(o,{ a: 1, get b() {__s$hg();__s$e(961);try{ throw new Error('b'); }catch(__s$x){throw __s$q(973,__s$x)}} })),o,44,0))}catch(__s$x){throw __s$q(845,__s$x)}}), o.a);
  log(told(() =>{__s$e(1025);__s$m0(1050,__s$o1);let __s$at1;try{return __s$v0(1035, __s$h(1118,Object.assign((__s$at1=get()), __s$hr(__s$at1,more)),__s$at1,44,0))}catch(__s$x){throw __s$q(1037,__s$x)}}), told(() =>{__s$e(1153);__s$m0(1178,__s$o1);try{return __s$v0(1163, __s$h(1246,Object.assign((__s$hr(o,0),o), ...[more], ...more),o,44,0))}catch(__s$x){throw __s$q(1165,__s$x)}}));
  log(told(() =>{__s$e(1281);__s$m0(1306,__s$o1);try{return __s$v0(1291, Object.assign((__s$hr(o,0),o), ...more).none.x(...__s$h0((__s$h(1374,void 0,o,44,0),0))))}catch(__s$x){throw __s$q(1293,__s$x)}}), told(() =>{__s$e(1409);__s$m0(1434,__s$o1);try{return __s$v0(1419, __s$h(1502,o.list.fill(1, __s$hr(__s$h1(o,"list"),0)),__s$h1(o,"list"),48,2))}catch(__s$x){throw __s$q(1421,__s$x)}}), o.list);
  log(told(() =>{__s$e(1537);__s$m0(1562,__s$o1);try{return __s$v0(1547, __s$h(__s$hr(list,1630),list.reverse(),list,32,0))}catch(__s$x){throw __s$q(1549,__s$x)}}), told(() =>{__s$e(1665);__s$m0(1690,__s$o1);let __s$at1;try{return __s$v0(1675, __s$h(__s$hr(__s$at1=__s$h1(this,"list"),1758),this.list.reverse(),__s$at1,48,0))}catch(__s$x){throw __s$q(1677,__s$x)}}), told(() =>{__s$e(1793);__s$m0(1818,__s$o1);try{return __s$v0(1803, list?.fill(__s$hw(list,7)).none.x(...__s$h0((__s$h(1886,void 0,list,0,1),0))))}catch(__s$x){throw __s$q(1805,__s$x)}}));
  log(told(() =>{__s$e(1921);__s$m0(1946,__s$o1);let __s$at1;try{return __s$v0(1931, o.list.splice((__s$at1=__s$h1(o,"list"),__s$hr(__s$at1,0),0), ...[1]).a.b(...__s$h0((__s$h(2014,void 0,__s$at1,48,2),0))))}catch(__s$x){throw __s$q(1933,__s$x)}}), told(() =>{__s$e(2049);__s$m0(2074,__s$o1);let __s$at1;try{return __s$v0(2059, __s$h(2142,[].reverse.call(__s$hr(__s$at1=get(),__s$at1)),__s$at1,32,0))}catch(__s$x){throw __s$q(2061,__s$x)}}), told(() =>{__s$e(2177);__s$m0(2202,__s$o1);try{return __s$v0(2187, __s$h(__s$hr(list,2270),list.shift(),list,35,0))}catch(__s$x){throw __s$q(2189,__s$x)}}));
  log(told(() => {__s$e(2305);__s$m0(2330,__s$o1);try{ const { a } = o.list.splice(0, __s$hw(__s$h1(o,"list"),1));__s$h(2398,void 0,__s$h1(o,"list"),16,2);__s$p(2459,a); return __s$v0(2315,a); }catch(__s$x){throw __s$q(2317,__s$x)}}), told(() =>{__s$e(2497);__s$m0(2522,__s$o1);try{return __s$v0(2507, __s$h(2654,[...list.sort(...__s$h0((__s$hb(2590,list,0))))],list,0,0))}catch(__s$x){throw __s$q(2509,__s$x)}}));
  log(__s$h(2718,list.push`a${1}b`,list,0,0), o.other.push`c`.toFixed((__s$h(2782,void 0,__s$h1(o,"other"),16,0),1)), told(() =>{__s$e(2817);__s$m0(2842,__s$o1);try{return __s$v0(2827, __s$h(2910,o.none.push`d`,__s$h1(o,"none"),16,0))}catch(__s$x){throw __s$q(2829,__s$x)}}), told(() =>{__s$e(2945);__s$m0(2970,__s$o1);try{return __s$v0(2955, get().none`e`)}catch(__s$x){throw __s$q(2957,__s$x)}}));
  log(told(() =>{__s$e(3009);__s$m0(3034,__s$o1);try{return __s$v0(3019, get().push`f`(...__s$h0((__s$hu(3102,1,void 0),0))))}catch(__s$x){throw __s$q(3021,__s$x)}}), told(() =>{__s$e(3137);__s$m0(3162,__s$o1);try{return __s$v0(3147, __s$h(3230,list.pop`g`,list,0,0).x.y)}catch(__s$x){throw __s$q(3149,__s$x)}}), list.length, o.other.length);
;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}}
run.call({ list: half() }, { list: half(), other: [] }, half(), []);
// 0 write (module) 10:10
// 1 arrow half 2:14
// 2 mutation half 2:20
// 3 write (module) 2:7
// 4 arrow told 3:14 run
// 5 branch told 6:19
// 6 scope told 6:5
// 7 write told 6:12
// 8 write (module) 3:7
// 9 function run 10:1 o list more
// 10 write run 10:1
// 11 arrow get 11:15
// 12 write run 11:9
// 13 arrow told callback 12:12
// 14 mutation told callback 12:18
// 15 getter get b 12:43
// 16 arrow told callback 13:12
// 17 mutation told callback 13:18
// 18 arrow told callback 13:52
// 19 mutation told callback 13:58
// 20 arrow told callback 14:12
// 21 mutation told callback 14:18
// 22 arrow told callback 14:60
// 23 mutation told callback 14:66
// 24 arrow told callback 15:12
// 25 mutation told callback 15:18
// 26 arrow told callback 15:40
// 27 mutation told callback 15:46
// 28 arrow told callback 15:73
// 29 mutation told callback 15:79
// 30 arrow told callback 16:12
// 31 mutation told callback 16:18
// 32 arrow told callback 16:56
// 33 mutation told callback 16:62
// 34 arrow told callback 16:92
// 35 mutation told callback 16:98
// 36 arrow told callback 17:12
// 37 mutation told callback 17:34
// 38 write told callback 17:28
// 39 arrow told callback 17:74
// 40 mutation told callback 17:84
// 41 mutation told callback 17:84
// 42 mutation run 18:7
// 43 mutation run 18:26
// 44 arrow told callback 18:59
// 45 mutation told callback 18:65
// 46 arrow told callback 18:87
// 47 arrow told callback 19:12
// 48 mutation told callback 19:18
// 49 arrow told callback 19:41
// 50 mutation told callback 19:47
