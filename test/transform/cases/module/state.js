#!/usr/bin/env node
__s$p(27,clash);import { x } from './x.js';
export default function () {__s$e(65);try{ return __s$v0(75,import.meta.url); }catch(__s$x){throw __s$q(77,__s$x)}};
export const f = async () => {__s$e(129);const __s$c=__s$n(142);try{ try{for await (const y of (__s$a?.self)(207,__s$c,x)) {__s$w(209,__s$c);try{{__s$m1(351);__s$p(411,y);__s$u?.(466,__s$c,await __s$b(464,__s$c,y));}}finally{__s$w(209,__s$c);__s$a(207,__s$c)}}}finally{__s$w(209,__s$c);} ;__s$l(138)}catch(__s$x){__s$w(145,__s$c);throw __s$q(141,__s$x)}};__s$p(539,f);
await f();
for await (const z of [1]) {__s$m1(671);__s$p(731,z);f(z);}__s$m1(799);
export function clash() {__s$e(833);try{__s$p(923,a); function a() {__s$e(961);try{;__s$l(970)}catch(__s$x){throw __s$q(973,__s$x)}} {__s$p(1115,a); function a() {__s$e(1153);try{;__s$l(1162)}catch(__s$x){throw __s$q(1165,__s$x)}} } ;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}}
export class A { static {__s$e(1217);try{ f() ;__s$l(1226)}catch(__s$x){throw __s$q(1229,__s$x)}} }__s$p(1307,A);
// 0 write (module) 7:17
// 1 function default 3:16
// 2 arrow f 4:18
// 3 for-await f 4:32
// 4 scope f 4:32
// 5 branch f 4:57
// 6 write f 4:49
// 7 await f 4:57
// 8 write (module) 4:14
// 9 scope (module) 6:1
// 10 branch (module) 6:28
// 11 write (module) 6:18
// 12 branch (module) 6:33
// 13 function clash 7:8
// 14 write clash 7:36
// 15 function a 7:27
// 16 scope clash 7:43
// 17 write clash 7:54
// 18 function a 7:45
// 19 static-block A.static 8:18
// 20 write (module) 8:14
