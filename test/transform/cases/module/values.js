#!/usr/bin/env node
import { x } from './x.js';
export default function () {__s$e(1);try{ return __s$v(11,import.meta.url); }catch(__s$x){throw __s$q(13,__s$x)}}
export const f = async () => {__s$e(65);const __s$c=__s$n(78);try{ try{for await (const y of (__s$a?.self)(143,__s$c,x)) {__s$w(145,__s$c);try{__s$u?.(210,__s$c,await __s$b(208,__s$c,y));}finally{__s$w(145,__s$c);__s$a(143,__s$c)}}}finally{__s$w(145,__s$c);} ;__s$l(74)}catch(__s$x){__s$w(81,__s$c);throw __s$q(77,__s$x)}};
await f();
for await (const z of [1]) f(z);
export function clash() {__s$e(257);try{ function a() {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}} { function a() {__s$e(385);try{;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}} } ;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}}
export class A { static {__s$e(449);try{ f() ;__s$l(458)}catch(__s$x){throw __s$q(461,__s$x)}} }
// 0 function default 3:16
// 1 arrow f 4:18
// 2 for-await f 4:32
// 3 await f 4:57
// 4 function clash 7:8
// 5 function a 7:27
// 6 function a 7:45
// 7 static-block A.static 8:18
