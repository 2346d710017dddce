__s$p(27,g);function* g(a) {__s$ea(66,a);const __s$c=__s$n(78);let __s$r,__s$d=0;try{
  try {
    const b = __s$p(219,__s$u?.(274,__s$c,yield __s$y(275,__s$c)));
    (log)('behind', b)
    log(__s$u?.(338,__s$c,yield __s$z(340,__s$c,a)), __s$u?.(402,__s$c,yield* __s$z(404,__s$c,iterable(2))));
    return __s$r=__s$i(__s$u?.(466,__s$c,yield __s$z(468,__s$c,[a][0])));
  } catch (error) {__s$qc(error);__s$w(529,__s$c);__s$m3(607);__s$p(731,error); log('caught', error); } finally {__s$w(785,__s$c);__s$m3(863); log('end'); }
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(81,__s$c);throw __s$q(77,__s$x)}finally{if(!(__s$d&1)){__s$w(81,__s$c);__s$v0(75,__s$d?void 0:__s$r)}}}
for (const way of [0, 1, 2]) {__s$m1(991);__s$p(1051,way);drive(g('a'), way);}__s$m1(1119);
drive((function* () {__s$e(1153);const __s$c=__s$n(1166);let __s$r,__s$d=0;try{ for (const x of iterable(2)) {__s$m1(1311);__s$p(1371,x);__s$u?.(1426,__s$c,yield __s$z(1428,__s$c,x));} }catch(__s$x){__s$d|=1;__s$w(1169,__s$c);throw __s$q(1165,__s$x)}finally{if(!(__s$d&1)){__s$w(1169,__s$c);__s$v0(1163,__s$d?void 0:__s$r)}}})(), 1);
// 0 write (module) 1:11
// 1 function g 1:1 a
// 2 scope g 2:7
// 3 write g 3:11
// 4 yield g 3:15
// 5 yield g 5:9
// 6 yield g 5:18
// 7 yield g 6:12
// 8 catch g 7:5
// 9 branch g 7:19
// 10 scope g 7:5
// 11 write g 7:12
// 12 finally g 7:53
// 13 branch g 7:53
// 14 scope (module) 9:1
// 15 branch (module) 9:30
// 16 write (module) 9:12
// 17 branch (module) 9:49
// 18 function (iife) 10:8
// 19 scope (iife) 10:23
// 20 branch (iife) 10:52
// 21 write (iife) 10:34
// 22 yield (iife) 10:52
