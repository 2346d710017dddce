__s$p(27,g);async function* g(a) {__s$ea(66,a);const __s$c=__s$n(78);let __s$r,__s$d=0;try{
  try {
    log(__s$u?.(146,__s$c,yield __s$z(148,__s$c,a)));
    if (a === 1) {__s$m1(223);{__s$r=__s$i();return}};__s$m1(287);
    if (a === 2) {__s$m1(351);return __s$a(399,__s$c,__s$r=__s$i(Promise.reject('rejected')));}__s$m1(479);
    __s$u?.(530,__s$c,yield* __s$z(532,__s$c,g(1)));
    return __s$a(591,__s$c,__s$r=__s$i(Promise.resolve('resolved')));
  } finally {__s$w(657,__s$c);__s$m3(735); log('finally'); __s$u?.(786,__s$c,yield __s$z(788,__s$c,'last')); }
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(81,__s$c);throw __s$q(77,__s$x)}finally{if(!(__s$d&1)){__s$w(81,__s$c);__s$v0(75,__s$d?void 0:__s$r)}}}
for (const a of [0, 1, 2]) {__s$m1(927);__s$p(987,a);for (const way of [0, 1, 2]) {__s$m1(1119);__s$p(1179,way);settle(driveAsync(g(a), way));}}
// 0 write (module) 1:17
// 1 function g 1:1 a
// 2 yield g 3:9
// 3 branch g 4:18
// 4 branch g 4:24
// 5 branch g 5:18
// 6 await g 5:18
// 7 branch g 5:52
// 8 yield g 6:5
// 9 await g 7:5
// 10 finally g 8:13
// 11 branch g 8:13
// 12 yield g 8:31
// 13 scope (module) 10:1
// 14 branch (module) 10:28
// 15 write (module) 10:12
// 16 scope (module) 10:28
// 17 branch (module) 10:57
// 18 write (module) 10:39
