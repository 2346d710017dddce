__s$p(27,f);__s$p(91,g);function /* a */ f /* b */ (/* c */) /* d */ {__s$e(129);try{ // e
  // f
;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}} // g
async function g() {__s$e(193);const __s$c=__s$n(206);try{
  __s$u?.(274,__s$c,await // what
    __s$b(272,__s$c,f()));
  return /* { */ __s$v0(203,__s$u?.(338,__s$c,await /* } */ __s$b(336,__s$c,f))); // }
}catch(__s$x){__s$w(209,__s$c);throw __s$q(205,__s$x)}}
const h = ( // (
) => /* => */ {__s$e(385);try{ return __s$l(394); }catch(__s$x){throw __s$q(397,__s$x)}};__s$p(475,h); // }
settle(g()); log(f(), h());
const i = async () =>{__s$e(513);const __s$c=__s$n(526);try{return __s$v0(523, ( // =>
  1 // )
))}catch(__s$x){throw __s$q(525,__s$x)}};;__s$p(603,i);
settle(i())
// 0 write (module) 1:18
// 1 write (module) 4:16
// 2 function f 1:1
// 3 function g 4:1
// 4 await g 5:3
// 5 await g 7:18
// 6 arrow h 9:11
// 7 write (module) 9:7
// 8 arrow i 12:11
// 9 write (module) 12:7
