/**
 * Everything that a recording, a cache and the inspector show, as text to look for canaries in:
 * files as they lie on disk, and each block of each segment decompressed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPayload } from '../../lib/reader/block.js';
import { codec } from '../../lib/reader/codec.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { scope } from '../whole/harness.js';

/** Names of the places, and their bytes as Latin-1 text. */
export type Places = [name: string, text: string][];

export function bytesOnDisk(folder: string): Places {
  const places: Places = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    places.push([path, `${entry.name}\n${readFileSync(path, 'latin1')}`]);
  }
  return places;
}

export function decompressed(recording: string): Places {
  const places: Places = [];
  const files = openRecordingFiles(recording);
  for (const { files: process } of files.processes) {
    for (const segment of process.segments) {
      for (const header of segment.blocks) {
        const bytes = readPayload(segment.file, header, codec());
        const name = `${segment.name} at ${String(header.offset)}`;
        places.push([name, Buffer.from(bytes).toString('latin1')]);
      }
    }
  }
  files.close();
  return places;
}

export function inspectorOutput(recording: string): Places {
  const commands = ['info', 'events', 'calls', 'tree', 'verify'];
  return commands.flatMap((command): Places => {
    return [[], ['--json']].map((options) => {
      const { stdout, stderr } = scope(command, ...options, recording);
      return [`scope ${command} ${options.join(' ')}`, stdout + stderr];
    });
  });
}

/** Twelve characters of a canary in a row are a leak. */
const windowLength = 12;

export class Leaks {
  readonly #windows = new Map<string, string>();

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) {
      for (const form of forms(secret)) {
        for (let at = 0; at + windowLength <= form.length; at++) {
          this.#windows.set(form.slice(at, at + windowLength), secret);
        }
      }
    }
  }

  /** Where a secret, or a part of one, stands in plain sight. */
  find(places: Places): string[] {
    const found: string[] = [];
    for (const [name, bytes] of places) {
      // UTF-16 is every other byte; from either side.
      const wide = bytes.includes('\0') ? [everyOther(bytes, 0), everyOther(bytes, 1)] : [];
      for (const text of [bytes, ...wide]) {
        for (const [run] of text.matchAll(/[\w+/%=-]{12,}/g)) {
          for (let at = 0; at + windowLength <= run.length; at++) {
            const secret = this.#windows.get(run.slice(at, at + windowLength));
            if (secret !== undefined) found.push(`${secret} in ${name}: ${run.slice(0, 200)}`);
          }
        }
      }
    }
    return found;
  }
}

function everyOther(text: string, from: number): string {
  return Buffer.from(Buffer.from(text, 'latin1').filter((_, at) => at % 2 === from)).toString(
    'latin1',
  );
}

function* forms(secret: string): Generator<string> {
  yield secret;
  const bytes = Buffer.from(secret);
  yield bytes.toString('hex');
  for (let lead = 0; lead < 3; lead++) {
    const encoded = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
    yield encoded.slice(lead === 0 ? 0 : lead + 1).replace(/.{0,3}=*$/, '');
  }
}
