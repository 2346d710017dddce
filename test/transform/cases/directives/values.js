function strict() { 'use strict';__s$e(1);try{ return __s$v(11,this); }catch(__s$x){throw __s$q(13,__s$x)}}
function noSemicolon() { "use strict";__s$e(65);try{
  return __s$v(75,this); }catch(__s$x){throw __s$q(77,__s$x)}}
function several() { 'use client'; 'use strict';__s$e(129);try{
;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}}
function notOne() {__s$e(193);try{ ('use strict'); return __s$v(203,typeof this); }catch(__s$x){throw __s$q(205,__s$x)}}
function only() {'use strict';__s$e(257);try{;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}}
function asm() { 'use asm'; function f() { return 1 } return f }
log(strict(), noSemicolon(), several(), notOne(), only(), asm()());
// 0 function strict 1:1
// 1 function noSemicolon 2:1
// 2 function several 4:1
// 3 function notOne 6:1
// 4 function only 7:1
// skipped asm line 8: asm.js code cannot hold probes
