__s$p(27,body);__s$p(91,block);__s$p(155,nothing);__s$p(219,fails);__s$p(283,disposalFails);__s$p(347,notDisposable);__s$p(411,loops);__s$p(475,leaves);__s$p(539,forAwait);__s$p(603,generates);__s$p(667,both);__s$p(731,several);__s$p(795,head);__s$p(859,all);const opened = (name) =>{__s$ea(898,name);const __s$o1=__s$m(922,0);try{return __s$v0(907, ({ async [Symbol.asyncDispose]() {__s$e(961);const __s$c=__s$n(974);__s$m0(986,__s$o1);try{ log(`closing ${name}`); __s$u?.(1042,__s$c,await __s$b(1040,__s$c,1)); log(`closed ${name}`) ;__s$l(970)}catch(__s$x){__s$w(977,__s$c);throw __s$q(973,__s$x)}} }))}catch(__s$x){throw __s$q(909,__s$x)}};;__s$p(1115,opened);
async function body() {__s$e(1153);const __s$c=__s$n(1166);let __s$r,__s$d=0;try{ log('start'); using __s$f=__s$dr(1233,__s$c);await using a = __s$p(1307,opened('a'));using __s$g=__s$da(1233,1231,__s$c); return __s$r=__s$i(log('body')); }catch(__s$x){__s$d|=1;__s$w(1169,__s$c);throw __s$q(1165,__s$x)}finally{if(!(__s$d&1)){__s$w(1169,__s$c);__s$v0(1163,__s$d?void 0:__s$r)}}}
async function block() {__s$e(1345);const __s$c=__s$n(1358);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(1489,__s$c);await using a = __s$p(1563,opened('a'));using __s$g=__s$da(1489,1487,__s$c);
  log('in block') };__s$m1(1631); log('behind') }catch(__s$x){__s$d|=1;__s$w(1361,__s$c);throw __s$q(1357,__s$x)}finally{if(!(__s$d&1)){__s$w(1361,__s$c);__s$v0(1355,__s$d?void 0:__s$r)}}}
