// What a catch clause shows to the program is corrected first, also before a pattern takes it apart.
function named(f) {__s$e(1);try{
  try {
    new f();
  } catch (error) {__s$qc(error);
    log(error.name);
  }
;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}

function pattern(f) {__s$e(65);let __s$d=0;try{
  try {try{
    function inner() {__s$e(129);try{
      return __s$l(138,f());
    }catch(__s$x){throw __s$t(140,__s$x)}}
    delete inner.name;
    return inner();
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ message, ...rest }) {
    log(message, Object.keys(rest));
  } finally {
    log('finally');
  }
}catch(__s$x){__s$d|=1;throw __s$t(76,__s$x)}finally{if(__s$d===0){__s$l(74)}}}

async function suspended(f) {__s$e(193);const __s$c=__s$n(206);try{
  try {try{
    __s$w?.(273,__s$c,await __s$a(271,__s$c,f()));
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ message: [first] = 'x' }) {__s$w(337,__s$c);
    log(first);
  }
  try {
    __s$w?.(401,__s$c,await __s$a(399,__s$c,f()));
  } catch {__s$w(465,__s$c);
    log('bare');
  }
;__s$l(202)}catch(__s$x){__s$w(209,__s$c);throw __s$t(204,__s$x)}}

try {try{
  named(1);
}catch(__s$x){throw __s$qc(__s$x)}} catch ({ name }) {
  log(name);
}
label: for (const f of [() =>{__s$e(513);try{return __s$l(522, 1)}catch(__s$x){throw __s$t(524,__s$x)}}, 2]) {
  try {
    named(f);
    pattern(f);
    if (f !== 2) continue label;
    break;
  } catch (error) {__s$qc(error);
    log(error.name);
  }
}
suspended(() =>{__s$e(577);try{return __s$l(586, Promise.reject(new Error('late')))}catch(__s$x){throw __s$t(588,__s$x)}});
