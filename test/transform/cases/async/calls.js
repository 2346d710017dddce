async function f(a) {__s$e(1);const __s$c=__s$n(14);let __s$d=0;try{
  try {try{
    __s$w?.(81,__s$c,await __s$a(79,__s$c,1));
    const x = __s$w?.(145,__s$c,await (__s$a(143,__s$c,(0, a)))), y = __s$w?.(209,__s$c,await(__s$a(207,__s$c,2)));
    __s$w?.(273,__s$c,await __s$a(271,__s$c,log(x)));
    return __s$w?.(337,__s$c,await __s$a(335,__s$c,Promise.reject(x + y)));
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ length: l = __s$w?.(401,(__s$w(401,__s$c),__s$c),await __s$a(399,__s$c,3)) }) {__s$w(465,__s$c);
    log('caught', l);
  } finally {__s$w(529,__s$c);
    __s$w?.(593,__s$c,await __s$a(591,__s$c,log('finally')));
  }
}catch(__s$x){__s$d|=1;__s$w(17,__s$c);throw __s$t(12,__s$x)}finally{if(__s$d===0){__s$w(17,__s$c);__s$l(10)}}}
async function plain() {__s$e(641);const __s$c=__s$n(654);try{ try { return __s$l(650,1); } catch { return __s$l(650,2); } ;__s$l(650)}catch(__s$x){throw __s$t(652,__s$x)}}
class A { static async [log('key')]() {__s$e(705);const __s$c=__s$n(718);try{ __s$w?.(785,__s$c,await __s$a(783,__s$c,1)); ;__s$l(714)}catch(__s$x){__s$w(721,__s$c);throw __s$t(716,__s$x)}} x = async () => {__s$e(833);const __s$c=__s$n(846);try{ __s$w?.(913,__s$c,await __s$a(911,__s$c,2)); ;__s$l(842)}catch(__s$x){__s$w(849,__s$c);throw __s$t(844,__s$x)}} }
settle(f(1)); settle(plain()); settle(A.undefined()); settle(new A().x());
async function rejects() {__s$e(961);const __s$c=__s$n(974);try{ __s$w?.(1041,__s$c,await __s$a(1039,__s$c,Promise.reject('no'))); ;__s$l(970)}catch(__s$x){__s$w(977,__s$c);throw __s$t(972,__s$x)}}
settle(rejects());
async function postfix(c) {__s$e(1089);const __s$c=__s$n(1102);try{
  __s$w?.(1169,__s$c,await __s$a(1167,__s$c,c++));
  log(c)
;__s$l(1098)}catch(__s$x){__s$w(1105,__s$c);throw __s$t(1100,__s$x)}}
settle(postfix(1))
