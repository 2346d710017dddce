function* g(a) {__s$e(1);const __s$c=__s$n(14);let __s$d=0;try{
  try {
    const b = __s$w?.(81,__s$c,yield __s$y(83,__s$c));
    (log)('behind', b)
    log(__s$w?.(145,__s$c,yield __s$y(147,__s$c,a)), __s$w?.(209,__s$c,yield* __s$y(211,__s$c,iterable(2))));
    return __s$w?.(273,__s$c,yield __s$y(275,__s$c,[a][0]));
  } catch (error) {__s$qc(error);__s$w(337,__s$c); log('caught', error); } finally {__s$w(401,__s$c); log('end'); }
}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$t(12,__s$x)}finally{if(__s$d===0){__s$w(17,__s$c);__s$l(10)}}}
for (const way of [0, 1, 2]) drive(g('a'), way);
drive((function* () {__s$e(449);const __s$c=__s$n(462);let __s$d=0;try{ for (const x of iterable(2)) __s$w?.(529,__s$c,yield __s$y(531,__s$c,x)); }catch(__s$x){__s$d|=1;__s$w(465,__s$c);throw __s$t(460,__s$x)}finally{if(__s$d===0){__s$w(465,__s$c);__s$l(458)}}})(), 1);
