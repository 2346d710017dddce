/**
 * Checks everything that can be checked: each checksum, each sequence, each footer, that enters and
 * ends match, and that for every thread recorded + lost = emitted.
 */
import { readPayload, holdsWords, readBlockWords } from '../reader/block.js';
import { CallStack } from '../model/call-stack.js';
import type { Damage } from '../reader/damage.js';
import { kind } from '../reader/format.js';
import type { RecordingState } from '../reader/manifest.js';
import { progressEvents, type Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { walk } from '../reader/walk.js';
import { addGap, noLosses, recordedLosses, type LossCounts } from './losses.js';

export interface ThreadVerdict {
  thread: RecordedThread;
  /** The writer's count at the thread's end; without one, the last sequence that is known. */
  emitted: number;
  /** Whether `emitted` is the writer's own count. */
  isAccounted: boolean;
  /** Events that were read. */
  recorded: number;
  lost: LossCounts;
  /** recorded + lost = emitted, nothing damaged, and the writer's own account says the same. */
  balanced: boolean;
  /** Enter events, and leave or throw events. */
  enters: number;
  ends: number;
  /** Calls that have no end. */
  open: number;
  cuts: number;
  anomalies: number;
  anomalyExamples: string[];
  /** Words of a record that a kill left unfinished: never an event. */
  tornWords: number;
}

export interface Verdict {
  ok: boolean;
  state: RecordingState;
  blocks: number;
  bytes: number;
  recorded: number;
  lost: number;
  threads: ThreadVerdict[];
  damage: Damage[];
  /** All findings, also those that `damage` does not keep. */
  damageCount: number;
}

export async function verifyRecording(
  recording: Recording,
  onProgress?: (events: number) => void,
): Promise<Verdict> {
  const { blocks, bytes } = checkBlocks(recording);
  for (const index of recording.processes.keys()) await recording.sites(index);
  const threads: ThreadVerdict[] = [];
  let events = 0;
  for (const thread of recording.threads) {
    const verdict = verifyThread(thread, (count) => onProgress?.(events + count));
    events += verdict.recorded;
    threads.push(verdict);
  }
  const isBalanced = threads.every((thread) => thread.balanced && thread.anomalies === 0);
  // A disk that stopped the recording has no room for a footer either.
  const endedCleanly = recording.state === 'complete' && recording.stopReason === '';
  const isWhole = !endedCleanly || recording.damage.count === 0;
  return {
    ok: isBalanced && isWhole && recording.damage.seriousCount === 0,
    state: recording.state,
    blocks,
    bytes,
    recorded: events,
    lost: threads.reduce((sum, thread) => sum + recordedLosses(thread.lost), 0),
    threads,
    damage: recording.damage.entries,
    damageCount: recording.damage.count,
  };
}

/** Every payload, also of blocks that no cursor reads: checksum, length, number of events. */
function checkBlocks(recording: Recording): { blocks: number; bytes: number } {
  let blocks = 0;
  let bytes = 0;
  for (const { files } of recording.processes) {
    for (const segment of files.segments) {
      bytes += segment.bytes;
      for (const header of segment.blocks) {
        blocks++;
        const report = (what: string): void => {
          recording.damage.add({
            file: segment.name,
            offset: header.offset,
            kind: 'corrupt',
            what,
          });
        };
        try {
          if (!holdsWords(header)) {
            readPayload(segment.file, header, recording.codec);
            continue;
          }
          const words = readBlockWords(segment.file, header, recording.codec);
          const totals = walk(words);
          const isEvents = header.eventCount === totals.events;
          if (totals.words < words.length)
            report(`no valid record at word ${String(totals.words)}`);
          else if (!isEvents)
            report(`it holds ${String(totals.events)} events, not ${String(header.eventCount)}`);
        } catch (error) {
          report((error as Error).message);
        }
      }
    }
  }
  return { blocks, bytes };
}

function verifyThread(thread: RecordedThread, onProgress: (events: number) => void): ThreadVerdict {
  const cursor = thread.cursor({ values: false });
  const stack = new CallStack(cursor, { thread: thread.number });
  const lost = noLosses();
  let recorded = 0;
  while (stack.step()) {
    if (cursor.kind === kind.loss) addGap(lost, cursor.lossCause, cursor.lostCount);
    else if ((++recorded & (progressEvents - 1)) === 0) onProgress(recorded);
  }
  stack.takeOpen();
  const { account } = thread;
  const lostCount = recordedLosses(lost);
  const emitted = account?.emitted ?? cursor.nextSeq;
  const agrees = account === undefined || account.recorded === recorded + lost.expired;
  return {
    thread,
    emitted,
    isAccounted: account !== undefined,
    recorded,
    lost,
    balanced: recorded + lostCount === emitted && lost.damaged === 0 && agrees,
    enters: stack.counts.enters,
    ends: stack.counts.ends,
    open: stack.counts.open,
    cuts: stack.counts.cuts,
    anomalies: stack.counts.anomalies,
    anomalyExamples: stack.anomalies,
    tornWords: thread.blocks.tornWords,
  };
}
