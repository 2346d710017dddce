// What V8 quotes of an expression in its messages is the program's own text.
__s$p(27,quoted);const told = (f) => {__s$ea(66,f);try{
  try {
    log('nothing', f());
  } catch (e) {__s$qc(e);__s$m3(159);__s$p(283,e);
    log(e.message);
  }
;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}};__s$p(347,told);
function quoted(x, o, k, list) {__s$e0(389,x,o,k,list);const __s$o1=__s$m(410,0);try{
  told(() => {__s$e(449);__s$m0(474,__s$o1);try{ const [[a] = x = __s$p(539,5)] = [];__s$p(603,a); return __s$v0(459,a); }catch(__s$x){throw __s$q(461,__s$x)}});
  told(() => {__s$e(641);__s$m0(666,__s$o1);try{ const [[a] = o.p = 5] = [];__s$p(731,a); return __s$v0(651,a); }catch(__s$x){throw __s$q(653,__s$x)}});
  told(() => {__s$e(769);__s$m0(794,__s$o1);try{ const [[a] = o[k] = 5] = [];__s$p(859,a); return __s$v0(779,a); }catch(__s$x){throw __s$q(781,__s$x)}});
  told(() => {__s$e(897);__s$m0(922,__s$o1);try{ const { a: [b] = x++ } = {};__s$p(987,b); return __s$v0(907,b); }catch(__s$x){throw __s$q(909,__s$x)}});
  told(() => {__s$e(1025);__s$m0(1050,__s$o1);try{ let a=__s$p(1115,void 0); __s$p1(1179,[[a] = list.push(1)] = [],a); return __s$v0(1035,a); }catch(__s$x){throw __s$q(1037,__s$x)}});
  told(() =>{__s$e(1217);try{return __s$v0(1227, (([a] = x = 6) =>{__s$ea(1282,a);__s$m0(1306,__s$o1);try{return __s$v0(1291, a)}catch(__s$x){throw __s$q(1293,__s$x)}})())}catch(__s$x){throw __s$q(1229,__s$x)}});
  told(() =>{__s$e(1345);__s$m0(1370,__s$o1);try{return __s$v0(1355, `${x = __s$p(1435,7)}`())}catch(__s$x){throw __s$q(1357,__s$x)}});
  told(() =>{__s$e(1473);__s$m0(1498,__s$o1);try{return __s$v0(1483, `${o.p = 7}`.a.b(...__s$h0((__s$j(1564,void 0,o,"p",2),0))))}catch(__s$x){throw __s$q(1485,__s$x)}});
  told(() =>{__s$e(1601);__s$m0(1626,__s$o1);try{return __s$v0(1611, [x = __s$p(1691,8)]())}catch(__s$x){throw __s$q(1613,__s$x)}});
  told(() =>{__s$e(1729);__s$m0(1754,__s$o1);try{return __s$v0(1739, [o[k] = 8].a(...__s$h0((__s$j1(1821,void 0,o,k,2),0))))}catch(__s$x){throw __s$q(1741,__s$x)}});
  told(() =>{__s$e(1857);__s$m0(1882,__s$o1);try{return __s$v0(1867, (x = __s$p(1947,9))())}catch(__s$x){throw __s$q(1869,__s$x)}});
  told(() =>{__s$e(1985);__s$m0(2010,__s$o1);try{return __s$v0(1995, __s$j(2076,[...(o.p = 9)],o,"p",2))}catch(__s$x){throw __s$q(1997,__s$x)}});
  told(() =>{__s$e(2113);__s$m0(2138,__s$o1);try{return __s$v0(2123, (k, o.p++)(...__s$h0((__s$j(2204,void 0,o,"p",2),0))))}catch(__s$x){throw __s$q(2125,__s$x)}});
  return __s$v0(395,[x, o, list]);
}catch(__s$x){throw __s$q(397,__s$x)}}
log(JSON.stringify(quoted(1, {}, 'key', [])));
// 0 write (module) 9:10
// 1 arrow told 2:14 f
// 2 branch told 5:15
// 3 scope told 5:5
// 4 write told 5:12
// 5 write (module) 2:7
// 6 function quoted 9:1 x o k list
// 7 arrow told callback 10:8
// 8 write told callback 10:29
// 9 write told callback 10:24
// 10 arrow told callback 11:8
// 11 write told callback 11:24
// 12 arrow told callback 12:8
// 13 write told callback 12:24
// 14 arrow told callback 13:8
// 15 write told callback 13:28
// 16 arrow told callback 14:8
// 17 write told callback 14:20
// 18 write told callback 14:25
// 19 arrow told callback 15:8
// 20 arrow (iife) 15:15 a
// 21 arrow told callback 16:8
// 22 write told callback 16:17
// 23 arrow told callback 17:8
// 24 property told callback 17:17
// 25 arrow told callback 18:8
// 26 write told callback 18:15
// 27 arrow told callback 19:8
// 28 property told callback 19:15
// 29 arrow told callback 20:8
// 30 write told callback 20:15
// 31 arrow told callback 21:8
// 32 property told callback 21:19
// 33 arrow told callback 22:8
// 34 property told callback 22:18
