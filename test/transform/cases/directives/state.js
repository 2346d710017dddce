__s$p(27,strict);__s$p(91,noSemicolon);__s$p(155,several);__s$p(219,notOne);__s$p(283,only);__s$p(347,asm);function strict() { 'use strict';__s$e(385);try{__s$p(475,this); return __s$v0(395,this); }catch(__s$x){throw __s$q(397,__s$x)}}
function noSemicolon() { "use strict";__s$e(513);try{__s$p(603,this);;
  return __s$v0(523,this); }catch(__s$x){throw __s$q(525,__s$x)}}
function several() { 'use client'; 'use strict';__s$e(641);try{;
;__s$l(650)}catch(__s$x){throw __s$q(653,__s$x)}}
function notOne() {__s$e(705);try{__s$p(795,this); ('use strict'); return __s$v0(715,typeof this); }catch(__s$x){throw __s$q(717,__s$x)}}
function only() {'use strict';__s$e(833);try{;;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}}
function asm() { 'use asm'; function f() { return 1 } return f }
log(strict(), noSemicolon(), several(), notOne(), only(), asm()());
// 0 write (module) 1:10
// 1 write (module) 2:10
// 2 write (module) 4:10
// 3 write (module) 6:10
// 4 write (module) 7:10
// 5 write (module) 8:10
// 6 function strict 1:1
// 7 write strict 1:1
// 8 function noSemicolon 2:1
// 9 write noSemicolon 2:1
// 10 function several 4:1
// 11 function notOne 6:1
// 12 write notOne 6:1
// 13 function only 7:1
// skipped asm line 8: asm.js code cannot hold probes
