/** Lines that ran, as V8's precise coverage has them and as a recording at level `state` does. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executedLines } from '../../lib/query/executed.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { scratch } from '../scratch.js';
import { cleanEnv, record } from '../whole/harness.js';

export interface LineComparison {
  modules: number;
  lines: number;
  /** `file:line: V8 says it ran, the recording does not`; at most twenty. */
  differences: string[];
}

interface CoveredFunction {
  ranges: { startOffset: number; endOffset: number; count: number }[];
}

/** Runs the program plain under V8's coverage and recorded whole, and compares every line. */
export async function compareLines(program: string, args: string[]): Promise<LineComparison> {
  const covered = coverageOf(program, args);
  const env = { SCOPE_LEVEL: 'state', SCOPE_INCLUDE: '**' };
  const { recording: path } = record(program, { args, env });
  const recording = openRecordingFiles(path);
  const found: LineComparison = { modules: 0, lines: 0, differences: [] };
  for (const { module, lines } of await executedLines(recording, 0, (file) => covered.has(file))) {
    // A function that is left alone tells nothing of its lines.
    if (module.skips.length > 0) continue;
    const expected = linesOf(module.source(), covered.get(module.path)!);
    found.modules++;
    for (const [index, ran] of lines.entries()) {
      const isRun = expected[index];
      if (ran === undefined || isRun === undefined) continue;
      found.lines++;
      if (isRun === ran > 0 || found.differences.length >= 20) continue;
      const place = `${module.path}:${String(index + 1)}`;
      found.differences.push(`${place}: V8 ${isRun ? 'ran' : 'did not run'} it, ${String(ran)}`);
    }
  }
  recording.close();
  return found;
}

/** Functions of the program's modules by path. */
function coverageOf(program: string, args: string[]): Map<string, CoveredFunction[]> {
  const folder = scratch();
  const env = { ...cleanEnv(), NODE_V8_COVERAGE: folder };
  execFileSync(process.execPath, [program, ...args], { env, stdio: 'ignore' });
  const functions = new Map<string, CoveredFunction[]>();
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      result: { url: string; functions: CoveredFunction[] }[];
    };
    for (const { url, functions: covered } of result) {
      if (url.startsWith('file:')) functions.set(fileURLToPath(url), covered);
    }
  }
  return functions;
}

/**
 * Whether the first character of each line ran; undefined for blank lines. V8 leaves gaps of a
 * character between ranges that did not run.
 */
function linesOf(source: string, functions: CoveredFunction[]): (boolean | undefined)[] {
  // Inner ranges come later and count: V8 lists functions and blocks from the outside inwards.
  const ranges = functions
    .flatMap((covered) => covered.ranges)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  const counts = new Int32Array(source.length);
  for (const { startOffset, endOffset, count } of ranges)
    counts.fill(count, startOffset, endOffset);
  let offset = 0;
  return source.split('\n').map((line) => {
    const first = line.search(/\S/);
    const isRun = first < 0 ? undefined : counts[offset + first]! > 0;
    offset += line.length + 1;
    return isRun;
  });
}
