async function* g(a) {__s$e1(2,a);const __s$c=__s$n(14);let __s$r,__s$d=0;try{
  try {
    log(__s$u?.(82,__s$c,yield __s$z(84,__s$c,a)));
    if (a === 1) {__s$r=__s$i();return}
    if (a === 2) return __s$a(143,__s$c,__s$r=__s$i(Promise.reject('rejected')));
    __s$u?.(210,__s$c,yield* __s$z(212,__s$c,g(1)));
    return __s$a(271,__s$c,__s$r=__s$i(Promise.resolve('resolved')));
  } finally {__s$w(337,__s$c); log('finally'); __s$u?.(402,__s$c,yield __s$z(404,__s$c,'last')); }
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$q(13,__s$x)}finally{if(!(__s$d&1)){__s$w(17,__s$c);__s$v(11,__s$d?void 0:__s$r)}}}
for (const a of [0, 1, 2]) for (const way of [0, 1, 2]) settle(driveAsync(g(a), way));
// 0 function g 1:1 a
// 1 yield g 3:9
// 2 await g 5:18
// 3 yield g 6:5
// 4 await g 7:5
// 5 finally g 8:13
// 6 yield g 8:31
