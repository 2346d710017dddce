__s$p(27,f);__s$p(91,plain);__s$p(155,rejects);__s$p(219,postfix);async function f(a) {__s$ea(258,a);const __s$c=__s$n(270);let __s$r,__s$d=0;try{
  try {try{
    __s$u?.(402,__s$c,await __s$b(400,__s$c,1));
    const x = __s$p(475,__s$u?.(530,__s$c,await (__s$b(528,__s$c,(0, a))))), y = __s$p(603,__s$u?.(658,__s$c,await(__s$b(656,__s$c,2))));
    __s$u?.(722,__s$c,await __s$b(720,__s$c,log(x)));
    return __s$r=__s$i(__s$u?.(786,__s$c,await __s$b(784,__s$c,Promise.reject(x + y))));
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ length: l = __s$u?.(850,(__s$w(849,__s$c),__s$c),await __s$b(848,__s$c,3)) }) {__s$w(913,__s$c);__s$m3(991);__s$p(1115,l);
    log('caught', l);
  } finally {__s$w(1169,__s$c);__s$m3(1247);
    __s$u?.(1298,__s$c,await __s$b(1296,__s$c,log('finally')));
  }
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(273,__s$c);throw __s$q(269,__s$x)}finally{if(!(__s$d&1)){__s$w(273,__s$c);__s$v0(267,__s$d?void 0:__s$r)}}}
async function plain() {__s$e(1345);const __s$c=__s$n(1358);try{ try { return __s$v0(1355,1); } catch {__s$m3(1439); return __s$v0(1355,2); } ;__s$l(1354)}catch(__s$x){throw __s$q(1357,__s$x)}}
class A { static async [log('key')]() {__s$e(1473);const __s$c=__s$n(1486);try{ __s$u?.(1554,__s$c,await __s$b(1552,__s$c,1)); ;__s$l(1482)}catch(__s$x){__s$w(1489,__s$c);throw __s$q(1485,__s$x)}} x = async () => {__s$e(1601);const __s$c=__s$n(1614);try{ __s$u?.(1682,__s$c,await __s$b(1680,__s$c,2)); ;__s$l(1610)}catch(__s$x){__s$w(1617,__s$c);throw __s$q(1613,__s$x)}} }__s$p(1755,A);
settle(f(1)); settle(plain()); settle(A.undefined()); settle(new A().x());
async function rejects() {__s$e(1793);const __s$c=__s$n(1806);try{ __s$u?.(1874,__s$c,await __s$b(1872,__s$c,Promise.reject('no'))); ;__s$l(1802)}catch(__s$x){__s$w(1809,__s$c);throw __s$q(1805,__s$x)}}
settle(rejects());
async function postfix(c) {__s$ea(1922,c);const __s$c=__s$n(1934);try{
  __s$u?.(2002,__s$c,await __s$b(2000,__s$c,__s$p1(2075,c++,c)));
  log(c)
;__s$l(1930)}catch(__s$x){__s$w(1937,__s$c);throw __s$q(1933,__s$x)}}
settle(postfix(1))
// 0 write (module) 1:16
// 1 write (module) 13:16
// 2 write (module) 16:16
// 3 write (module) 18:16
// 4 function f 1:1 a
// 5 scope f 2:7
// 6 await f 3:5
// 7 write f 4:11
// 8 await f 4:15
// 9 write f 4:29
// 10 await f 4:33
// 11 await f 5:5
// 12 await f 6:12
// 13 await f 7:26
// 14 catch f 7:5
// 15 branch f 7:37
// 16 scope f 7:5
// 17 write f 7:22
// 18 finally f 9:13
// 19 branch f 9:13
// 20 await f 10:5
// 21 function plain 13:1
// 22 branch plain 13:49
// 23 method A[log()] 14:18
// 24 await A[log()] 14:41
// 25 arrow A.x 14:56
// 26 await A.x 14:70
// 27 write (module) 14:7
// 28 function rejects 16:1
// 29 await rejects 16:28
// 30 function postfix 18:1 c
// 31 await postfix 19:3
// 32 write postfix 19:9
