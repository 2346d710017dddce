/**
 * Does the process that writes a recording still live? On Linux it holds a lock on the file, which
 * /proc/locks shows; else its pid and start time tell.
 */
import { readFileSync, statSync } from 'node:fs';

/** True when somebody holds a lock on the file at `path`. False also where nobody can know. */
export function isLocked(path: string): boolean {
  try {
    const { ino, dev } = statSync(path, { bigint: true });
    return readFileSync('/proc/locks', 'latin1').includes(` ${deviceName(dev)}:${String(ino)} `);
  } catch {
    return false;
  }
}

/** True when process `pid` runs and is the one that was started at `processStart` (clock ticks). */
export function isAlive(pid: number, processStart: bigint): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    // Field 22, counted behind the name, which may hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] !== 'Z' && fields[19] === String(processStart);
  } catch {
    return false;
  }
}

/** `08:01`, as /proc/locks writes it; glibc's layout of dev_t. */
function deviceName(dev: bigint): string {
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn);
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn);
  return `${major.toString(16).padStart(2, '0')}:${minor.toString(16).padStart(2, '0')}`;
}
