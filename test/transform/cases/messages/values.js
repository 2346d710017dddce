// What V8 quotes of an expression in its messages is the program's own text.
const told = (f) => {__s$e1(2,f);try{
  try {
    log('nothing', f());
  } catch (e) {__s$qc(e);
    log(e.message);
  }
;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}};
function quoted(x, o, k, list) {__s$e4(69,x,o,k,list);try{
  told(() => {__s$e(129);try{ const [[a] = x = 5] = []; return __s$v(139,a); }catch(__s$x){throw __s$q(141,__s$x)}});
  told(() => {__s$e(193);try{ const [[a] = o.p = 5] = []; return __s$v(203,a); }catch(__s$x){throw __s$q(205,__s$x)}});
  told(() => {__s$e(257);try{ const [[a] = o[k] = 5] = []; return __s$v(267,a); }catch(__s$x){throw __s$q(269,__s$x)}});
  told(() => {__s$e(321);try{ const { a: [b] = x++ } = {}; return __s$v(331,b); }catch(__s$x){throw __s$q(333,__s$x)}});
  told(() => {__s$e(385);try{ let a; [[a] = list.push(1)] = []; return __s$v(395,a); }catch(__s$x){throw __s$q(397,__s$x)}});
  told(() =>{__s$e(449);try{return __s$v(459, (([a] = x = 6) =>{__s$e1(514,a);try{return __s$v(523, a)}catch(__s$x){throw __s$q(525,__s$x)}})())}catch(__s$x){throw __s$q(461,__s$x)}});
  told(() =>{__s$e(577);try{return __s$v(587, `${x = 7}`())}catch(__s$x){throw __s$q(589,__s$x)}});
  told(() =>{__s$e(641);try{return __s$v(651, `${o.p = 7}`.a.b())}catch(__s$x){throw __s$q(653,__s$x)}});
  told(() =>{__s$e(705);try{return __s$v(715, [x = 8]())}catch(__s$x){throw __s$q(717,__s$x)}});
  told(() =>{__s$e(769);try{return __s$v(779, [o[k] = 8].a())}catch(__s$x){throw __s$q(781,__s$x)}});
  told(() =>{__s$e(833);try{return __s$v(843, (x = 9)())}catch(__s$x){throw __s$q(845,__s$x)}});
  told(() =>{__s$e(897);try{return __s$v(907, [...(o.p = 9)])}catch(__s$x){throw __s$q(909,__s$x)}});
  told(() =>{__s$e(961);try{return __s$v(971, (k, o.p++)())}catch(__s$x){throw __s$q(973,__s$x)}});
  return __s$v(75,[x, o, list]);
}catch(__s$x){throw __s$q(77,__s$x)}}
log(JSON.stringify(quoted(1, {}, 'key', [])));
// 0 arrow told 2:14 f
// 1 function quoted 9:1 x o k list
// 2 arrow told callback 10:8
// 3 arrow told callback 11:8
// 4 arrow told callback 12:8
// 5 arrow told callback 13:8
// 6 arrow told callback 14:8
// 7 arrow told callback 15:8
// 8 arrow (iife) 15:15 a
// 9 arrow told callback 16:8
// 10 arrow told callback 17:8
// 11 arrow told callback 18:8
// 12 arrow told callback 19:8
// 13 arrow told callback 20:8
// 14 arrow told callback 21:8
// 15 arrow told callback 22:8
