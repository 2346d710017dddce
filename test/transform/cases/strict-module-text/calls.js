'use strict';
function twice() {__s$e(1);try{ return __s$l(10,a());}catch(__s$x){throw __s$t(12,__s$x)} function a() {__s$e(65);try{ return __s$l(74,1); }catch(__s$x){throw __s$t(76,__s$x)}} function a() {__s$e(129);try{ return __s$l(138,2); }catch(__s$x){throw __s$t(140,__s$x)}} try{;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
function nested() {__s$e(193);try{ function a() {__s$e(257);try{ return __s$l(266,1); }catch(__s$x){throw __s$t(268,__s$x)}} { function a() {__s$e(321);try{ return __s$l(330,2); }catch(__s$x){throw __s$t(332,__s$x)}} } return __s$l(202,a()); }catch(__s$x){throw __s$t(204,__s$x)}}
function parameter(a) {__s$e(385);try{ function a() {__s$e(449);try{ return __s$l(458,1); }catch(__s$x){throw __s$t(460,__s$x)}} arguments[0] = 3; return __s$l(394,a()); }catch(__s$x){throw __s$t(396,__s$x)}}
function evals() {__s$e(513);try{ function a() {__s$e(577);try{ return __s$l(586,1); }catch(__s$x){throw __s$t(588,__s$x)}} eval('var a = 3'); return __s$l(522,a()); }catch(__s$x){throw __s$t(524,__s$x)}}
log(twice(), nested(), parameter(1), evals());
