/**
 * The front matter of a test of tc39/test262, as far as it decides how the test runs.
 *
 *   readMetadata(text).modes    // ['sloppy', 'strict'], ['module'], ...
 */

export type Mode = 'sloppy' | 'strict' | 'module' | 'raw';

export interface Metadata {
  modes: Mode[];
  isAsync: boolean;
  includes: string[];
  negative: { phase: string; type: string } | undefined;
}

export function readMetadata(text: string): Metadata {
  const block = /\/\*---\r?\n?([^]*?)---\*\//.exec(text)?.[1] ?? '';
  const flags = list(block, 'flags');
  const negative = /^negative:\s*\r?\n((?:[ \t]+.*\r?\n?)+)/m.exec(block)?.[1];
  return {
    modes: modesOf(flags),
    isAsync: flags.includes('async'),
    includes: list(block, 'includes'),
    negative:
      negative === undefined
        ? undefined
        : { phase: entry(negative, 'phase'), type: entry(negative, 'type') },
  };
}

function modesOf(flags: readonly string[]): Mode[] {
  if (flags.includes('module')) return ['module'];
  if (flags.includes('raw')) return ['raw'];
  if (flags.includes('onlyStrict')) return ['strict'];
  return flags.includes('noStrict') ? ['sloppy'] : ['sloppy', 'strict'];
}

/** `key: [a, b]`, or one `- a` a line. */
function list(block: string, key: string): string[] {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, 'm').exec(block)?.[1];
  const items = inline?.split(',') ?? lines(block, key);
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

function lines(block: string, key: string): string[] {
  const found = new RegExp(`^${key}:\\s*\\r?\\n((?:\\s*-.*\\r?\\n?)+)`, 'm').exec(block)?.[1] ?? '';
  return found.split(/\r?\n/).map((line) => line.replace(/^\s*-\s*/, ''));
}

function entry(block: string, key: string): string {
  return new RegExp(`^\\s+${key}:\\s*(\\S+)`, 'm').exec(block)?.[1] ?? '';
}
