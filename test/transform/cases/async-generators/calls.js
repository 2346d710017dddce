async function* g(a) {__s$e(1);const __s$c=__s$n(14);let __s$d=0;try{
  try {
    log(__s$w?.(81,__s$c,yield __s$y(83,__s$c,a)));
    if (a === 1) return
    if (a === 2) return __s$a(143,__s$c,Promise.reject('rejected'));
    __s$w?.(209,__s$c,yield* __s$y(211,__s$c,g(1)));
    return __s$a(271,__s$c,Promise.resolve('resolved'));
  } finally {__s$w(337,__s$c); log('finally'); __s$w?.(401,__s$c,yield __s$y(403,__s$c,'last')); }
}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$t(12,__s$x)}finally{if(__s$d===0){__s$w(17,__s$c);__s$l(10)}}}
for (const a of [0, 1, 2]) for (const way of [0, 1, 2]) settle(driveAsync(g(a), way));
