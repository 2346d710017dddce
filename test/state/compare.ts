/** Runs random programs recorded at level `state` and compares every checkpoint with the oracle. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doubtAbout } from '../../lib/model/doubts.js';
import { keyOf } from '../../lib/model/entry-keys.js';
import { ThreadState } from '../../lib/model/state.js';
import { recordingInfo } from '../../lib/query/info.js';
import { kind } from '../../lib/reader/format.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { record } from '../whole/harness.js';
import { Match, type Look } from './match.js';
import { oracleSource } from './oracle.js';
import { seeded, StateProgram } from './program.js';

export interface Comparison {
  /** Checkpoints that the live programs passed. */
  looks: number;
  /** The numbers of those that were compared. */
  numbers: Set<number>;
  /** Variables compared. */
  variables: number;
  /** What differs, described; at most twenty. */
  differences: string[];
  /** Entries of which the recording says that no look has shown them. */
  unseen: number;
  /** Variables that differ, and of which the recording says that they may. */
  doubted: number;
  /** Sights of objects that the recording says were not compared. */
  uncompared: number;
  /** What the programs printed: errors that left a module, among others. */
  stdout: string;
}

type Compared = Omit<Comparison, 'uncompared' | 'stdout'>;

/** Uses up what comparing objects may cost: from then on hardly any is. */
const tiringSource = `
const many = Array.from({ length: 255 }, (_, index) => index);
for (let i = 0; i < 5000; i++) many.reverse();
`;

const rules = [
  { files: ['**'], level: 'state' },
  { files: ['**'], functions: ['*peek*'], level: 'off' },
  { files: ['oracle.mjs', 'main.mjs', 'unseen.*'], level: 'off' },
];

/** A module that is recorded, with checkpoints. */
export interface Module {
  name: string;
  text: string;
}

/** `programs` modules in one process, from `seed` on; `isTired`: without a budget to compare. */
export async function compareStates(
  directory: string,
  seed: number,
  programs: number,
  isTired = false,
): Promise<Comparison> {
  const modules: Module[] = isTired ? [{ name: 'tiring.mjs', text: tiringSource }] : [];
  let first = 0;
  for (let at = 0; at < programs; at++) {
    const program = new StateProgram(seeded(seed + at));
    const { text, marks } = program.text(first);
    first = marks;
    modules.push({ name: `p${String(at)}.${program.isSloppy ? 'cjs' : 'mjs'}`, text });
  }
  return compareModules(directory, modules);
}

/** Runs the modules one after the other in one recorded process. */
export async function compareModules(
  directory: string,
  modules: readonly Module[],
): Promise<Comparison> {
  for (const { name, text } of modules) writeFileSync(join(directory, name), text);
  writeFileSync(join(directory, 'oracle.mjs'), oracleSource);
  const main = [
    "import { write } from './oracle.mjs';",
    ...modules.map(
      ({ name }) =>
        `try { await import('./${name}'); } catch (e) { if (!(e instanceof Object)) console.log(e); else console.log(e.stack); }`,
    ),
    'write();',
  ];
  writeFileSync(join(directory, 'main.mjs'), main.join('\n'));
  const plan = join(directory, 'plan.json');
  writeFileSync(plan, JSON.stringify({ version: 1, rules }));
  const out = join(directory, 'looks.json');
  const recorded = record('main.mjs', {
    cwd: directory,
    args: [out],
    env: { SCOPE_PLAN: plan },
  });
  const looks = new Map<number, Look[]>();
  for (const [number, look] of JSON.parse(readFileSync(out, 'utf8')) as [number, Look][]) {
    const list = looks.get(number) ?? [];
    list.push(look);
    looks.set(number, list);
  }
  const { uncompared } = await recordingInfo(openRecordingFiles(recorded.recording));
  const found = await compareRecording(recorded.recording, looks, uncompared > 0);
  return { ...found, uncompared, stdout: recorded.stdout };
}

async function compareRecording(
  path: string,
  looks: ReadonlyMap<number, Look[]>,
  isTired: boolean,
): Promise<Compared> {
  const recording = openRecordingFiles(path);
  const thread = recording.threads[0]!;
  const sites = await recording.sites(thread.process);
  const state = new ThreadState(thread, sites);
  const numbers = new Set<number>();
  const found: Compared = {
    looks: 0,
    numbers,
    variables: 0,
    differences: [],
    doubted: 0,
    unseen: 0,
  };
  const next = new Map<number, number>();
  const tell = (text: string): void => {
    if (found.differences.length < 200) found.differences.push(text);
  };
  while (state.step()) {
    const { cursor } = state;
    if (cursor.kind !== kind.write || sites.get(cursor.site).variable !== 'mark') continue;
    const number = cursor.value(0);
    if (typeof number !== 'number') continue;
    // Behind an `eval` it is written down again.
    const { start, end } = sites.get(cursor.site);
    if (end - start !== `mark = ${String(number)}`.length) continue;
    const hit = next.get(number) ?? 0;
    next.set(number, hit + 1);
    // Programs look more often than the oracle writes down.
    const look = looks.get(number)?.[hit];
    if (look === undefined) continue;
    found.looks++;
    numbers.add(number);
    const visible = state.here === undefined ? [] : state.visible(state.here);
    const symbols = new Map(
      visible
        .filter(({ name }) => name.startsWith('sym'))
        .map(({ name, value }) => [keyOf(value), name]),
    );
    const match = new Match(look, state.objects, sites, symbols, isTired);
    for (const [name, expected] of Object.entries(look.variables)) {
      const variable = visible.find((candidate) => candidate.name === name);
      found.variables++;
      const difference =
        variable === undefined
          ? `${name} is not there`
          : match.difference(expected, variable.value, name);
      if (difference === '') continue;
      if (variable !== undefined && doubtAbout(variable, sites) !== '') found.doubted++;
      else {
        const { file, line } = sites.get(cursor.site);
        tell(`checkpoint ${String(number)} (${file}:${String(line)}): ${difference}`);
      }
    }
    found.unseen += match.unseen;
    found.doubted += match.viewed + match.doubted;
  }
  for (const [number, list] of looks) {
    if ((next.get(number) ?? 0) < list.length) tell(`checkpoint ${String(number)} has no event`);
  }
  recording.close();
  return found;
}
