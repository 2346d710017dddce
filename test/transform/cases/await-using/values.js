const opened = (name) =>{__s$e1(2,name);try{return __s$v(11, ({ async [Symbol.asyncDispose]() {__s$e(65);const __s$c=__s$n(78);try{ log(`closing ${name}`); __s$u?.(146,__s$c,await __s$b(144,__s$c,1)); log(`closed ${name}`) ;__s$l(74)}catch(__s$x){__s$w(81,__s$c);throw __s$q(77,__s$x)}} }))}catch(__s$x){throw __s$q(13,__s$x)}}
async function body() {__s$e(193);const __s$c=__s$n(206);let __s$r,__s$d=0;try{ log('start'); using __s$f=__s$dr(273,__s$c);await using a = opened('a');using __s$g=__s$da(273,271,__s$c); return __s$r=__s$i(log('body')); }catch(__s$x){__s$d|=1;__s$w(209,__s$c);throw __s$q(205,__s$x)}finally{if(!(__s$d&1)){__s$w(209,__s$c);__s$v(203,__s$d?void 0:__s$r)}}}
async function block() {__s$e(321);const __s$c=__s$n(334);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(401,__s$c);await using a = opened('a');using __s$g=__s$da(401,399,__s$c);
  log('in block') } log('behind') }catch(__s$x){__s$d|=1;__s$w(337,__s$c);throw __s$q(333,__s$x)}finally{if(!(__s$d&1)){__s$w(337,__s$c);__s$v(331,__s$d?void 0:__s$r)}}}
