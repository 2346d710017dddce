'use strict';
function twice() { return a(); function a() { return 1 } function a() { return 2 } }
function nested() { function a() { return 1 } { function a() { return 2 } } return a() }
function parameter(a) { function a() { return 1 } arguments[0] = 3; return a() }
function evals() { function a() { return 1 } eval('var a = 3'); return a() }
log(twice(), nested(), parameter(1), evals());
