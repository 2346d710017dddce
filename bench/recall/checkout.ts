/** A clone at the parent of a fix, with the tests of the fix. */
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

export function git(folder: string, args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

export interface Checkout {
  folder: string;
  /** Lines of the parent that the fix changes, by source file. */
  changed: Map<string, [from: number, to: number][]>;
}

export function checkOut(
  repos: string,
  fix: { project: string; commit: string; sources: string[] },
): Checkout {
  const folder = join(repos, fix.project);
  git(folder, ['checkout', '-q', '-f', `${fix.commit}^`]);
  git(folder, ['checkout', '-q', fix.commit, '--', 'test']);
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(resolve(repos, '../tools/node_modules'), modules);
  const diff = git(folder, [
    'diff',
    '--unified=0',
    `${fix.commit}^`,
    fix.commit,
    '--',
    ...fix.sources,
  ]);
  return { folder, changed: oldLines(diff) };
}

/** Lines of the old text; an insertion touches the line that it follows. */
function oldLines(diff: string): Checkout['changed'] {
  const changed: Checkout['changed'] = new Map();
  let ranges: [number, number][] = [];
  for (const line of diff.split('\n')) {
    const file = /^--- a\/(.*)$/.exec(line)?.[1];
    if (file !== undefined) changed.set(file, (ranges = []));
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (hunk === null) continue;
    const from = Number(hunk[1]);
    ranges.push([from, from + Math.max(1, Number(hunk[2] ?? 1)) - 1]);
  }
  return changed;
}
