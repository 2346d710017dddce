const a = () =>{__s$e(1);try{return __s$v0(11, 1)}catch(__s$x){throw __s$q(13,__s$x)}}, b = x =>{__s$ea(66,x);try{return __s$v0(75, ({ x }))}catch(__s$x){throw __s$q(77,__s$x)}}, c = (x) =>{__s$ea(130,x);try{return __s$v0(139, (x, 2))}catch(__s$x){throw __s$q(141,__s$x)}}, d = async x =>{__s$ea(194,x);const __s$c=__s$n(206);try{return __s$v0(203, x)}catch(__s$x){throw __s$q(205,__s$x)}};;__s$p(283,a);__s$p(347,b);__s$p(411,c);__s$p(475,d);
const e = /* => */ (x /* => */, y = '=>') =>{__s$eb(515,x,y);try{return __s$v0(523, // =>
  x + y)}catch(__s$x){throw __s$q(525,__s$x)}};;__s$p(603,e);
const f = x =>{__s$ea(642,x);const __s$o1=__s$m(666,0);try{return __s$v0(651, y =>{__s$ea(706,y);const __s$o2=__s$m(730,__s$o1);try{return __s$v0(715, z =>{__s$ea(770,z);__s$m0(794,__s$o2);try{return __s$v0(779, x + y + z)}catch(__s$x){throw __s$q(781,__s$x)}})}catch(__s$x){throw __s$q(717,__s$x)}})}catch(__s$x){throw __s$q(653,__s$x)}};;__s$p(859,f);
const g = () =>{__s$e(897);try{return __s$v0(907, function () {__s$e(961);try{;__s$l(970)}catch(__s$x){throw __s$q(973,__s$x)}})}catch(__s$x){throw __s$q(909,__s$x)}};;__s$p(1051,g);
const h = x =>{__s$ea(1090,x);try{return __s$v0(1099, __s$p1(1179,x++,x))}catch(__s$x){throw __s$q(1101,__s$x)}};;__s$p(1243,h);
log(a(), b(1).x, c(1), e(1), f(1)(2)(3), g().name, h(1))
settle(d(4))
for (let i = () =>{__s$e(1345);try{return __s$v0(1355, ('x' in {}))}catch(__s$x){throw __s$q(1357,__s$x)}}; i; __s$p(1435,i = null)) {__s$m1(1503);__s$p(1563,i);log(i())}
// 0 arrow a 1:11
// 1 arrow b 1:24 x
// 2 arrow c 1:42 x
// 3 arrow d 1:61 x
// 4 write (module) 1:7
// 5 write (module) 1:20
// 6 write (module) 1:38
// 7 write (module) 1:57
// 8 arrow e 2:20 x y
// 9 write (module) 2:7
// 10 arrow f 4:11 x
// 11 arrow (anonymous) 4:16 y
// 12 arrow (anonymous) 4:21 z
// 13 write (module) 4:7
// 14 arrow g 5:11
// 15 function (anonymous) 5:17
// 16 write (module) 5:7
// 17 arrow h 6:11 x
// 18 write h 6:16
// 19 write (module) 6:7
// 20 scope (module) 9:1
// 21 arrow i 9:14
// 22 write (module) 9:36
// 23 branch (module) 9:46
// 24 write (module) 9:10
