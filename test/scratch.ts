/** Folders of one test run: outside the project, and gone when the process ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let base: string | undefined;

/** A new empty folder, so that no package.json or plan of ours applies; removed at exit. */
export function scratch(): string {
  if (base === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'scope-test-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    base = folder;
  }
  return mkdtempSync(join(base, 'scratch-'));
}
