#!/usr/bin/env node
import { x } from './x.js';
export default function () { return import.meta.url }
export const f = async () => { for await (const y of x) await y };
await f();
for await (const z of [1]) f(z);
export function clash() { function a() {} { function a() {} } }
export class A { static { f() } }
