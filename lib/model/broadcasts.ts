/**
 * Who sent a message of a BroadcastChannel. All messages under one name have numbers in the order
 * in which every receiver gets them, from the one after which it joined, and without its own:
 *
 *   joined 'news' after 17     the first that is received has number 18, or 19 if it sent 18 itself
 *
 * A number of which no sending is recorded belongs to a message all the same. Where one has no
 * number, or a thread of the process is not recorded, nothing is known of its channels.
 */
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { Sighting } from './channels.js';

/** A channel under one name in one process. */
class Name {
  readonly text: string;
  readonly sent = new Map<number, Sighting>();

  constructor(text: string) {
    this.text = text;
  }
}

/** One BroadcastChannel of one thread. */
interface Member {
  name: Name;
  joinedAfter: number;
  /** Numbers of what it sent itself, in order. */
  own: number[];
}

export class Broadcasts {
  readonly #names = new Map<string, Name>();
  readonly #members = new Map<string, Member>();
  /** Processes of which nothing is known. */
  readonly #unknown: Set<number>;

  constructor(recording: Recording, sightings: readonly Sighting[]) {
    this.#unknown = strangeProcesses(recording, sightings);
    for (const { thread, signal } of sightings) {
      if (signal.type !== runtimeEvent.channelJoined) continue;
      const [port, text, id, after] = signal.values;
      const name = this.#name(`${String(thread.process)}:${String(id)}`, String(text));
      this.#members.set(`${String(thread.number)}:${String(port)}`, {
        name,
        joinedAfter: Number(after),
        own: [],
      });
    }
    for (const sighting of sightings) this.#pass(sighting);
  }

  /** The message that was received, as it was sent; and what it is called. */
  sent(received: Sighting): { sighting: Sighting; text: string } | undefined {
    const member = this.#member(received);
    const nth = received.signal.values[1];
    if (this.#unknown.has(received.thread.process)) return undefined;
    if (member === undefined || member.joinedAfter < 0 || typeof nth !== 'number') return undefined;
    let number = member.joinedAfter + nth;
    for (const own of member.own) if (own <= number) number++;
    const sighting = member.name.sent.get(number);
    return (
      sighting && { sighting, text: `message ${String(number)} to all of ${member.name.text}` }
    );
  }

  #pass(sighting: Sighting): void {
    if (sighting.signal.type !== runtimeEvent.messageSent) return;
    const member = this.#member(sighting);
    const number = sighting.signal.values[1];
    if (member === undefined) return;
    if (typeof number !== 'number' || number <= 0) this.#unknown.add(sighting.thread.process);
    else {
      member.name.sent.set(number, sighting);
      member.own.push(number);
    }
  }

  #member({ thread, signal }: Sighting): Member | undefined {
    return this.#members.get(`${String(thread.number)}:${String(signal.values[0])}`);
  }

  #name(key: string, text: string): Name {
    let name = this.#names.get(key);
    if (name === undefined) this.#names.set(key, (name = new Name(text)));
    return name;
  }
}

/** Processes with a worker that is not recorded: what it sends has no number. */
function strangeProcesses({ threads }: Recording, sightings: readonly Sighting[]): Set<number> {
  const found = new Set<number>();
  for (const { thread, signal } of sightings) {
    if (signal.type !== runtimeEvent.threadStarted) continue;
    const name = `worker ${String(signal.values[0])}`;
    if (!threads.some((other) => other.process === thread.process && other.name === name)) {
      found.add(thread.process);
    }
  }
  return found;
}
