#!/usr/bin/env node
import { x } from './x.js';
export default function () {__s$e(1);try{ return __s$l(10,import.meta.url); }catch(__s$x){throw __s$t(12,__s$x)}}
export const f = async () => {__s$e(65);const __s$c=__s$n(78);try{ try{for await (const y of (__s$a?.self)(143,__s$c,x)) {__s$w(145,__s$c);try{__s$w?.(209,__s$c,await __s$a(207,__s$c,y));}finally{__s$w(145,__s$c);__s$a(143,__s$c)}}}finally{__s$w(145,__s$c);} ;__s$l(74)}catch(__s$x){__s$w(81,__s$c);throw __s$t(76,__s$x)}};
await f();
for await (const z of [1]) f(z);
export function clash() {__s$e(257);try{ function a() {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$t(332,__s$x)}} { function a() {__s$e(385);try{;__s$l(394)}catch(__s$x){throw __s$t(396,__s$x)}} } ;__s$l(266)}catch(__s$x){throw __s$t(268,__s$x)}}
export class A { static {__s$e(449);try{ f() ;__s$l(458)}catch(__s$x){throw __s$t(460,__s$x)}} }
