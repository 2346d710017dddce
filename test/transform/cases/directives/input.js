function strict() { 'use strict'; return this }
function noSemicolon() { "use strict"
  return this }
function several() { 'use client'; 'use strict'
}
function notOne() { ('use strict'); return typeof this }
function only() {'use strict'}
function asm() { 'use asm'; function f() { return 1 } return f }
log(strict(), noSemicolon(), several(), notOne(), only(), asm()());
