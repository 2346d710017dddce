/** Exit codes of the inspector, and what a recording's condition means for them. */
import { kind } from '../reader/format.js';
import { gapCause } from '../reader/gap.js';
import type { Recording } from '../reader/recording.js';
import { printable } from './text.js';

export const exitCode = {
  fine: 0,
  /** A bad recording, or the command failed. */
  failed: 1,
  wrongUsage: 2,
  /** Fine, but the recording says that events were lost. */
  lost: 3,
} as const;

/** Code for a command that showed a recording, and a line on stderr about damage. */
export function conditionOf(recording: Recording, lost: boolean): number {
  const { damage } = recording;
  if (damage.seriousCount > 0) {
    const first = damage.entries.find((d) => d.kind !== 'torn-tail' && d.kind !== 'no-footer');
    const at =
      first === undefined ? '' : `, first ${first.file} at ${String(first.offset)}: ${first.what}`;
    const places = damage.seriousCount === 1 ? '1 place' : `${String(damage.seriousCount)} places`;
    process.stderr.write(
      printable(
        `scope: ${recording.path} is damaged in ${places}${at}; what can be read is shown`,
      ) + '\n',
    );
    return exitCode.failed;
  }
  return lost || hasKnownLosses(recording) ? exitCode.lost : exitCode.fine;
}

/** Whether headers and accounts speak of lost events; asks for no decoding. */
function hasKnownLosses(recording: Recording): boolean {
  return recording.threads.some((thread) => {
    const { account, blocks } = thread;
    if (account !== undefined) return account.emitted > account.recorded;
    return blocks.events.some((block) => (block.header?.lostBefore ?? 0) > 0);
  });
}

export function isRecordedLoss(eventKind: number, cause: number): boolean {
  return eventKind === kind.loss && cause !== gapCause.damaged;
}
