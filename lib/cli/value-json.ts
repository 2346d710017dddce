/**
 * Values as JSON. What JSON knows is itself; all else is an object with a `type`, as in
 * reader/value.ts:
 *
 *   42  "text"  null  {"type":"undefined"}  {"type":"number","value":"NaN"}
 *   {"type":"redacted","length":12,"hash":"1f2e3d4c5b6a7988","rule":"password"}
 *   {"type":"bigint","value":"12"}  {"type":"object","id":"1:7","class":"array","size":3,...}
 */
import type { ObjectValue, Value } from '../reader/value.js';

/** `thread` makes object ids unique in the recording. */
export function valueJson(value: Value, thread: number): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return '{"type":"undefined"}';
    case 'bigint':
      return `{"type":"bigint","value":"${String(value)}"}`;
    case 'number':
      return numberJson(value);
    default:
      break;
  }
  if (value === null) return 'null';
  return value.type === 'object' ? objectJson(value, thread) : JSON.stringify(value);
}

export function valuesJson(values: readonly Value[], thread: number): string {
  let json = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) json += ',';
    json += valueJson(values[index], thread);
  }
  return `${json}]`;
}

function numberJson(value: number): string {
  if (Object.is(value, -0)) return '{"type":"number","value":"-0"}';
  return Number.isFinite(value) ? String(value) : `{"type":"number","value":"${String(value)}"}`;
}

function objectJson(value: ObjectValue, thread: number): string {
  const id = `${String(thread)}:${String(value.id)}`;
  let json = `{"type":"object","id":"${id}","class":"${value.class}"`;
  json += `,"label":${JSON.stringify(value.label)}`;
  if (value.entries !== undefined) {
    const entries = value.entries.map((entry) => valuesJson(entry, thread));
    json += `,"size":${String(value.size ?? entries.length)},"entries":[${entries.join(',')}]`;
  }
  return `${json}}`;
}
