/** Calls by the sequence numbers of their enters, with arguments and results. */
import { CallStack } from '../model/call-stack.js';
import { CallStream } from '../model/calls.js';
import { taskLinks } from '../model/task-links.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import type { ListedCall } from './call-list.js';

/** One pass over the thread; what is no call of it is absent. */
export async function callsBySeq(
  recording: Recording,
  thread: RecordedThread,
  seqs: ReadonlySet<number>,
): Promise<Map<number, ListedCall>> {
  const found = new Map<number, ListedCall>();
  const sites = await recording.sites(thread.process);
  const stack = new CallStack(thread.cursor(), {
    thread: thread.number,
    onEnter: ({ seq }) => seqs.has(seq),
  });
  const stream = new CallStream(stack);
  while (found.size < seqs.size && stream.next()) {
    const call = stream.call!;
    if (!seqs.has(call.seq)) continue;
    const origin = call.runSeq < 0 ? undefined : taskLinks(thread).origin(call.runSeq);
    found.set(call.seq, { call, site: sites.get(call.site), thread, origin });
  }
  return found;
}
