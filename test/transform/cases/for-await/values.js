async function f(a) {__s$e1(2,a);const __s$c=__s$n(14);let __s$r,__s$d=0;try{
  try{for await (const x of (__s$a?.self)(79,__s$c,iterable(2))) {__s$w(81,__s$c);try{log(x)}finally{__s$a(79,__s$c)}}}finally{__s$w(81,__s$c);}
  outer: for (const y of [1, 2]) {
    try{inner: for await (const { z = __s$u?.(210,(__s$w(209,__s$c),__s$c),await __s$b(208,__s$c,y)) } of (__s$a?.self)(143,__s$c,asyncIterable(4))) {__s$w(145,__s$c);try{
      if (y === 1) continue outer;
      if (a) break outer; else continue inner;
    }finally{__s$a(143,__s$c)}}}finally{__s$w(145,__s$c);}
  }
  if (a) try{for await (const x of ((__s$a?.self)(271,__s$c,(log('list'), [1])))) {__s$w(273,__s$c);try{ log(__s$u?.(338,__s$c,await __s$b(336,__s$c,x))); return __s$r=__s$i(x); }finally{__s$w(273,__s$c);__s$a(271,__s$c)}}}finally{__s$w(273,__s$c);}
  else try{for await (a of (__s$a?.self)(399,__s$c,asyncIterable(1))){__s$w(401,__s$c);try{;}finally{__s$a(399,__s$c)}}}finally{__s$w(401,__s$c);}
  log('end')
}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$q(13,__s$x)}finally{if(!(__s$d&1)){__s$w(17,__s$c);__s$v(11,__s$d?void 0:__s$r)}}}
settle(f(0)); settle(f(1));
async function* g() {__s$e(449);const __s$c=__s$n(462);let __s$r,__s$d=0;try{ try{for await (const x of (__s$a?.self)(527,__s$c,asyncIterable(3))) {__s$w(529,__s$c);try{__s$u?.(594,__s$c,yield __s$z(596,__s$c,x));}finally{__s$w(529,__s$c);__s$a(527,__s$c)}}}finally{__s$w(529,__s$c);} }catch(__s$x){__s$d|=1;__s$w(465,__s$c);throw __s$q(461,__s$x)}finally{if(!(__s$d&1)){__s$w(465,__s$c);__s$v(459,__s$d?void 0:__s$r)}}}
settle(driveAsync(g(), 1)); settle(driveAsync(g(), 2));
// 0 function f 1:1 a
// 1 for-await f 2:3
// 2 for-await f 4:12
// 3 await f 4:35
// 4 for-await f 9:10
// 5 await f 9:58
// 6 for-await f 10:8
// 7 function g 14:1
// 8 for-await g 14:23
// 9 yield g 14:63
