// What a catch clause shows to the program is corrected first, also before a pattern takes it apart.
function named(f) {__s$e1(2,f);try{
  try {
    new f();
  } catch (error) {__s$qc(error);
    log(error.name);
  }
;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}

function pattern(f) {__s$e1(66,f);let __s$r,__s$d=0;try{
  try {try{
    function inner() {__s$e(129);try{
      return __s$v(139,f());
    }catch(__s$x){throw __s$q(141,__s$x)}}
    delete inner.name;
    return __s$r=__s$i(inner());
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ message, ...rest }) {
    log(message, Object.keys(rest));
  } finally {
    log('finally');
  }
;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(77,__s$x)}finally{if(!(__s$d&1)){__s$v(75,__s$d?void 0:__s$r)}}}

async function suspended(f) {__s$e1(194,f);const __s$c=__s$n(206);try{
  try {try{
    __s$u?.(274,__s$c,await __s$b(272,__s$c,f()));
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ message: [first] = 'x' }) {__s$w(337,__s$c);
    log(first);
  }
  try {
    __s$u?.(402,__s$c,await __s$b(400,__s$c,f()));
  } catch {__s$w(465,__s$c);
    log('bare');
  }
;__s$l(202)}catch(__s$x){__s$w(209,__s$c);throw __s$q(205,__s$x)}}

try {try{
  named(1);
}catch(__s$x){throw __s$qc(__s$x)}} catch ({ name }) {
  log(name);
}
label: for (const f of [() =>{__s$e(513);try{return __s$v(523, 1)}catch(__s$x){throw __s$q(525,__s$x)}}, 2]) {
  try {
    named(f);
    pattern(f);
    if (f !== 2) continue label;
    break;
  } catch (error) {__s$qc(error);
    log(error.name);
  }
}
suspended(() =>{__s$e(577);try{return __s$v(587, Promise.reject(new Error('late')))}catch(__s$x){throw __s$q(589,__s$x)}});
// 0 function named 2:1 f
// 1 function pattern 10:1 f
// 2 function inner 12:5
// 3 function suspended 24:1 f
// 4 await suspended 26:5
// 5 catch suspended 27:5
// 6 await suspended 31:5
// 7 catch suspended 32:5
// 8 arrow (anonymous) 42:25
// 9 arrow suspended callback 52:11
