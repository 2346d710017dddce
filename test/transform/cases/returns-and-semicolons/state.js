__s$p(27,f);function f(a) {__s$ea(66,a);try{
  if (a === 1) {__s$m1(159);return __s$l(74)
  ;}__s$m1(223);(log)(1);
  if (a === 2) {__s$m1(287);return __s$v0(75,() => {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}});};__s$m1(415);
  (log)(2);
  if (a === 3) {__s$m1(479);return(__s$v0(75,(a, 'list')))};__s$m1(543);
  if (a === 4) {__s$m1(607);return __s$v0(75,"string");};__s$m1(671);
  if (a === 5) {__s$m1(735);return __s$v0(75,/re/.test('re'));};__s$m1(799);
  if (a === 6) {__s$m1(863);return ( // comment
    __s$v0(75,a) // another
  ) /* behind */ ;}__s$m1(927);
  if (a === 7) {__s$m1(991);return __s$v0(75,`template ${a}`);};__s$m1(1055);
  if (a === 8) {__s$m1(1119);return __s$v0(75,{
    a });};__s$m1(1183);
  do {__s$m1(1247);return __s$l(74);}
  while (a)
;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}}
for (let i = __s$p(1371,1); i < 10; __s$p1(1435,i++,i)) {__s$m1(1503);log(typeof f(i), f(i));}
// 0 write (module) 1:10
// 1 function f 1:1 a
// 2 branch f 2:16
// 3 branch f 3:4
// 4 branch f 4:16
// 5 arrow (anonymous) 4:23
// 6 branch f 4:31
// 7 branch f 6:16
// 8 branch f 6:33
// 9 branch f 7:16
// 10 branch f 7:30
// 11 branch f 8:16
// 12 branch f 8:37
// 13 branch f 9:16
// 14 branch f 11:19
// 15 branch f 12:16
// 16 branch f 12:38
// 17 branch f 13:16
// 18 branch f 14:8
// 19 branch f 15:6
// 20 scope (module) 18:1
// 21 write (module) 18:10
// 22 write (module) 18:25
// 23 branch (module) 18:30
