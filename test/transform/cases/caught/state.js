// What a catch clause shows to the program is corrected first, also before a pattern takes it apart.
__s$p(27,named);__s$p(91,pattern);__s$p(155,suspended);function named(f) {__s$ea(194,f);try{
  try {
    new f();
  } catch (error) {__s$qc(error);__s$m3(287);__s$p(411,error);
    log(error.name);
  }
;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}

function pattern(f) {__s$ea(450,f);let __s$r,__s$d=0;const __s$o1=__s$m(474,0);try{
  try {try{__s$p(603,inner);
    function inner() {__s$e(641);__s$m0(666,__s$o1);try{
      return __s$v0(651,f());
    }catch(__s$x){throw __s$q(653,__s$x)}}__s$p(731,inner);
    __s$j(796,(__s$h2(inner,"name"),delete inner.name),inner,"name");
    return __s$r=__s$i(inner());
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ message, ...rest }) {__s$m3(863);__s$p(987,message);__s$hs(1053,rest);__s$p(1115,rest);
    log(message, Object.keys(rest));
  } finally {__s$m3(1183);
    log('finally');
  }
;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(461,__s$x)}finally{if(!(__s$d&1)){__s$v0(459,__s$d?void 0:__s$r)}}}

async function suspended(f) {__s$ea(1218,f);const __s$c=__s$n(1230);try{
  try {try{
    __s$u?.(1298,__s$c,await __s$b(1296,__s$c,f()));
  }catch(__s$x){throw __s$qc(__s$x)}} catch ({ message: [first] = 'x' }) {__s$w(1361,__s$c);__s$m3(1439);__s$p(1563,first);
    log(first);
  };__s$m1(1631);
  try {
    __s$u?.(1682,__s$c,await __s$b(1680,__s$c,f()));
  } catch {__s$w(1745,__s$c);__s$m3(1823);
    log('bare');
  }
;__s$l(1226)}catch(__s$x){__s$w(1233,__s$c);throw __s$q(1229,__s$x)}}

try {try{
  named(1);
}catch(__s$x){throw __s$qc(__s$x)}} catch ({ name }) {__s$m3(1887);__s$p(2011,name);
  log(name);
};__s$m1(2079);
label: for (const f of [() =>{__s$e(2177);try{return __s$v0(2187, 1)}catch(__s$x){throw __s$q(2189,__s$x)}}, 2]) {__s$m1(2271);__s$p(2331,f);{
  try {
    named(f);
    pattern(f);
    if (f !== 2) {__s$m1(2399);continue label;}__s$m1(2463);
    break;
  } catch (error) {__s$qc(error);__s$m3(2527);__s$p(2651,error);
    log(error.name);
  }
}};__s$m1(2719);
suspended(() =>{__s$e(2753);try{return __s$v0(2763, Promise.reject(new Error('late')))}catch(__s$x){throw __s$q(2765,__s$x)}});
// 0 write (module) 2:10
// 1 write (module) 10:10
// 2 write (module) 24:16
// 3 function named 2:1 f
// 4 branch named 5:19
// 5 scope named 5:5
// 6 write named 5:12
// 7 function pattern 10:1 f
// 8 scope pattern 11:7
// 9 write pattern 12:14
// 10 function inner 12:5
// 11 write pattern 12:14
// 12 property pattern 15:5
// 13 branch pattern 17:34
// 14 scope pattern 17:5
// 15 write pattern 17:14
// 16 mutation pattern 17:26
// 17 write pattern 17:26
// 18 branch pattern 19:13
// 19 function suspended 24:1 f
// 20 await suspended 26:5
// 21 catch suspended 27:5
// 22 branch suspended 27:40
// 23 scope suspended 27:5
// 24 write suspended 27:24
// 25 branch suspended 29:4
// 26 await suspended 31:5
// 27 catch suspended 32:5
// 28 branch suspended 32:11
// 29 branch (module) 39:20
// 30 scope (module) 39:3
// 31 write (module) 39:12
// 32 branch (module) 41:2
// 33 scope (module) 42:8
// 34 arrow (anonymous) 42:25
// 35 branch (module) 42:38
// 36 write (module) 42:19
// 37 branch (module) 46:18
// 38 branch (module) 46:33
// 39 branch (module) 48:19
// 40 scope (module) 48:5
// 41 write (module) 48:12
// 42 branch (module) 51:2
// 43 arrow suspended callback 52:11
