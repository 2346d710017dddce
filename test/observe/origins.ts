/**
 * Where calls of the programs `concurrent.mjs` and `pairs.mjs` came from, by what the recording says,
 * against the number that each of their calls has as its first argument.
 */
import { signalsOf, type Link } from '../../lib/model/signals.js';
import { taskLinks } from '../../lib/model/task-links.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { calls, type Call } from '../whole/harness.js';

export interface LinkedCall extends Call {
  scheduledBy?: string | null;
  via?: string;
}

export interface Checked {
  count: number;
  /** A sentence for each that leads elsewhere. */
  wrong: string[];
}

type ById = ReadonlyMap<string, LinkedCall>;

export function callsById(all: readonly LinkedCall[]): ById {
  return new Map(all.map((call) => [call.id, call]));
}

/** The nearest call of `fn` from `call` upwards, through schedulers where there are any. */
function above(call: LinkedCall | undefined, fn: string, byId: ById): LinkedCall | undefined {
  let at = call;
  while (at !== undefined && at.fn !== fn) {
    const next: string | null = at.scheduledBy ?? at.parent;
    at = next === null ? undefined : byId.get(next);
  }
  return at;
}

/** Of `concurrent.mjs`: each call of `leaf` leads to its own call of `request`. */
export function checkParents(all: readonly LinkedCall[]): Checked {
  const byId = callsById(all);
  const leaves = all.filter(({ fn }) => fn === 'leaf');
  const wrong = leaves.flatMap((leaf) => {
    const request = above(leaf, 'request', byId);
    if (request?.args?.[0] === leaf.args?.[0]) return [];
    return [`leaf ${String(leaf.args?.[0])} (${leaf.id}) under ${String(request?.args?.[0])}`];
  });
  return { count: leaves.length, wrong };
}

/** Of `pairs.mjs`: who runs on what was received, and who sent it. */
const senders: Readonly<Record<string, string>> = {
  handle: 'ask',
  compute: 'handle',
  answer: 'compute',
  note: 'answer',
};

/** Of `pairs.mjs`: what each call runs on was sent by the call with the same number. */
export function checkPairs(recording: string): Checked {
  const all = calls(recording) as LinkedCall[];
  const byId = callsById(all);
  const opened = openRecordingFiles(recording);
  const senderOf = ({ thread, signal }: Link): string => {
    const { callSeq, runSeq } = signal;
    const seq = callSeq >= 0 ? callSeq : (taskLinks(opened, thread).origin(runSeq)?.callSeq ?? -1);
    return `${String(thread.number)}:${String(seq)}`;
  };
  const checked: Checked = { count: 0, wrong: [] };
  for (const thread of opened.threads) {
    const received = signalsOf(opened)
      .received(thread)
      .filter(({ link: { kind } }) => kind === 'message' || kind === 'request');
    const receivers = all.filter((call) => call.thread === thread.number && call.fn in senders);
    for (const call of receivers) {
      const seq = Number(call.id.split(':')[1]);
      const link = received.findLast((one) => one.seq < seq)?.link;
      const sender = link && above(byId.get(senderOf(link)), senders[call.fn]!, byId);
      checked.count++;
      if (sender?.args?.[0] === call.args?.[0]) continue;
      checked.wrong.push(`${call.fn} ${String(call.args?.[0])} from ${String(sender?.args?.[0])}`);
    }
  }
  return checked;
}
