const a = () =>{__s$e(1);try{return __s$l(10, 1)}catch(__s$x){throw __s$t(12,__s$x)}}, b = x =>{__s$e(65);try{return __s$l(74, ({ x }))}catch(__s$x){throw __s$t(76,__s$x)}}, c = (x) =>{__s$e(129);try{return __s$l(138, (x, 2))}catch(__s$x){throw __s$t(140,__s$x)}}, d = async x =>{__s$e(193);const __s$c=__s$n(206);try{return __s$l(202, x)}catch(__s$x){throw __s$t(204,__s$x)}}
const e = /* => */ (x /* => */, y = '=>') =>{__s$e(257);try{return __s$l(266, // =>
  x + y)}catch(__s$x){throw __s$t(268,__s$x)}}
const f = x =>{__s$e(321);try{return __s$l(330, y =>{__s$e(385);try{return __s$l(394, z =>{__s$e(449);try{return __s$l(458, x + y + z)}catch(__s$x){throw __s$t(460,__s$x)}})}catch(__s$x){throw __s$t(396,__s$x)}})}catch(__s$x){throw __s$t(332,__s$x)}}
const g = () =>{__s$e(513);try{return __s$l(522, function () {__s$e(577);try{;__s$l(586)}catch(__s$x){throw __s$t(588,__s$x)}})}catch(__s$x){throw __s$t(524,__s$x)}}
const h = x =>{__s$e(641);try{return __s$l(650, x++)}catch(__s$x){throw __s$t(652,__s$x)}}
log(a(), b(1).x, c(1), e(1), f(1)(2)(3), g().name, h(1))
settle(d(4))
for (let i = () =>{__s$e(705);try{return __s$l(714, ('x' in {}))}catch(__s$x){throw __s$t(716,__s$x)}}; i; i = null) log(i())
