function f(a) {__s$e(1);try{
  if (a === 1) return __s$l(10)
  ;(log)(1);
  if (a === 2) return __s$l(10,() => {__s$e(65);try{;__s$l(74)}catch(__s$x){throw __s$t(76,__s$x)}});
  (log)(2);
  if (a === 3) return(__s$l(10,(a, 'list')))
  if (a === 4) return __s$l(10,"string");
  if (a === 5) return __s$l(10,/re/.test('re'));
  if (a === 6) return ( // comment
    __s$l(10,a) // another
  ) /* behind */ ;
  if (a === 7) return __s$l(10,`template ${a}`);
  if (a === 8) return __s$l(10,{
    a });
  do return __s$l(10);
  while (a)
;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
for (let i = 1; i < 10; i++) log(typeof f(i), f(i));
