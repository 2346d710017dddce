function* g(a) {__s$e1(2,a);const __s$c=__s$n(14);let __s$r,__s$d=0;try{
  try {
    const b = __s$u?.(82,__s$c,yield __s$y(83,__s$c));
    (log)('behind', b)
    log(__s$u?.(146,__s$c,yield __s$z(148,__s$c,a)), __s$u?.(210,__s$c,yield* __s$z(212,__s$c,iterable(2))));
    return __s$r=__s$i(__s$u?.(274,__s$c,yield __s$z(276,__s$c,[a][0])));
  } catch (error) {__s$qc(error);__s$w(337,__s$c); log('caught', error); } finally {__s$w(401,__s$c); log('end'); }
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$q(13,__s$x)}finally{if(!(__s$d&1)){__s$w(17,__s$c);__s$v(11,__s$d?void 0:__s$r)}}}
for (const way of [0, 1, 2]) drive(g('a'), way);
drive((function* () {__s$e(449);const __s$c=__s$n(462);let __s$r,__s$d=0;try{ for (const x of iterable(2)) __s$u?.(530,__s$c,yield __s$z(532,__s$c,x)); }catch(__s$x){__s$d|=1;__s$w(465,__s$c);throw __s$q(461,__s$x)}finally{if(!(__s$d&1)){__s$w(465,__s$c);__s$v(459,__s$d?void 0:__s$r)}}})(), 1);
// 0 function g 1:1 a
// 1 yield g 3:15
// 2 yield g 5:9
// 3 yield g 5:18
// 4 yield g 6:12
// 5 catch g 7:5
// 6 finally g 7:53
// 7 function (iife) 10:8
// 8 yield (iife) 10:52
