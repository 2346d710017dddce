__s$p(27,body);__s$p(91,block);__s$p(155,nothing);__s$p(219,fails);__s$p(283,disposalFails);__s$p(347,notDisposable);__s$p(411,loops);__s$p(475,leaves);__s$p(539,forAwait);__s$p(603,generates);__s$p(667,both);__s$p(731,several);__s$p(795,head);__s$p(859,all);const opened = (name) =>{__s$ea(898,name);const __s$o1=__s$m(922,0);try{return __s$v0(907, (__s$hs(989,{ async [Symbol.asyncDispose]() {__s$e(1025);const __s$c=__s$n(1038);__s$m0(1050,__s$o1);try{ log(`closing ${name}`); __s$u?.(1106,__s$c,await __s$b(1104,__s$c,1)); log(`closed ${name}`) ;__s$l(1034)}catch(__s$x){__s$w(1041,__s$c);throw __s$q(1037,__s$x)}} })))}catch(__s$x){throw __s$q(909,__s$x)}};;__s$p(1179,opened);
async function body() {__s$e(1217);const __s$c=__s$n(1230);let __s$r,__s$d=0;try{ log('start'); using __s$f=__s$dr(1297,__s$c);await using a = __s$p(1371,opened('a'));using __s$g=__s$da(1297,1295,__s$c); return __s$r=__s$i(log('body')); }catch(__s$x){__s$d|=1;__s$w(1233,__s$c);throw __s$q(1229,__s$x)}finally{if(!(__s$d&1)){__s$w(1233,__s$c);__s$v0(1227,__s$d?void 0:__s$r)}}}
async function block() {__s$e(1409);const __s$c=__s$n(1422);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(1553,__s$c);await using a = __s$p(1627,opened('a'));using __s$g=__s$da(1553,1551,__s$c);
  log('in block') };__s$m1(1695); log('behind') }catch(__s$x){__s$d|=1;__s$w(1425,__s$c);throw __s$q(1421,__s$x)}finally{if(!(__s$d&1)){__s$w(1425,__s$c);__s$v0(1419,__s$d?void 0:__s$r)}}}
