/**
 * The manifest: what a recording says about itself. `incomplete` while it runs, `manifest.json`
 * after a clean close. The disk tells the state:
 *
 *   incomplete or an arena, locked    running
 *   incomplete or an arena, unlocked  died
 *   manifest.json and no arena        complete
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { ScopeError } from '../errors.js';
import { formatVersion } from './format.js';
import { asBigint, asObject, asText, asTexts, parseObject } from './json.js';

export type RecordingState = 'running' | 'died' | 'complete';

/** Fields that are missing or of a wrong type are empty: a manifest may be damaged. */
export interface Manifest {
  name: string;
  version: string;
  /** Path of the program's file, as the guest saw it. */
  program: string;
  argv: string[];
  cwd: string;
  node: string;
  platform: string;
  /** ISO time. */
  startWall: string;
  /** CLOCK_MONOTONIC ns. */
  startTime: bigint | undefined;
  endTime: bigint | undefined;
  /** Why recording stopped before the program ended; empty where it did not. */
  stopReason: string;
  settings: Record<string, string>;
  /** Hash of the plan. */
  plan: string;
  /** Accounts of threads that a full disk kept out of the segments. */
  threads: unknown[];
}

const maxManifestBytes = 4 * 2 ** 20;

export interface FoundManifest {
  manifest: Manifest;
  /** `manifest.json`, `incomplete`, or empty where there is neither. */
  file: 'manifest.json' | 'incomplete' | '';
  /** Why the file cannot be used; empty where it can, or where there is none. */
  wrong: string;
}

/** Reads the manifest of the recording in `directory`. Throws ScopeError for an unknown format. */
export function readManifest(directory: string): FoundManifest {
  for (const file of ['manifest.json', 'incomplete'] as const) {
    const text = readText(join(directory, file));
    if (text === undefined) continue;
    const parsed = parseObject(text);
    const wrong = parsed === undefined ? 'it is no JSON object' : '';
    const manifest = toManifest(parsed ?? {});
    const format = parsed?.['format'];
    if (typeof format === 'number' && format !== formatVersion) {
      throw new ScopeError(
        'SCOPE_BAD_RECORDING',
        `${directory}: format ${String(format)}, but this version of scope reads ` +
          `${String(formatVersion)}; use a newer scope`,
      );
    }
    return { manifest, file, wrong };
  }
  return { manifest: toManifest({}), file: '', wrong: '' };
}

function readText(path: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    if (!fstatSync(descriptor).isFile()) return undefined;
    const bytes = Buffer.alloc(Math.min(fstatSync(descriptor).size, maxManifestBytes));
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function toManifest(json: Record<string, unknown>): Manifest {
  const settings = asObject(json['settings']);
  return {
    name: asText(json['name']),
    version: asText(json['version']),
    program: asText(json['program']),
    argv: asTexts(json['argv']),
    cwd: asText(json['cwd']),
    node: asText(json['node']),
    platform: asText(json['platform']),
    startWall: asText(json['startWall']),
    startTime: asBigint(json['startTime']),
    endTime: asBigint(json['endTime']),
    stopReason: asText(json['stopReason']),
    settings: Object.fromEntries(Object.entries(settings).map(([k, v]) => [k, asText(v)])),
    plan: asText(json['plan']),
    threads: Array.isArray(json['threads']) ? json['threads'] : [],
  };
}