async function nothing() {__s$e(449);const __s$c=__s$n(462);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(529,__s$c);await using a = null;using __s$g=__s$da(529,527,__s$c); } log('behind') }catch(__s$x){__s$d|=1;__s$w(465,__s$c);throw __s$q(461,__s$x)}finally{if(!(__s$d&1)){__s$w(465,__s$c);__s$v(459,__s$d?void 0:__s$r)}}}
async function fails() {__s$e(577);const __s$c=__s$n(590);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(657,__s$c);await using a = opened('a');using __s$g=__s$da(657,655,__s$c); __s$u?.(722,__s$c,await __s$b(720,__s$c,Promise.reject(new Error('no')))); } }catch(__s$x){__s$d|=1;__s$w(593,__s$c);throw __s$q(589,__s$x)}finally{if(!(__s$d&1)){__s$w(593,__s$c);__s$v(587,__s$d?void 0:__s$r)}}}
async function disposalFails() {__s$e(769);const __s$c=__s$n(782);let __s$r,__s$d=0;try{ using __s$f=__s$dr(849,__s$c);await using a = { [Symbol.asyncDispose]() {__s$e(897);try{ throw new Error('not closed') }catch(__s$x){throw __s$q(909,__s$x)}} };using __s$g=__s$da(849,847,__s$c); __s$u?.(978,__s$c,await __s$b(976,__s$c,2)); }catch(__s$x){__s$d|=1;__s$w(785,__s$c);throw __s$q(781,__s$x)}finally{if(!(__s$d&1)){__s$w(785,__s$c);__s$v(779,__s$d?void 0:__s$r)}}}
async function notDisposable() {__s$e(1025);const __s$c=__s$n(1038);let __s$r,__s$d=0;try{ try { using __s$f=__s$dr(1105,__s$c);await using a = 5;using __s$g=__s$da(1105,1103,__s$c); } catch (e) {__s$qc(e);__s$w(1169,__s$c); log(e instanceof TypeError) } return __s$r=__s$i('caught'); }catch(__s$x){__s$d|=1;__s$w(1041,__s$c);throw __s$q(1037,__s$x)}finally{if(!(__s$d&1)){__s$w(1041,__s$c);__s$v(1035,__s$d?void 0:__s$r)}}}
async function loops() {__s$e(1217);const __s$c=__s$n(1230);let __s$r,__s$d=0;try{ try{for (await using a of [opened(1), opened(2), opened(3)]) {__s$w(1297,__s$c);try{ if (__s$u?.(1362,__s$c,await __s$b(1360,__s$c,1)) === 2) continue; log('turn') }finally{__s$w(1297,__s$c);__s$a(1295,__s$c)}}}finally{__s$w(1297,__s$c);} }catch(__s$x){__s$d|=1;__s$w(1233,__s$c);throw __s$q(1229,__s$x)}finally{if(!(__s$d&1)){__s$w(1233,__s$c);__s$v(1227,__s$d?void 0:__s$r)}}}
async function leaves() {__s$e(1409);const __s$c=__s$n(1422);let __s$r,__s$d=0;try{ try{here: for (await using a of [opened(1), opened(2)]) {__s$w(1489,__s$c);try{ for (;;) break here }finally{__s$a(1487,__s$c)}}}finally{__s$w(1489,__s$c);} return __s$r=__s$i('left'); }catch(__s$x){__s$d|=1;__s$w(1425,__s$c);throw __s$q(1421,__s$x)}finally{if(!(__s$d&1)){__s$w(1425,__s$c);__s$v(1419,__s$d?void 0:__s$r)}}}
async function forAwait() {__s$e(1537);const __s$c=__s$n(1550);let __s$r,__s$d=0;try{ try{for await (await using a of (__s$a?.self)(1615,__s$c,[opened(1), null])) {__s$w(1617,__s$c);try{log('turn')}finally{__s$a(1615,__s$c)}}}finally{__s$w(1617,__s$c);} }catch(__s$x){__s$d|=1;__s$w(1553,__s$c);throw __s$q(1549,__s$x)}finally{if(!(__s$d&1)){__s$w(1553,__s$c);__s$v(1547,__s$d?void 0:__s$r)}}}
async function* generates() {__s$e(1665);const __s$c=__s$n(1678);let __s$r,__s$d=0;try{ using __s$f=__s$dr(1745,__s$c);await using a = opened('a');using __s$g=__s$da(1745,1743,__s$c); __s$u?.(1810,__s$c,yield __s$z(1812,__s$c,1)); __s$u?.(1874,__s$c,yield __s$z(1876,__s$c,2)); }catch(__s$x){__s$d|=1;__s$w(1681,__s$c);throw __s$q(1677,__s$x)}finally{if(!(__s$d&1)){__s$w(1681,__s$c);__s$v(1675,__s$d?void 0:__s$r)}}}
async function both() {__s$e(1921);const __s$c=__s$n(1934);let __s$r,__s$d=0;try{ using a = { [Symbol.dispose]() {__s$e(1985);try{ log('sync') ;__s$l(1994)}catch(__s$x){throw __s$q(1997,__s$x)}} }; using __s$f=__s$dr(2065,__s$c);await using b = opened('b');using __s$g=__s$da(2065,2063,__s$c); __s$u?.(2130,__s$c,await __s$b(2128,__s$c,1)); }catch(__s$x){__s$d|=1;__s$w(1937,__s$c);throw __s$q(1933,__s$x)}finally{if(!(__s$d&1)){__s$w(1937,__s$c);__s$v(1931,__s$d?void 0:__s$r)}}}
async function several() { await using a = null, b = opened('b'); return 1 }
async function head() { for (await using a = opened('a'), i = null; false;); }
const arrow = async () => {__s$e(2177);const __s$c=__s$n(2190);let __s$r,__s$d=0;try{ using __s$f=__s$dr(2257,__s$c);await using a = __s$u?.(2322,__s$c,await __s$b(2320,__s$c,opened('a')));using __s$g=__s$da(2257,2255,__s$c); }catch(__s$x){__s$d|=1;__s$w(2193,__s$c);throw __s$q(2189,__s$x)}finally{if(!(__s$d&1)){__s$w(2193,__s$c);__s$v(2187,__s$d?void 0:__s$r)}}}
async function all() {__s$e(2369);const __s$c=__s$n(2382);try{
  for (const f of [body, block, nothing, fails, disposalFails, notDisposable, loops, leaves, forAwait, both, several, arrow]) {
    log(f.name)
    try { log(__s$u?.(2450,__s$c,await __s$b(2448,__s$c,f()))) } catch (e) {__s$qc(e);__s$w(2513,__s$c); log(e) }
  }
  const g = generates(); log((__s$u?.(2578,__s$c,await __s$b(2576,__s$c,g.next()))).value); log((__s$u?.(2642,__s$c,await __s$b(2640,__s$c,g.return(3)))).value)
  const h = generates(); __s$u?.(2706,__s$c,await __s$b(2704,__s$c,h.next())); try { __s$u?.(2770,__s$c,await __s$b(2768,__s$c,h.throw(new Error('thrown')))); } catch (e) {__s$qc(e);__s$w(2833,__s$c); log(e) }
  try{for await (const x of (__s$a?.self)(2895,__s$c,generates())) {__s$w(2897,__s$c);try{log(x)}finally{__s$a(2895,__s$c)}}}finally{__s$w(2897,__s$c);}
;__s$l(2378)}catch(__s$x){__s$w(2385,__s$c);throw __s$q(2381,__s$x)}}
const race = async () => {__s$e(2945);const __s$c=__s$n(2958);try{ for (let i = 0; i < 60; i++) { __s$u?.(3026,__s$c,await __s$b(3024,__s$c,1)); log(i) } ;__s$l(2954)}catch(__s$x){__s$w(2961,__s$c);throw __s$q(2957,__s$x)}}
all(); race();
// 0 arrow opened 1:16 name
// 1 method [Symbol.asyncDispose] 1:29
// 2 await [Symbol.asyncDispose] 1:85
// 3 function body 2:1
// 4 await body 2:39
// 5 function block 3:1
// 6 await block 3:28
// 7 function nothing 5:1
// 8 await nothing 5:30
// 9 function fails 6:1
// 10 await fails 6:28
// 11 await fails 6:57
// 12 function disposalFails 7:1
// 13 await disposalFails 7:34
// 14 method a[Symbol.asyncDispose] 7:52
// 15 await disposalFails 7:113
// 16 function notDisposable 8:1
// 17 await notDisposable 8:40
// 18 catch notDisposable 8:60
// 19 function loops 9:1
// 20 for-await loops 9:26
// 21 await loops 9:89
// 22 function leaves 10:1
// 23 for-await leaves 10:33
// 24 function forAwait 11:1
// 25 for-await forAwait 11:29
// 26 function generates 12:1
// 27 await generates 12:31
// 28 yield generates 12:60
// 29 yield generates 12:69
// 30 function both 13:1
// 31 method a[Symbol.dispose] 13:37
// 32 await both 13:75
// 33 await both 13:104
// 34 arrow arrow 16:15
// 35 await arrow 16:29
// 36 await arrow 16:45
// 37 function all 17:1
// 38 await all 20:15
// 39 catch all 20:28
// 40 await all 22:31
// 41 await all 22:60
// 42 await all 23:26
// 43 await all 23:48
// 44 catch all 23:85
// 45 for-await all 24:3
// 46 arrow race 26:14
// 47 await race 26:59
// skipped several line 14: await using disposes where no probe can stand
// skipped head line 15: await using disposes where no probe can stand
