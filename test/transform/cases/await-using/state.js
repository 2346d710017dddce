__s$p(27,body);__s$p(91,block);__s$p(155,nothing);__s$p(219,fails);__s$p(283,disposalFails);__s$p(347,notDisposable);__s$p(411,loops);__s$p(475,leaves);__s$p(539,forAwait);__s$p(603,generates);__s$p(667,both);__s$p(731,several);__s$p(795,head);__s$p(859,all);const opened = (name) =>{__s$e0(898,name);const __s$o1=__s$m(922,0);try{return __s$v0(907, ({ async [Symbol.asyncDispose]() {__s$e(961);const __s$c=__s$n(974);__s$m0(986,__s$o1);try{ log(`closing ${name}`); __s$u?.(1042,__s$c,await __s$b(1040,__s$c,1)); log(`closed ${name}`) ;__s$l(970)}catch(__s$x){__s$w(977,__s$c);throw __s$q(973,__s$x)}} }))}catch(__s$x){throw __s$q(909,__s$x)}};;__s$p(1115,opened);
async function body() {__s$e(1153);const __s$c=__s$n(1166);let __s$r,__s$d=0;try{ log('start'); using __s$f=__s$dr(1233,__s$c);await using a = __s$p(1307,opened('a'));using __s$g=__s$da(1233,1231,__s$c); return __s$r=__s$i(log('body')); }catch(__s$x){__s$d|=1;__s$w(1169,__s$c);throw __s$q(1165,__s$x)}finally{if(!(__s$d&1)){__s$w(1169,__s$c);__s$v0(1163,__s$d?void 0:__s$r)}}}
async function block() {__s$e(1345);const __s$c=__s$n(1358);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(1489,__s$c);await using a = __s$p(1563,opened('a'));using __s$g=__s$da(1489,1487,__s$c);
  log('in block') } log('behind') ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(1361,__s$c);throw __s$q(1357,__s$x)}finally{if(!(__s$d&1)){__s$w(1361,__s$c);__s$v0(1355,__s$d?void 0:__s$r)}}}
