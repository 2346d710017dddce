__s$p(27,f);__s$p(91,g);async function f(a) {__s$ea(130,a);const __s$c=__s$n(142);let __s$r,__s$d=0;try{
  try{for await (const x of (__s$a?.self)(207,__s$c,iterable(2))) {__s$w(209,__s$c);try{{__s$m1(351);__s$p(411,x);log(x)}}finally{__s$a(207,__s$c)}}}finally{__s$w(209,__s$c);};__s$m1(479);
  outer: for (const y of [1, 2]) {__s$m1(607);__s$p(667,y);{
    try{inner: for await (const { z = __s$u?.(850,(__s$w(849,__s$c),__s$c),await __s$b(848,__s$c,y)) } of (__s$a?.self)(719,__s$c,asyncIterable(4))) {__s$w(721,__s$c);try{__s$m1(927);__s$p(987,z);{
      if (y === 1) {__s$m1(1055);continue outer;}__s$m1(1119);
      if (a) {__s$m1(1183);break outer;} else {__s$m1(1247);continue inner;}
    }}finally{__s$a(719,__s$c)}}}finally{__s$w(721,__s$c);}
  }};__s$m1(1311);
  if (a) {__s$m1(1375);try{for await (const x of ((__s$a?.self)(1423,__s$c,(log('list'), [1])))) {__s$w(1425,__s$c);try{__s$m1(1567);__s$p(1627,x);{ log(__s$u?.(1682,__s$c,await __s$b(1680,__s$c,x))); return __s$r=__s$i(x); }}finally{__s$w(1425,__s$c);__s$a(1423,__s$c)}}}finally{__s$w(1425,__s$c);}}
  else {__s$m1(1759);try{for await (a of (__s$a?.self)(1807,__s$c,asyncIterable(1))){__s$w(1809,__s$c);try{{__s$m1(1887);__s$p(1947,a);;}}finally{__s$a(1807,__s$c)}}}finally{__s$w(1809,__s$c);}}__s$m1(2015);
  log('end')
}catch(__s$x){__s$d|=1;__s$w(145,__s$c);throw __s$q(141,__s$x)}finally{if(!(__s$d&1)){__s$w(145,__s$c);__s$v0(139,__s$d?void 0:__s$r)}}}
settle(f(0)); settle(f(1));
async function* g() {__s$e(2049);const __s$c=__s$n(2062);let __s$r,__s$d=0;try{ try{for await (const x of (__s$a?.self)(2127,__s$c,asyncIterable(3))) {__s$w(2129,__s$c);try{{__s$m1(2271);__s$p(2331,x);__s$u?.(2386,__s$c,yield __s$z(2388,__s$c,x));}}finally{__s$w(2129,__s$c);__s$a(2127,__s$c)}}}finally{__s$w(2129,__s$c);} }catch(__s$x){__s$d|=1;__s$w(2065,__s$c);throw __s$q(2061,__s$x)}finally{if(!(__s$d&1)){__s$w(2065,__s$c);__s$v0(2059,__s$d?void 0:__s$r)}}}
settle(driveAsync(g(), 1)); settle(driveAsync(g(), 2));
// 0 write (module) 1:16
// 1 write (module) 14:17
// 2 function f 1:1 a
// 3 for-await f 2:3
// 4 scope f 2:3
// 5 branch f 2:38
// 6 write f 2:20
// 7 branch f 2:44
// 8 scope f 3:10
// 9 branch f 3:34
// 10 write f 3:21
// 11 for-await f 4:12
// 12 scope f 4:12
// 13 await f 4:35
// 14 branch f 4:66
// 15 write f 4:31
// 16 branch f 5:20
// 17 branch f 5:35
// 18 branch f 6:14
// 19 branch f 6:32
// 20 branch f 8:4
// 21 branch f 9:10
// 22 for-await f 9:10
// 23 scope f 9:10
// 24 branch f 9:52
// 25 write f 9:27
// 26 await f 9:58
// 27 branch f 10:8
// 28 for-await f 10:8
// 29 branch f 10:41
// 30 write f 10:19
// 31 branch f 10:42
// 32 function g 14:1
// 33 for-await g 14:23
// 34 scope g 14:23
// 35 branch g 14:63
// 36 write g 14:40
// 37 yield g 14:63
