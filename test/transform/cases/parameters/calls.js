function none() {__s$e(1);try{;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
function many(a, { b, c: [d, , e = 5], ...f }, [g] = [7], h = () =>{__s$e(129);try{return __s$l(138, a)}catch(__s$x){throw __s$t(140,__s$x)}}, ...i) {__s$e(65);try{ return __s$l(74,h()); }catch(__s$x){throw __s$t(76,__s$x)}}
function tooMany(a, b, c, d, e, f, g, h, i) {__s$e(193);try{ return __s$l(202,arguments.length); }catch(__s$x){throw __s$t(204,__s$x)}}
function twice(a, a) {__s$e(257);try{ return __s$l(266,a); }catch(__s$x){throw __s$t(268,__s$x)}}
function aliased(a) {__s$e(321);try{ arguments[0] = 2; return __s$l(330,a); }catch(__s$x){throw __s$t(332,__s$x)}}
const arrow = ({ x } = { x: 1 }) =>{__s$e(385);try{return __s$l(394, x)}catch(__s$x){throw __s$t(396,__s$x)}};
log(none(), many(1, { c: [] }), tooMany(1, 2), twice(1, 2), aliased(1), arrow());
