function strict() { 'use strict';__s$e(1);try{ return __s$l(10,this); }catch(__s$x){throw __s$t(12,__s$x)}}
function noSemicolon() { "use strict";__s$e(65);try{
  return __s$l(74,this); }catch(__s$x){throw __s$t(76,__s$x)}}
function several() { 'use client'; 'use strict';__s$e(129);try{
;__s$l(138)}catch(__s$x){throw __s$t(140,__s$x)}}
function notOne() {__s$e(193);try{ ('use strict'); return __s$l(202,typeof this); }catch(__s$x){throw __s$t(204,__s$x)}}
function only() {'use strict';__s$e(257);try{;__s$l(266)}catch(__s$x){throw __s$t(268,__s$x)}}
function asm() { 'use asm'; function f() { return 1 } return f }
log(strict(), noSemicolon(), several(), notOne(), only(), asm()());