async function nothing() {__s$e(1665);const __s$c=__s$n(1678);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(1809,__s$c);await using a = __s$p(1883,null);using __s$g=__s$da(1809,1807,__s$c); };__s$m1(1951); log('behind') }catch(__s$x){__s$d|=1;__s$w(1681,__s$c);throw __s$q(1677,__s$x)}finally{if(!(__s$d&1)){__s$w(1681,__s$c);__s$v0(1675,__s$d?void 0:__s$r)}}}
async function fails() {__s$e(1985);const __s$c=__s$n(1998);let __s$r,__s$d=0;try{ { using __s$f=__s$dr(2129,__s$c);await using a = __s$p(2203,opened('a'));using __s$g=__s$da(2129,2127,__s$c); __s$u?.(2258,__s$c,await __s$b(2256,__s$c,Promise.reject(new Error('no')))); } }catch(__s$x){__s$d|=1;__s$w(2001,__s$c);throw __s$q(1997,__s$x)}finally{if(!(__s$d&1)){__s$w(2001,__s$c);__s$v0(1995,__s$d?void 0:__s$r)}}}
async function disposalFails() {__s$e(2305);const __s$c=__s$n(2318);let __s$r,__s$d=0;try{ using __s$f=__s$dr(2385,__s$c);await using a = __s$p(2459,{ [Symbol.asyncDispose]() {__s$e(2497);try{ throw new Error('not closed') }catch(__s$x){throw __s$q(2509,__s$x)}} });using __s$g=__s$da(2385,2383,__s$c); __s$u?.(2578,__s$c,await __s$b(2576,__s$c,2)); }catch(__s$x){__s$d|=1;__s$w(2321,__s$c);throw __s$q(2317,__s$x)}finally{if(!(__s$d&1)){__s$w(2321,__s$c);__s$v0(2315,__s$d?void 0:__s$r)}}}
async function notDisposable() {__s$e(2625);const __s$c=__s$n(2638);let __s$r,__s$d=0;try{ try { using __s$f=__s$dr(2769,__s$c);await using a = __s$p(2843,5);using __s$g=__s$da(2769,2767,__s$c); } catch (e) {__s$w(2897,__s$c);__s$m1(2975);__s$p(3099,e); log(e instanceof TypeError) };__s$m1(3167); return __s$r=__s$i('caught'); }catch(__s$x){__s$d|=1;__s$w(2641,__s$c);throw __s$q(2637,__s$x)}finally{if(!(__s$d&1)){__s$w(2641,__s$c);__s$v0(2635,__s$d?void 0:__s$r)}}}
async function loops() {__s$e(3201);const __s$c=__s$n(3214);let __s$r,__s$d=0;try{ try{for (await using a of [opened(1), opened(2), opened(3)]) {__s$w(3281,__s$c);try{__s$m1(3423);__s$p(3483,a);{ if (__s$u?.(3538,__s$c,await __s$b(3536,__s$c,1)) === 2) {__s$m1(3615);continue;}__s$m1(3679); log('turn') }}finally{__s$w(3281,__s$c);__s$a(3279,__s$c)}}}finally{__s$w(3281,__s$c);} }catch(__s$x){__s$d|=1;__s$w(3217,__s$c);throw __s$q(3213,__s$x)}finally{if(!(__s$d&1)){__s$w(3217,__s$c);__s$v0(3211,__s$d?void 0:__s$r)}}}
async function leaves() {__s$e(3713);const __s$c=__s$n(3726);let __s$r,__s$d=0;try{ try{here: for (await using a of [opened(1), opened(2)]) {__s$w(3793,__s$c);try{__s$m1(3935);__s$p(3995,a);{ for (;;) {__s$m1(4063);break here} }}finally{__s$a(3791,__s$c)}}}finally{__s$w(3793,__s$c);};__s$m1(4127); return __s$r=__s$i('left'); }catch(__s$x){__s$d|=1;__s$w(3729,__s$c);throw __s$q(3725,__s$x)}finally{if(!(__s$d&1)){__s$w(3729,__s$c);__s$v0(3723,__s$d?void 0:__s$r)}}}
async function forAwait() {__s$e(4161);const __s$c=__s$n(4174);let __s$r,__s$d=0;try{ try{for await (await using a of (__s$a?.self)(4239,__s$c,[opened(1), null])) {__s$w(4241,__s$c);try{{__s$m1(4383);__s$p(4443,a);log('turn')}}finally{__s$a(4239,__s$c)}}}finally{__s$w(4241,__s$c);} }catch(__s$x){__s$d|=1;__s$w(4177,__s$c);throw __s$q(4173,__s$x)}finally{if(!(__s$d&1)){__s$w(4177,__s$c);__s$v0(4171,__s$d?void 0:__s$r)}}}
async function* generates() {__s$e(4481);const __s$c=__s$n(4494);let __s$r,__s$d=0;try{ using __s$f=__s$dr(4561,__s$c);await using a = __s$p(4635,opened('a'));using __s$g=__s$da(4561,4559,__s$c); __s$u?.(4690,__s$c,yield __s$z(4692,__s$c,1)); __s$u?.(4754,__s$c,yield __s$z(4756,__s$c,2)); }catch(__s$x){__s$d|=1;__s$w(4497,__s$c);throw __s$q(4493,__s$x)}finally{if(!(__s$d&1)){__s$w(4497,__s$c);__s$v0(4491,__s$d?void 0:__s$r)}}}
async function both() {__s$e(4801);const __s$c=__s$n(4814);let __s$r,__s$d=0;try{ using a = __s$p(4891,{ [Symbol.dispose]() {__s$e(4929);try{ log('sync') ;__s$l(4938)}catch(__s$x){throw __s$q(4941,__s$x)}} }); using __s$f=__s$dr(5009,__s$c);await using b = __s$p(5083,opened('b'));using __s$g=__s$da(5009,5007,__s$c); __s$u?.(5138,__s$c,await __s$b(5136,__s$c,1)); }catch(__s$x){__s$d|=1;__s$w(4817,__s$c);throw __s$q(4813,__s$x)}finally{if(!(__s$d&1)){__s$w(4817,__s$c);__s$v0(4811,__s$d?void 0:__s$r)}}}
async function several() { await using a = null, b = opened('b'); return 1 }
async function head() { for (await using a = opened('a'), i = null; false;); }
const arrow = async () => {__s$e(5185);const __s$c=__s$n(5198);let __s$r,__s$d=0;try{ using __s$f=__s$dr(5265,__s$c);await using a = __s$p(5339,__s$u?.(5394,__s$c,await __s$b(5392,__s$c,opened('a'))));using __s$g=__s$da(5265,5263,__s$c); }catch(__s$x){__s$d|=1;__s$w(5201,__s$c);throw __s$q(5197,__s$x)}finally{if(!(__s$d&1)){__s$w(5201,__s$c);__s$v0(5195,__s$d?void 0:__s$r)}}};__s$p(5467,arrow);
async function all() {__s$e(5505);const __s$c=__s$n(5518);try{
  for (const f of [body, block, nothing, fails, disposalFails, notDisposable, loops, leaves, forAwait, both, several, arrow]) {__s$m1(5663);__s$p(5723,f);{
    log(f.name)
    try { log(__s$u?.(5778,__s$c,await __s$b(5776,__s$c,f()))) } catch (e) {__s$w(5841,__s$c);__s$m1(5919);__s$p(6043,e); log(e) }
  }};__s$m1(6111);
  const g = __s$p(6171,generates()); log((__s$u?.(6226,__s$c,await __s$b(6224,__s$c,g.next()))).value); log((__s$u?.(6290,__s$c,await __s$b(6288,__s$c,g.return(3)))).value)
  const h = __s$p(6363,generates()); __s$u?.(6418,__s$c,await __s$b(6416,__s$c,h.next())); try { __s$u?.(6482,__s$c,await __s$b(6480,__s$c,h.throw(new Error('thrown')))); } catch (e) {__s$w(6545,__s$c);__s$m1(6623);__s$p(6747,e); log(e) };__s$m1(6815);
  try{for await (const x of (__s$a?.self)(6863,__s$c,generates())) {__s$w(6865,__s$c);try{{__s$m1(7007);__s$p(7067,x);log(x)}}finally{__s$a(6863,__s$c)}}}finally{__s$w(6865,__s$c);}
;__s$l(5514)}catch(__s$x){__s$w(5521,__s$c);throw __s$q(5517,__s$x)}}
const race = async () => {__s$e(7105);const __s$c=__s$n(7118);try{ for (let i = __s$p(7259,0); i < 60; __s$p1(7323,i++,i)) {__s$m1(7391); __s$u?.(7442,__s$c,await __s$b(7440,__s$c,1)); log(i) } ;__s$l(7114)}catch(__s$x){__s$w(7121,__s$c);throw __s$q(7117,__s$x)}};__s$p(7515,race);
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
// 25 branch block 4:20
// 26 function nothing 5:1
// 27 scope nothing 5:28
// 28 await nothing 5:30
// 29 write nothing 5:42
// 30 branch nothing 5:53
// 31 function fails 6:1
// 32 scope fails 6:26
// 33 await fails 6:28
// 34 write fails 6:40
// 35 await fails 6:57
// 36 function disposalFails 7:1
// 37 await disposalFails 7:34
// 38 write disposalFails 7:46
// 39 method a[Symbol.asyncDispose] 7:52
// 40 await disposalFails 7:113
// 41 function notDisposable 8:1
// 42 scope notDisposable 8:38
// 43 await notDisposable 8:40
// 44 write notDisposable 8:52
// 45 catch notDisposable 8:60
// 46 branch notDisposable 8:70
// 47 scope notDisposable 8:60
// 48 write notDisposable 8:67
// 49 branch notDisposable 8:101
// 50 function loops 9:1
// 51 for-await loops 9:26
// 52 scope loops 9:26
// 53 branch loops 9:83
// 54 write loops 9:43
// 55 await loops 9:89
// 56 branch loops 9:104
// 57 branch loops 9:113
// 58 function leaves 10:1
// 59 for-await leaves 10:33
// 60 scope leaves 10:33
// 61 branch leaves 10:79
// 62 write leaves 10:50
// 63 branch leaves 10:90
// 64 branch leaves 10:102
// 65 function forAwait 11:1
// 66 for-await forAwait 11:29
// 67 scope forAwait 11:29
// 68 branch forAwait 11:76
// 69 write forAwait 11:52
// 70 function generates 12:1
// 71 await generates 12:31
// 72 write generates 12:43
// 73 yield generates 12:60
// 74 yield generates 12:69
// 75 function both 13:1
// 76 write both 13:31
// 77 method a[Symbol.dispose] 13:37
// 78 await both 13:75
// 79 write both 13:87
// 80 await both 13:104
// 81 arrow arrow 16:15
// 82 await arrow 16:29
// 83 write arrow 16:41
// 84 await arrow 16:45
// 85 write (module) 16:7
// 86 function all 17:1
// 87 scope all 18:3
// 88 branch all 18:127
// 89 write all 18:14
// 90 await all 20:15
// 91 catch all 20:28
// 92 branch all 20:38
// 93 scope all 20:28
// 94 write all 20:35
// 95 branch all 21:4
// 96 write all 22:9
// 97 await all 22:31
// 98 await all 22:60
// 99 write all 23:9
// 100 await all 23:26
// 101 await all 23:48
// 102 catch all 23:85
// 103 branch all 23:95
// 104 scope all 23:85
// 105 write all 23:92
// 106 branch all 23:105
// 107 for-await all 24:3
// 108 scope all 24:3
// 109 branch all 24:38
// 110 write all 24:20
// 111 arrow race 26:14
// 112 scope race 26:28
// 113 write race 26:37
// 114 write race 26:52
// 115 branch race 26:57
// 116 await race 26:59
// 117 write (module) 26:7
// skipped several line 14: await using disposes where no probe can stand
// skipped head line 15: await using disposes where no probe can stand
