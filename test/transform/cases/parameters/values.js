function none() {__s$e(1);try{;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}
function many(a, { b, c: [d, , e = 5], ...f }, [g] = [7], h = () =>{__s$e(129);try{return __s$v(139, a)}catch(__s$x){throw __s$q(141,__s$x)}}, ...i) {__s$e8(73,a,b,d,e,f,g,h,i);try{ return __s$v(75,h()); }catch(__s$x){throw __s$q(77,__s$x)}}
function tooMany(a, b, c, d, e, f, g, h, i) {__s$e8(201,a,b,c,d,e,f,g,h);try{ return __s$v(203,arguments.length); }catch(__s$x){throw __s$q(205,__s$x)}}
function twice(a, a) {__s$e1(258,a);try{ return __s$v(267,a); }catch(__s$x){throw __s$q(269,__s$x)}}
function aliased(a) {__s$e1(322,a);try{ arguments[0] = 2; return __s$v(331,a); }catch(__s$x){throw __s$q(333,__s$x)}}
const arrow = ({ x } = { x: 1 }) =>{__s$e1(386,x);try{return __s$v(395, x)}catch(__s$x){throw __s$q(397,__s$x)}};
log(none(), many(1, { c: [] }), tooMany(1, 2), twice(1, 2), aliased(1), arrow());
// 0 function none 1:1
// 1 function many 2:1 a b d e f g h i
// 2 arrow h 2:63
// 3 function tooMany 3:1 a b c d e f g h
// 4 function twice 4:1 a
// 5 function aliased 5:1 a
// 6 arrow arrow 6:15 x
