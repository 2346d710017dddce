// What V8 quotes of an expression in its messages is the program's own text.
const told = (f) => {__s$e(1);try{
  try {
    log('nothing', f());
  } catch (e) {__s$qc(e);
    log(e.message);
  }
;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}};
function quoted(x, o, k, list) {__s$e(65);try{
  told(() => {__s$e(129);try{ const [[a] = x = 5] = []; return __s$l(138,a); }catch(__s$x){throw __s$t(140,__s$x)}});
  told(() => {__s$e(193);try{ const [[a] = o.p = 5] = []; return __s$l(202,a); }catch(__s$x){throw __s$t(204,__s$x)}});
  told(() => {__s$e(257);try{ const [[a] = o[k] = 5] = []; return __s$l(266,a); }catch(__s$x){throw __s$t(268,__s$x)}});
  told(() => {__s$e(321);try{ const { a: [b] = x++ } = {}; return __s$l(330,b); }catch(__s$x){throw __s$t(332,__s$x)}});
  told(() => {__s$e(385);try{ let a; [[a] = list.push(1)] = []; return __s$l(394,a); }catch(__s$x){throw __s$t(396,__s$x)}});
  told(() =>{__s$e(449);try{return __s$l(458, (([a] = x = 6) =>{__s$e(513);try{return __s$l(522, a)}catch(__s$x){throw __s$t(524,__s$x)}})())}catch(__s$x){throw __s$t(460,__s$x)}});
  told(() =>{__s$e(577);try{return __s$l(586, `${x = 7}`())}catch(__s$x){throw __s$t(588,__s$x)}});
  told(() =>{__s$e(641);try{return __s$l(650, `${o.p = 7}`.a.b())}catch(__s$x){throw __s$t(652,__s$x)}});
  told(() =>{__s$e(705);try{return __s$l(714, [x = 8]())}catch(__s$x){throw __s$t(716,__s$x)}});
  told(() =>{__s$e(769);try{return __s$l(778, [o[k] = 8].a())}catch(__s$x){throw __s$t(780,__s$x)}});
  told(() =>{__s$e(833);try{return __s$l(842, (x = 9)())}catch(__s$x){throw __s$t(844,__s$x)}});
  told(() =>{__s$e(897);try{return __s$l(906, [...(o.p = 9)])}catch(__s$x){throw __s$t(908,__s$x)}});
  told(() =>{__s$e(961);try{return __s$l(970, (k, o.p++)())}catch(__s$x){throw __s$t(972,__s$x)}});
  return __s$l(74,[x, o, list]);
}catch(__s$x){throw __s$t(76,__s$x)}}
log(JSON.stringify(quoted(1, {}, 'key', [])));
