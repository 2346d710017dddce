/** Reads a recording in one go, for tests that compare all of it. */
import { kind } from '../../lib/reader/format.js';
import { gapCauseNames } from '../../lib/reader/gap.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';

/** `enter 1 #0`, `leave 1 #1`, `gap 3 dropped #2` */
export function eventLines(recording: Recording): string[] {
  const lines: string[] = [];
  for (const thread of recording.threads) {
    const cursor = thread.cursor();
    while (cursor.next()) {
      const seq = `#${String(cursor.seq)}`;
      if (cursor.kind === kind.loss) {
        const cause = gapCauseNames[cursor.lossCause] ?? '';
        lines.push(`gap ${String(cursor.lostCount)} ${cause} ${seq}`);
      } else {
        const name = cursor.kind <= kind.enter8 ? 'enter' : `kind${String(cursor.kind)}`;
        lines.push(`${name} ${String(cursor.site)} ${seq}`);
      }
    }
  }
  return lines;
}

export function readAll(path: string): { lines: string[]; recording: Recording } {
  const recording = openRecordingFiles(path);
  return { lines: eventLines(recording), recording };
}

export function damageKinds(recording: Recording): string[] {
  return recording.damage.entries.map((damage) => damage.kind);
}
