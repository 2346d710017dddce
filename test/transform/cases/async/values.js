async function f(a) {__s$e1(2,a);const __s$c=__s$n(14);let __s$r,__s$d=0;try{
  try {try{
    __s$u?.(82,__s$c,await __s$b(80,__s$c,1));
    const x = __s$u?.(146,__s$c,await (__s$b(144,__s$c,(0, a)))), y = __s$u?.(210,__s$c,await(__s$b(208,__s$c,2)));
    __s$u?.(274,__s$c,await __s$b(272,__s$c,log(x)));
    return __s$r=__s$i(__s$u?.(338,__s$c,await __s$b(336,__s$c,Promise.reject(x + y))));
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ length: l = __s$u?.(402,(__s$w(401,__s$c),__s$c),await __s$b(400,__s$c,3)) }) {__s$w(465,__s$c);
    log('caught', l);
  } finally {__s$w(529,__s$c);
    __s$u?.(594,__s$c,await __s$b(592,__s$c,log('finally')));
  }
;__s$d|=2}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$q(13,__s$x)}finally{if(!(__s$d&1)){__s$w(17,__s$c);__s$v(11,__s$d?void 0:__s$r)}}}
async function plain() {__s$e(641);const __s$c=__s$n(654);try{ try { return __s$v(651,1); } catch { return __s$v(651,2); } ;__s$l(650)}catch(__s$x){throw __s$q(653,__s$x)}}
class A { static async [log('key')]() {__s$e(705);const __s$c=__s$n(718);try{ __s$u?.(786,__s$c,await __s$b(784,__s$c,1)); ;__s$l(714)}catch(__s$x){__s$w(721,__s$c);throw __s$q(717,__s$x)}} x = async () => {__s$e(833);const __s$c=__s$n(846);try{ __s$u?.(914,__s$c,await __s$b(912,__s$c,2)); ;__s$l(842)}catch(__s$x){__s$w(849,__s$c);throw __s$q(845,__s$x)}} }
settle(f(1)); settle(plain()); settle(A.undefined()); settle(new A().x());
async function rejects() {__s$e(961);const __s$c=__s$n(974);try{ __s$u?.(1042,__s$c,await __s$b(1040,__s$c,Promise.reject('no'))); ;__s$l(970)}catch(__s$x){__s$w(977,__s$c);throw __s$q(973,__s$x)}}
settle(rejects());
async function postfix(c) {__s$e1(1090,c);const __s$c=__s$n(1102);try{
  __s$u?.(1170,__s$c,await __s$b(1168,__s$c,c++));
  log(c)
;__s$l(1098)}catch(__s$x){__s$w(1105,__s$c);throw __s$q(1101,__s$x)}}
settle(postfix(1))
// 0 function f 1:1 a
// 1 await f 3:5
// 2 await f 4:15
// 3 await f 4:33
// 4 await f 5:5
// 5 await f 6:12
// 6 await f 7:26
// 7 catch f 7:5
// 8 finally f 9:13
// 9 await f 10:5
// 10 function plain 13:1
// 11 method A[log()] 14:18
// 12 await A[log()] 14:41
// 13 arrow A.x 14:56
// 14 await A.x 14:70
// 15 function rejects 16:1
// 16 await rejects 16:28
// 17 function postfix 18:1 c
// 18 await postfix 19:3