async function nothing() {__s$e(1601);const __s$c=__s$n(1614);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(1745,__s$c);await using a = __s$p(1819,null);using __s$g=__s$da(1745,1743,__s$c); } log('behind') ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(1617,__s$c);throw __s$q(1613,__s$x)}finally{if(!(__s$d&1)){__s$w(1617,__s$c);__s$v0(1611,__s$d?void 0:__s$r)}}}
async function fails() {__s$e(1857);const __s$c=__s$n(1870);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(2001,__s$c);await using a = __s$p(2075,opened('a'));using __s$g=__s$da(2001,1999,__s$c); __s$u?.(2130,__s$c,await __s$b(2128,__s$c,Promise.reject(new Error('no')))); } ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(1873,__s$c);throw __s$q(1869,__s$x)}finally{if(!(__s$d&1)){__s$w(1873,__s$c);__s$v0(1867,__s$d?void 0:__s$r)}}}
async function disposalFails() {__s$e(2177);const __s$c=__s$n(2190);let __s$r,__s$d=0;try{ using __s$f=__s$dr(2257,__s$c);await using a = __s$p(2331,{ [Symbol.asyncDispose]() {__s$e(2369);try{ throw new Error('not closed') }catch(__s$x){throw __s$q(2381,__s$x)}} });using __s$g=__s$da(2257,2255,__s$c); __s$u?.(2450,__s$c,await __s$b(2448,__s$c,2)); ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(2193,__s$c);throw __s$q(2189,__s$x)}finally{if(!(__s$d&1)){__s$w(2193,__s$c);__s$v0(2187,__s$d?void 0:__s$r)}}}
async function notDisposable() {__s$e(2497);const __s$c=__s$n(2510);let __s$r,__s$d=0;try{ try { using __s$f=__s$dr(2641,__s$c);await using a = __s$p(2715,5);using __s$g=__s$da(2641,2639,__s$c); } catch (e) {__s$w(2769,__s$c);__s$m1(2847);__s$p(2971,e); log(e instanceof TypeError) } return __s$r=__s$i('caught'); }catch(__s$x){__s$d|=1;__s$w(2513,__s$c);throw __s$q(2509,__s$x)}finally{if(!(__s$d&1)){__s$w(2513,__s$c);__s$v0(2507,__s$d?void 0:__s$r)}}}
async function loops() {__s$e(3009);const __s$c=__s$n(3022);let __s$r,__s$d=0;try{ try{for (await using a of [opened(1), opened(2), opened(3)]) {__s$w(3089,__s$c);try{__s$m1(3231);__s$p(3291,a);{ if (__s$u?.(3346,__s$c,await __s$b(3344,__s$c,1)) === 2) {__s$m1(3423);continue;}__s$m1(3487); log('turn') }}finally{__s$w(3089,__s$c);__s$a(3087,__s$c)}}}finally{__s$w(3089,__s$c);} ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(3025,__s$c);throw __s$q(3021,__s$x)}finally{if(!(__s$d&1)){__s$w(3025,__s$c);__s$v0(3019,__s$d?void 0:__s$r)}}}
async function leaves() {__s$e(3521);const __s$c=__s$n(3534);let __s$r,__s$d=0;try{ try{here: for (await using a of [opened(1), opened(2)]) {__s$w(3601,__s$c);try{__s$m1(3743);__s$p(3803,a);{ for (;;) {__s$m1(3871);break here} }}finally{__s$a(3599,__s$c)}}}finally{__s$w(3601,__s$c);} return __s$r=__s$i('left'); }catch(__s$x){__s$d|=1;__s$w(3537,__s$c);throw __s$q(3533,__s$x)}finally{if(!(__s$d&1)){__s$w(3537,__s$c);__s$v0(3531,__s$d?void 0:__s$r)}}}
async function forAwait() {__s$e(3905);const __s$c=__s$n(3918);let __s$r,__s$d=0;try{ try{for await (await using a of (__s$a?.self)(3983,__s$c,[opened(1), null])) {__s$w(3985,__s$c);try{{__s$m1(4127);__s$p(4187,a);log('turn')}}finally{__s$a(3983,__s$c)}}}finally{__s$w(3985,__s$c);} ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(3921,__s$c);throw __s$q(3917,__s$x)}finally{if(!(__s$d&1)){__s$w(3921,__s$c);__s$v0(3915,__s$d?void 0:__s$r)}}}
async function* generates() {__s$e(4225);const __s$c=__s$n(4238);let __s$r,__s$d=0;try{ using __s$f=__s$dr(4305,__s$c);await using a = __s$p(4379,opened('a'));using __s$g=__s$da(4305,4303,__s$c); __s$u?.(4434,__s$c,yield __s$z(4436,__s$c,1)); __s$u?.(4498,__s$c,yield __s$z(4500,__s$c,2)); ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(4241,__s$c);throw __s$q(4237,__s$x)}finally{if(!(__s$d&1)){__s$w(4241,__s$c);__s$v0(4235,__s$d?void 0:__s$r)}}}
async function both() {__s$e(4545);const __s$c=__s$n(4558);let __s$r,__s$d=0;try{ using a = __s$p(4635,{ [Symbol.dispose]() {__s$e(4673);try{ log('sync') ;__s$l(4682)}catch(__s$x){throw __s$q(4685,__s$x)}} }); using __s$f=__s$dr(4753,__s$c);await using b = __s$p(4827,opened('b'));using __s$g=__s$da(4753,4751,__s$c); __s$u?.(4882,__s$c,await __s$b(4880,__s$c,1)); ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(4561,__s$c);throw __s$q(4557,__s$x)}finally{if(!(__s$d&1)){__s$w(4561,__s$c);__s$v0(4555,__s$d?void 0:__s$r)}}}
async function several() { await using a = null, b = opened('b'); return 1 }
async function head() { for (await using a = opened('a'), i = null; false;); }
const arrow = async () => {__s$e(4929);const __s$c=__s$n(4942);let __s$r,__s$d=0;try{ using __s$f=__s$dr(5009,__s$c);await using a = __s$p(5083,__s$u?.(5138,__s$c,await __s$b(5136,__s$c,opened('a'))));using __s$g=__s$da(5009,5007,__s$c); ;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(4945,__s$c);throw __s$q(4941,__s$x)}finally{if(!(__s$d&1)){__s$w(4945,__s$c);__s$v0(4939,__s$d?void 0:__s$r)}}};__s$p(5211,arrow);
async function all() {__s$e(5249);const __s$c=__s$n(5262);try{
  for (const f of [body, block, nothing, fails, disposalFails, notDisposable, loops, leaves, forAwait, both, several, arrow]) {__s$m1(5407);__s$p(5467,f);{
    log(f.name)
    try { log(__s$u?.(5522,__s$c,await __s$b(5520,__s$c,f()))) } catch (e) {__s$w(5585,__s$c);__s$m1(5663);__s$p(5787,e); log(e) }
  }}
  const g = __s$p(5851,generates()); log((__s$u?.(5906,__s$c,await __s$b(5904,__s$c,g.next()))).value); log((__s$u?.(5970,__s$c,await __s$b(5968,__s$c,g.return(3)))).value)
  const h = __s$p(6043,generates()); __s$u?.(6098,__s$c,await __s$b(6096,__s$c,h.next())); try { __s$u?.(6162,__s$c,await __s$b(6160,__s$c,h.throw(new Error('thrown')))); } catch (e) {__s$w(6225,__s$c);__s$m1(6303);__s$p(6427,e); log(e) }
  try{for await (const x of (__s$a?.self)(6479,__s$c,generates())) {__s$w(6481,__s$c);try{{__s$m1(6623);__s$p(6683,x);log(x)}}finally{__s$a(6479,__s$c)}}}finally{__s$w(6481,__s$c);}
;__s$l(5258)}catch(__s$x){__s$w(5265,__s$c);throw __s$q(5261,__s$x)}}
const race = async () => {__s$e(6721);const __s$c=__s$n(6734);try{ for (let i = __s$p(6875,0); i < 60; __s$p1(6939,i++,i)) {__s$m1(7007); __s$u?.(7058,__s$c,await __s$b(7056,__s$c,1)); log(i) } ;__s$l(6730)}catch(__s$x){__s$w(6737,__s$c);throw __s$q(6733,__s$x)}};__s$p(7131,race);
all(); race();
// 0 write (module) 2:16
// 1 write (module) 3:16
// 2 write (module) 5:16
// 3 write (module) 6:16
// 4 write (module) 7:16
// 5 write (module) 8:16
// 6 write (module) 9:16
// 7 write (module) 10:16
// 8 write (module) 11:16
// 9 write (module) 12:17
// 10 write (module) 13:16
// 11 write (module) 14:16
// 12 write (module) 15:16
// 13 write (module) 17:16
// 14 arrow opened 1:16 name
// 15 method [Symbol.asyncDispose] 1:29
// 16 await [Symbol.asyncDispose] 1:85
// 17 write (module) 1:7
// 18 function body 2:1
// 19 await body 2:39
// 20 write body 2:51
// 21 function block 3:1
// 22 scope block 3:26
// 23 await block 3:28
// 24 write block 3:40
// 25 function nothing 5:1
// 26 scope nothing 5:28
// 27 await nothing 5:30
// 28 write nothing 5:42
// 29 function fails 6:1
// 30 scope fails 6:26
// 31 await fails 6:28
// 32 write fails 6:40
// 33 await fails 6:57
// 34 function disposalFails 7:1
// 35 await disposalFails 7:34
// 36 write disposalFails 7:46
// 37 method a[Symbol.asyncDispose] 7:52
// 38 await disposalFails 7:113
// 39 function notDisposable 8:1
// 40 scope notDisposable 8:38
// 41 await notDisposable 8:40
// 42 write notDisposable 8:52
// 43 catch notDisposable 8:60
// 44 branch notDisposable 8:70
// 45 scope notDisposable 8:60
// 46 write notDisposable 8:67
// 47 function loops 9:1
// 48 for-await loops 9:26
// 49 scope loops 9:26
// 50 branch loops 9:83
// 51 write loops 9:43
// 52 await loops 9:89
// 53 branch loops 9:104
// 54 branch loops 9:113
// 55 function leaves 10:1
// 56 for-await leaves 10:33
// 57 scope leaves 10:33
// 58 branch leaves 10:79
// 59 write leaves 10:50
// 60 branch leaves 10:90
// 61 function forAwait 11:1
// 62 for-await forAwait 11:29
// 63 scope forAwait 11:29
// 64 branch forAwait 11:76
// 65 write forAwait 11:52
// 66 function generates 12:1
// 67 await generates 12:31
// 68 write generates 12:43
// 69 yield generates 12:60
// 70 yield generates 12:69
// 71 function both 13:1
// 72 write both 13:31
// 73 method a[Symbol.dispose] 13:37
// 74 await both 13:75
// 75 write both 13:87
// 76 await both 13:104
// 77 arrow arrow 16:15
// 78 await arrow 16:29
// 79 write arrow 16:41
// 80 await arrow 16:45
// 81 write (module) 16:7
// 82 function all 17:1
// 83 scope all 18:3
// 84 branch all 18:127
// 85 write all 18:14
// 86 await all 20:15
// 87 catch all 20:28
// 88 branch all 20:38
// 89 scope all 20:28
// 90 write all 20:35
// 91 write all 22:9
// 92 await all 22:31
// 93 await all 22:60
// 94 write all 23:9
// 95 await all 23:26
// 96 await all 23:48
// 97 catch all 23:85
// 98 branch all 23:95
// 99 scope all 23:85
// 100 write all 23:92
// 101 for-await all 24:3
// 102 scope all 24:3
// 103 branch all 24:38
// 104 write all 24:20
// 105 arrow race 26:14
// 106 scope race 26:28
// 107 write race 26:37
// 108 write race 26:52
// 109 branch race 26:57
// 110 await race 26:59
// 111 write (module) 26:7
// skipped several line 14: await using disposes where no probe can stand
// skipped head line 15: await using disposes where no probe can stand
