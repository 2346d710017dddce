__s$p(27,f);__s$p(91,g);async function f(a) {__s$e0(130,a);const __s$c=__s$n(142);let __s$r,__s$d=0;try{
  try{for await (const x of (__s$a?.self)(207,__s$c,iterable(2))) {__s$w(209,__s$c);try{{__s$m1(351);__s$p(411,x);log(x)}}finally{__s$a(207,__s$c)}}}finally{__s$w(209,__s$c);}
  outer: for (const y of [1, 2]) {__s$m1(543);__s$p(603,y);{
    try{inner: for await (const { z = __s$u?.(786,(__s$w(785,__s$c),__s$c),await __s$b(784,__s$c,y)) } of (__s$a?.self)(655,__s$c,asyncIterable(4))) {__s$w(657,__s$c);try{__s$m1(863);__s$p(923,z);{
      if (y === 1) {__s$m1(991);continue outer;}__s$m1(1055);
      if (a) {__s$m1(1119);break outer;} else {__s$m1(1183);continue inner;}
    }}finally{__s$a(655,__s$c)}}}finally{__s$w(657,__s$c);}
  }}
  if (a) {__s$m1(1247);try{for await (const x of ((__s$a?.self)(1295,__s$c,(log('list'), [1])))) {__s$w(1297,__s$c);try{__s$m1(1439);__s$p(1499,x);{ log(__s$u?.(1554,__s$c,await __s$b(1552,__s$c,x))); return __s$r=__s$i(x); }}finally{__s$w(1297,__s$c);__s$a(1295,__s$c)}}}finally{__s$w(1297,__s$c);}}
  else {__s$m1(1631);try{for await (a of (__s$a?.self)(1679,__s$c,asyncIterable(1))){__s$w(1681,__s$c);try{{__s$m1(1759);__s$p(1819,a);;}}finally{__s$a(1679,__s$c)}}}finally{__s$w(1681,__s$c);}}__s$m1(1887);
  log('end')
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(145,__s$c);throw __s$q(141,__s$x)}finally{if(!(__s$d&1)){__s$w(145,__s$c);__s$v0(139,__s$d?void 0:__s$r)}}}
settle(f(0)); settle(f(1));
async function* g() {__s$e(1921);const __s$c=__s$n(1934);let __s$r,__s$d=0;try{ try{for await (const x of (__s$a?.self)(1999,__s$c,asyncIterable(3))) {__s$w(2001,__s$c);try{{__s$m1(2143);__s$p(2203,x);__s$u?.(2258,__s$c,yield __s$z(2260,__s$c,x));}}finally{__s$w(2001,__s$c);__s$a(1999,__s$c)}}}finally{__s$w(2001,__s$c);} ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(1937,__s$c);throw __s$q(1933,__s$x)}finally{if(!(__s$d&1)){__s$w(1937,__s$c);__s$v0(1931,__s$d?void 0:__s$r)}}}
settle(driveAsync(g(), 1)); settle(driveAsync(g(), 2));
// 0 write (module) 1:16
// 1 write (module) 14:17
// 2 function f 1:1 a
// 3 for-await f 2:3
// 4 scope f 2:3
// 5 branch f 2:38
// 6 write f 2:20
// 7 scope f 3:10
// 8 branch f 3:34
// 9 write f 3:21
// 10 for-await f 4:12
// 11 scope f 4:12
// 12 await f 4:35
// 13 branch f 4:66
// 14 write f 4:31
// 15 branch f 5:20
// 16 branch f 5:35
// 17 branch f 6:14
// 18 branch f 6:32
// 19 branch f 9:10
// 20 for-await f 9:10
// 21 scope f 9:10
// 22 branch f 9:52
// 23 write f 9:27
// 24 await f 9:58
// 25 branch f 10:8
// 26 for-await f 10:8
// 27 branch f 10:41
// 28 write f 10:19
// 29 branch f 10:42
// 30 function g 14:1
// 31 for-await g 14:23
// 32 scope g 14:23
// 33 branch g 14:63
// 34 write g 14:40
// 35 yield g 14:63
