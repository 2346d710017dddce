const a = () =>{__s$e(1);try{return __s$v(11, 1)}catch(__s$x){throw __s$q(13,__s$x)}}, b = x =>{__s$e1(66,x);try{return __s$v(75, ({ x }))}catch(__s$x){throw __s$q(77,__s$x)}}, c = (x) =>{__s$e1(130,x);try{return __s$v(139, (x, 2))}catch(__s$x){throw __s$q(141,__s$x)}}, d = async x =>{__s$e1(194,x);const __s$c=__s$n(206);try{return __s$v(203, x)}catch(__s$x){throw __s$q(205,__s$x)}}
const e = /* => */ (x /* => */, y = '=>') =>{__s$e2(259,x,y);try{return __s$v(267, // =>
  x + y)}catch(__s$x){throw __s$q(269,__s$x)}}
const f = x =>{__s$e1(322,x);try{return __s$v(331, y =>{__s$e1(386,y);try{return __s$v(395, z =>{__s$e1(450,z);try{return __s$v(459, x + y + z)}catch(__s$x){throw __s$q(461,__s$x)}})}catch(__s$x){throw __s$q(397,__s$x)}})}catch(__s$x){throw __s$q(333,__s$x)}}
const g = () =>{__s$e(513);try{return __s$v(523, function () {__s$e(577);try{;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}})}catch(__s$x){throw __s$q(525,__s$x)}}
const h = x =>{__s$e1(642,x);try{return __s$v(651, x++)}catch(__s$x){throw __s$q(653,__s$x)}}
log(a(), b(1).x, c(1), e(1), f(1)(2)(3), g().name, h(1))
settle(d(4))
for (let i = () =>{__s$e(705);try{return __s$v(715, ('x' in {}))}catch(__s$x){throw __s$q(717,__s$x)}}; i; i = null) log(i())
// 0 arrow a 1:11
// 1 arrow b 1:24 x
// 2 arrow c 1:42 x
// 3 arrow d 1:61 x
// 4 arrow e 2:20 x y
// 5 arrow f 4:11 x
// 6 arrow (anonymous) 4:16 y
// 7 arrow (anonymous) 4:21 z
// 8 arrow g 5:11
// 9 function (anonymous) 5:17
// 10 arrow h 6:11 x
// 11 arrow i 9:14