async function nothing() {__s$e(1729);const __s$c=__s$n(1742);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(1873,__s$c);await using a = __s$p(1947,null);using __s$g=__s$da(1873,1871,__s$c); };__s$m1(2015); log('behind') }catch(__s$x){__s$d|=1;__s$w(1745,__s$c);throw __s$q(1741,__s$x)}finally{if(!(__s$d&1)){__s$w(1745,__s$c);__s$v0(1739,__s$d?void 0:__s$r)}}}
async function fails() {__s$e(2049);const __s$c=__s$n(2062);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(2193,__s$c);await using a = __s$p(2267,opened('a'));using __s$g=__s$da(2193,2191,__s$c); __s$u?.(2322,__s$c,await __s$b(2320,__s$c,Promise.reject(new Error('no')))); } }catch(__s$x){__s$d|=1;__s$w(2065,__s$c);throw __s$q(2061,__s$x)}finally{if(!(__s$d&1)){__s$w(2065,__s$c);__s$v0(2059,__s$d?void 0:__s$r)}}}
async function disposalFails() {__s$e(2369);const __s$c=__s$n(2382);let __s$r,__s$d=0;try{ using __s$f=__s$dr(2449,__s$c);await using a = __s$p(2523,__s$hs(2589,{ [Symbol.asyncDispose]() {__s$e(2625);try{ throw new Error('not closed') }catch(__s$x){throw __s$q(2637,__s$x)}} }));using __s$g=__s$da(2449,2447,__s$c); __s$u?.(2706,__s$c,await __s$b(2704,__s$c,2)); }catch(__s$x){__s$d|=1;__s$w(2385,__s$c);throw __s$q(2381,__s$x)}finally{if(!(__s$d&1)){__s$w(2385,__s$c);__s$v0(2379,__s$d?void 0:__s$r)}}}
async function notDisposable() {__s$e(2753);const __s$c=__s$n(2766);let __s$r,__s$d=0;try{ try { using __s$f=__s$dr(2897,__s$c);await using a = __s$p(2971,5);using __s$g=__s$da(2897,2895,__s$c); } catch (e) {__s$qc(e);__s$w(3025,__s$c);__s$m3(3103);__s$p(3227,e); log(e instanceof TypeError) };__s$m1(3295); return __s$r=__s$i('caught'); }catch(__s$x){__s$d|=1;__s$w(2769,__s$c);throw __s$q(2765,__s$x)}finally{if(!(__s$d&1)){__s$w(2769,__s$c);__s$v0(2763,__s$d?void 0:__s$r)}}}
async function loops() {__s$e(3329);const __s$c=__s$n(3342);let __s$r,__s$d=0;try{ try{for (await using a of [opened(1), opened(2), opened(3)]) {__s$w(3409,__s$c);try{__s$m1(3551);__s$p(3611,a);{ if (__s$u?.(3666,__s$c,await __s$b(3664,__s$c,1)) === 2) {__s$m1(3743);continue;}__s$m1(3807); log('turn') }}finally{__s$w(3409,__s$c);__s$a(3407,__s$c)}}}finally{__s$w(3409,__s$c);} }catch(__s$x){__s$d|=1;__s$w(3345,__s$c);throw __s$q(3341,__s$x)}finally{if(!(__s$d&1)){__s$w(3345,__s$c);__s$v0(3339,__s$d?void 0:__s$r)}}}
async function leaves() {__s$e(3841);const __s$c=__s$n(3854);let __s$r,__s$d=0;try{ try{here: for (await using a of [opened(1), opened(2)]) {__s$w(3921,__s$c);try{__s$m1(4063);__s$p(4123,a);{ for (;;) {__s$m1(4191);break here} }}finally{__s$a(3919,__s$c)}}}finally{__s$w(3921,__s$c);};__s$m1(4255); return __s$r=__s$i('left'); }catch(__s$x){__s$d|=1;__s$w(3857,__s$c);throw __s$q(3853,__s$x)}finally{if(!(__s$d&1)){__s$w(3857,__s$c);__s$v0(3851,__s$d?void 0:__s$r)}}}
async function forAwait() {__s$e(4289);const __s$c=__s$n(4302);let __s$r,__s$d=0;try{ try{for await (await using a of (__s$a?.self)(4367,__s$c,[opened(1), null])) {__s$w(4369,__s$c);try{{__s$m1(4511);__s$p(4571,a);log('turn')}}finally{__s$a(4367,__s$c)}}}finally{__s$w(4369,__s$c);} }catch(__s$x){__s$d|=1;__s$w(4305,__s$c);throw __s$q(4301,__s$x)}finally{if(!(__s$d&1)){__s$w(4305,__s$c);__s$v0(4299,__s$d?void 0:__s$r)}}}
async function* generates() {__s$e(4609);const __s$c=__s$n(4622);let __s$r,__s$d=0;try{ using __s$f=__s$dr(4689,__s$c);await using a = __s$p(4763,opened('a'));using __s$g=__s$da(4689,4687,__s$c); __s$u?.(4818,__s$c,yield __s$z(4820,__s$c,1)); __s$u?.(4882,__s$c,yield __s$z(4884,__s$c,2)); }catch(__s$x){__s$d|=1;__s$w(4625,__s$c);throw __s$q(4621,__s$x)}finally{if(!(__s$d&1)){__s$w(4625,__s$c);__s$v0(4619,__s$d?void 0:__s$r)}}}
async function both() {__s$e(4929);const __s$c=__s$n(4942);let __s$r,__s$d=0;try{ using a = __s$p(5019,__s$hs(5085,{ [Symbol.dispose]() {__s$e(5121);try{ log('sync') ;__s$l(5130)}catch(__s$x){throw __s$q(5133,__s$x)}} })); using __s$f=__s$dr(5201,__s$c);await using b = __s$p(5275,opened('b'));using __s$g=__s$da(5201,5199,__s$c); __s$u?.(5330,__s$c,await __s$b(5328,__s$c,1)); }catch(__s$x){__s$d|=1;__s$w(4945,__s$c);throw __s$q(4941,__s$x)}finally{if(!(__s$d&1)){__s$w(4945,__s$c);__s$v0(4939,__s$d?void 0:__s$r)}}}
async function several() { await using a = null, b = opened('b'); return 1 }
async function head() { for (await using a = opened('a'), i = null; false;); }
const arrow = async () => {__s$e(5377);const __s$c=__s$n(5390);let __s$r,__s$d=0;try{ using __s$f=__s$dr(5457,__s$c);await using a = __s$p(5531,__s$u?.(5586,__s$c,await __s$b(5584,__s$c,opened('a'))));using __s$g=__s$da(5457,5455,__s$c); }catch(__s$x){__s$d|=1;__s$w(5393,__s$c);throw __s$q(5389,__s$x)}finally{if(!(__s$d&1)){__s$w(5393,__s$c);__s$v0(5387,__s$d?void 0:__s$r)}}};__s$p(5659,arrow);
async function all() {__s$e(5697);const __s$c=__s$n(5710);try{
  for (const f of [body, block, nothing, fails, disposalFails, notDisposable, loops, leaves, forAwait, both, several, arrow]) {__s$m1(5855);__s$p(5915,f);{
    log(f.name)
    try { log(__s$u?.(5970,__s$c,await __s$b(5968,__s$c,f()))) } catch (e) {__s$qc(e);__s$w(6033,__s$c);__s$m3(6111);__s$p(6235,e); log(e) }
  }};__s$m1(6303);
  const g = __s$p(6363,generates()); log((__s$u?.(6418,__s$c,await __s$b(6416,__s$c,g.next()))).value); log((__s$u?.(6482,__s$c,await __s$b(6480,__s$c,g.return(3)))).value)
  const h = __s$p(6555,generates()); __s$u?.(6610,__s$c,await __s$b(6608,__s$c,h.next())); try { __s$u?.(6674,__s$c,await __s$b(6672,__s$c,h.throw(new Error('thrown')))); } catch (e) {__s$qc(e);__s$w(6737,__s$c);__s$m3(6815);__s$p(6939,e); log(e) };__s$m1(7007);
  try{for await (const x of (__s$a?.self)(7055,__s$c,generates())) {__s$w(7057,__s$c);try{{__s$m1(7199);__s$p(7259,x);log(x)}}finally{__s$a(7055,__s$c)}}}finally{__s$w(7057,__s$c);}
;__s$l(5706)}catch(__s$x){__s$w(5713,__s$c);throw __s$q(5709,__s$x)}}
const race = async () => {__s$e(7297);const __s$c=__s$n(7310);try{ for (let i = __s$p(7451,0); i < 60; __s$p1(7515,i++,i)) {__s$m1(7583); __s$u?.(7634,__s$c,await __s$b(7632,__s$c,1)); log(i) } ;__s$l(7306)}catch(__s$x){__s$w(7313,__s$c);throw __s$q(7309,__s$x)}};__s$p(7707,race);
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
// 15 mutation opened 1:27
// 16 method [Symbol.asyncDispose] 1:29
// 17 await [Symbol.asyncDispose] 1:85
// 18 write (module) 1:7
// 19 function body 2:1
// 20 await body 2:39
// 21 write body 2:51
// 22 function block 3:1
// 23 scope block 3:26
// 24 await block 3:28
// 25 write block 3:40
// 26 branch block 4:20
// 27 function nothing 5:1
// 28 scope nothing 5:28
// 29 await nothing 5:30
// 30 write nothing 5:42
// 31 branch nothing 5:53
// 32 function fails 6:1
// 33 scope fails 6:26
// 34 await fails 6:28
// 35 write fails 6:40
// 36 await fails 6:57
// 37 function disposalFails 7:1
// 38 await disposalFails 7:34
// 39 write disposalFails 7:46
// 40 mutation disposalFails 7:50
// 41 method a[Symbol.asyncDispose] 7:52
// 42 await disposalFails 7:113
// 43 function notDisposable 8:1
// 44 scope notDisposable 8:38
// 45 await notDisposable 8:40
// 46 write notDisposable 8:52
// 47 catch notDisposable 8:60
// 48 branch notDisposable 8:70
// 49 scope notDisposable 8:60
// 50 write notDisposable 8:67
// 51 branch notDisposable 8:101
// 52 function loops 9:1
// 53 for-await loops 9:26
// 54 scope loops 9:26
// 55 branch loops 9:83
// 56 write loops 9:43
// 57 await loops 9:89
// 58 branch loops 9:104
// 59 branch loops 9:113
// 60 function leaves 10:1
// 61 for-await leaves 10:33
// 62 scope leaves 10:33
// 63 branch leaves 10:79
// 64 write leaves 10:50
// 65 branch leaves 10:90
// 66 branch leaves 10:102
// 67 function forAwait 11:1
// 68 for-await forAwait 11:29
// 69 scope forAwait 11:29
// 70 branch forAwait 11:76
// 71 write forAwait 11:52
// 72 function generates 12:1
// 73 await generates 12:31
// 74 write generates 12:43
// 75 yield generates 12:60
// 76 yield generates 12:69
// 77 function both 13:1
// 78 write both 13:31
// 79 mutation both 13:35
// 80 method a[Symbol.dispose] 13:37
// 81 await both 13:75
// 82 write both 13:87
// 83 await both 13:104
// 84 arrow arrow 16:15
// 85 await arrow 16:29
// 86 write arrow 16:41
// 87 await arrow 16:45
// 88 write (module) 16:7
// 89 function all 17:1
// 90 scope all 18:3
// 91 branch all 18:127
// 92 write all 18:14
// 93 await all 20:15
// 94 catch all 20:28
// 95 branch all 20:38
// 96 scope all 20:28
// 97 write all 20:35
// 98 branch all 21:4
// 99 write all 22:9
// 100 await all 22:31
// 101 await all 22:60
// 102 write all 23:9
// 103 await all 23:26
// 104 await all 23:48
// 105 catch all 23:85
// 106 branch all 23:95
// 107 scope all 23:85
// 108 write all 23:92
// 109 branch all 23:105
// 110 for-await all 24:3
// 111 scope all 24:3
// 112 branch all 24:38
// 113 write all 24:20
// 114 arrow race 26:14
// 115 scope race 26:28
// 116 write race 26:37
// 117 write race 26:52
// 118 branch race 26:57
// 119 await race 26:59
// 120 write (module) 26:7
// skipped several line 14: await using disposes where no probe can stand
// skipped head line 15: await using disposes where no probe can stand
