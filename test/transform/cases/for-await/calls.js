async function f(a) {__s$e(1);const __s$c=__s$n(14);let __s$d=0;try{
  try{for await (const x of (__s$a?.self)(79,__s$c,iterable(2))) {__s$w(81,__s$c);try{log(x)}finally{__s$a(79,__s$c)}}}finally{__s$w(81,__s$c);}
  outer: for (const y of [1, 2]) {
    try{inner: for await (const { z = __s$w?.(209,(__s$w(209,__s$c),__s$c),await __s$a(207,__s$c,y)) } of (__s$a?.self)(143,__s$c,asyncIterable(4))) {__s$w(145,__s$c);try{
      if (y === 1) continue outer;
      if (a) break outer; else continue inner;
    }finally{__s$a(143,__s$c)}}}finally{__s$w(145,__s$c);}
  }
  if (a) try{for await (const x of ((__s$a?.self)(271,__s$c,(log('list'), [1])))) {__s$w(273,__s$c);try{ log(__s$w?.(337,__s$c,await __s$a(335,__s$c,x))); return x }finally{__s$w(273,__s$c);__s$a(271,__s$c)}}}finally{__s$w(273,__s$c);}
  else try{for await (a of (__s$a?.self)(399,__s$c,asyncIterable(1))){__s$w(401,__s$c);try{;}finally{__s$a(399,__s$c)}}}finally{__s$w(401,__s$c);}
  log('end')
}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$t(12,__s$x)}finally{if(__s$d===0){__s$w(17,__s$c);__s$l(10)}}}
settle(f(0)); settle(f(1));
async function* g() {__s$e(449);const __s$c=__s$n(462);let __s$d=0;try{ try{for await (const x of (__s$a?.self)(527,__s$c,asyncIterable(3))) {__s$w(529,__s$c);try{__s$w?.(593,__s$c,yield __s$y(595,__s$c,x));}finally{__s$w(529,__s$c);__s$a(527,__s$c)}}}finally{__s$w(529,__s$c);} }catch(__s$x){__s$d|=1;__s$w(465,__s$c);throw __s$t(460,__s$x)}finally{if(__s$d===0){__s$w(465,__s$c);__s$l(458)}}}
settle(driveAsync(g(), 1)); settle(driveAsync(g(), 2));
