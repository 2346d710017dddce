/** Times as people write them: `1.5s`, `20ms`, `300us`, `4711ns`, or plain nanoseconds. */

const units: Record<string, number> = { '': 1, ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9 };

/** Nanoseconds; undefined where the text is no time. */
export function parseTime(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m)?$/.exec(text.trim());
  if (match === null) return undefined;
  const ns = Math.round(Number(match[1]) * units[match[2] ?? '']!);
  return Number.isSafeInteger(ns) ? ns : undefined;
}
