function /* a */ f /* b */ (/* c */) /* d */ {__s$e(1);try{ // e
  // f
;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}} // g
async function g() {__s$e(65);const __s$c=__s$n(78);try{
  __s$w?.(145,__s$c,await // what
    __s$a(143,__s$c,f()));
  return /* { */ __s$l(74,__s$w?.(209,__s$c,await /* } */ __s$a(207,__s$c,f))); // }
}catch(__s$x){__s$w(81,__s$c);throw __s$t(76,__s$x)}}
const h = ( // (
) => /* => */ {__s$e(257);try{ return __s$l(266); }catch(__s$x){throw __s$t(268,__s$x)}} // }
settle(g()); log(f(), h());
const i = async () =>{__s$e(321);const __s$c=__s$n(334);try{return __s$l(330, ( // =>
  1 // )
))}catch(__s$x){throw __s$t(332,__s$x)}}
settle(i())
