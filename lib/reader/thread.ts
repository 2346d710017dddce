/** A thread of a recording: who it is, and its events. */
import type { CursorOptions, CursorSource } from './cursor-options.js';
import { ThreadCursor } from './cursor.js';
import type { ProcessFiles } from './process.js';
import type { ThreadBlocks } from './thread-blocks.js';

export interface ThreadAccount {
  emitted: number;
  recorded: number;
  /** By cause, as the writer named them. */
  lost: Record<string, number>;
}

export class RecordedThread {
  /** Unique in the recording, from 1: processes by start, then threads by id. */
  readonly number: number;
  /** Index of the process in the recording. */
  readonly process: number;
  readonly pid: number;
  /** Id within the process, from 1. */
  readonly id: number;
  readonly kind: 'main' | 'worker' | 'native' | 'unknown';
  readonly name: string;
  /** Nanoseconds since the recording's start; undefined where no record tells. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** The writer's own counts, written when the thread ended. */
  readonly account: ThreadAccount | undefined;
  readonly blocks: ThreadBlocks;
  readonly #source: CursorSource;

  constructor(fields: ThreadFields, source: CursorSource) {
    this.number = fields.number;
    this.process = fields.process;
    this.pid = fields.files.pid;
    this.id = source.blocks.thread;
    this.kind = fields.kind;
    this.name = fields.name;
    this.start = fields.start;
    this.end = fields.end;
    this.account = fields.account;
    this.blocks = source.blocks;
    this.#source = source;
  }

  /** A new pass over the thread's events, from the first. */
  cursor(options?: CursorOptions): ThreadCursor {
    return new ThreadCursor(this.#source, options);
  }
}

export interface ThreadFields {
  number: number;
  process: number;
  files: ProcessFiles;
  kind: RecordedThread['kind'];
  name: string;
  start: number | undefined;
  end: number | undefined;
  account: ThreadAccount | undefined;
}
