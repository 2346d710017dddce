__s$p(27,none);__s$p(91,many);__s$p(155,tooMany);__s$p(219,twice);__s$p(283,aliased);function none() {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}}
function many(a, { b, c: [d, , e = 5], ...f }, [g] = [7], h = () =>{__s$e(449);try{return __s$v0(459, a)}catch(__s$x){throw __s$q(461,__s$x)}}, ...i) {__s$e0(393,a,b,d,e,f,g,h,i);const __s$o1=__s$m(410,0);try{ return __s$v0(395,h()); }catch(__s$x){throw __s$q(397,__s$x)}}
function tooMany(a, b, c, d, e, f, g, h, i) {__s$e0(521,a,b,c,d,e,f,g,h);try{__s$p(603,i); return __s$v0(523,arguments.length); }catch(__s$x){throw __s$q(525,__s$x)}}
function twice(a, a) {__s$ea(642,a);try{ return __s$v0(651,a); }catch(__s$x){throw __s$q(653,__s$x)}}
function aliased(a) {__s$ea(706,a);let __s$at1;try{ __s$p1(795,__s$j1(861,__s$h2(__s$at1=arguments,0)[0] = 2,__s$at1,0),a); return __s$v0(715,a); }catch(__s$x){throw __s$q(717,__s$x)}}
const arrow = ({ x } = { x: 1 }) =>{__s$ea(898,x);try{return __s$v0(907, x)}catch(__s$x){throw __s$q(909,__s$x)}};__s$p(987,arrow);
log(none(), many(1, { c: [] }), tooMany(1, 2), twice(1, 2), aliased(1), arrow());
// 0 write (module) 1:10
// 1 write (module) 2:10
// 2 write (module) 3:10
// 3 write (module) 4:10
// 4 write (module) 5:10
// 5 function none 1:1
// 6 function many 2:1 a b d e f g h i
// 7 arrow h 2:63
// 8 function tooMany 3:1 a b c d e f g h
// 9 write tooMany 3:42
// 10 function twice 4:1 a
// 11 function aliased 5:1 a
// 12 write aliased 5:23
// 13 property aliased 5:23
// 14 arrow arrow 6:15 x
// 15 write (module) 6:7
