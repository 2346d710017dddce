function /* a */ f /* b */ (/* c */) /* d */ {__s$e(1);try{ // e
  // f
;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}} // g
async function g() {__s$e(65);const __s$c=__s$n(78);try{
  __s$u?.(146,__s$c,await // what
    __s$b(144,__s$c,f()));
  return /* { */ __s$v(75,__s$u?.(210,__s$c,await /* } */ __s$b(208,__s$c,f))); // }
}catch(__s$x){__s$w(81,__s$c);throw __s$q(77,__s$x)}}
const h = ( // (
) => /* => */ {__s$e(257);try{ return __s$l(266); }catch(__s$x){throw __s$q(269,__s$x)}} // }
settle(g()); log(f(), h());
const i = async () =>{__s$e(321);const __s$c=__s$n(334);try{return __s$v(331, ( // =>
  1 // )
))}catch(__s$x){throw __s$q(333,__s$x)}}
settle(i())
// 0 function f 1:1
// 1 function g 4:1
// 2 await g 5:3
// 3 await g 7:18
// 4 arrow h 9:11
// 5 arrow i 12:11
