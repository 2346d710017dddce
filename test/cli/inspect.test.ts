/** info, events, calls, tree and verify as scripts see them: names, exit codes, one-line errors. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { damagedRecording, fineRecording, killedRecording, lossyRecording } from './golden.js';
import { cleanEnvironment, jsonLines, main, scope } from './run-scope.js';

const fine = fineRecording();
const lossy = lossyRecording();
const damaged = damagedRecording();
const killed = killedRecording();

const codes: [string, string[], number][] = [
  ['a fine recording', ['info', fine], 0],
  ['a fine recording, verified', ['verify', fine], 0],
  ['recorded losses', ['info', lossy], 3],
  ['recorded losses, verified', ['verify', lossy], 3],
  ['recorded losses among events', ['events', lossy], 3],
  ['recorded losses among calls', ['calls', lossy], 3],
  ['recorded losses in a tree', ['tree', lossy], 3],
  ['recorded losses among times', ['top', lossy], 3],
  ['recorded losses in a graph', ['dag', 'temporal', lossy], 3],
  ['a graph that is none', ['dag', 'family', fine], 2],
  ['an event that is none', ['dag', 'code', fine, '--around', '1:99'], 2],
  ['a tree below a call that is none', ['tree', fine, '--call', '1:99'], 2],
  ['a tree below no id', ['tree', fine, '--call', 'f1'], 2],
  ['a task that is no id', ['calls', fine, '--task', 'f1'], 2],
  ['a search for a recording', ['search', fine], 2],
  ['an order that is none', ['top', fine, '--by', 'luck'], 2],
  ['a damaged recording', ['events', damaged], 1],
  ['a damaged recording, verified', ['verify', damaged], 1],
  ['a killed process, recovered', ['calls', killed], 0],
  ['a killed process, verified', ['verify', killed], 0],
  ['no recording', ['info', '/nonexistent'], 1],
  ['an unknown command', ['frobnicate'], 2],
  ['an unknown option', ['calls', fine, '--frobnicate'], 2],
  ['a time that is none', ['calls', fine, '--from', 'noon'], 2],
  ['a number that is none', ['calls', fine, '--limit', 'x'], 2],
  ['too many arguments', ['info', fine, fine], 2],
  ['help', ['calls', '--help'], 0],
];

for (const [what, args, code] of codes) {
  test(`${what}: exit code ${String(code)}`, () => {
    const outcome = scope(args);
    assert.equal(outcome.code, code, outcome.stderr);
    if (code === 2 || args[1] === '/nonexistent') {
      assert.match(outcome.stderr, /^scope: [^\n]+\n$/, 'one line');
    }
  });
}

test('every command has help with examples', () => {
  const commands = [
    'run',
    'plan',
    'info',
    'events',
    'calls',
    'tree',
    'top',
    'why',
    'dag',
    'verify',
  ];
  for (const command of commands) {
    const { stdout, code } = scope([command, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /Examples:\n {2}scope /, command);
  }
});

test('calls --json has the names of the contract', () => {
  const calls = jsonLines(scope(['calls', fine, '--json']).stdout);
  assert.equal(calls.length, 5);
  const names = 'id parent task fn file line column thread start duration self args';
  for (const call of calls) {
    for (const name of names.split(' ')) assert.ok(name in call, name);
    assert.ok('returned' in call !== 'threw' in call, 'one of returned and threw');
  }
  const [parse] = calls;
  assert.deepEqual(
    [parse!['id'], parse!['parent'], parse!['task'], parse!['fn'], parse!['args']],
    ['1:1', '1:0', '1:0', 'f2', ['{']],
  );
  assert.equal((parse!['threw'] as { label: string }).label, 'SyntaxError');
  const root = calls.at(-1)!;
  assert.deepEqual(
    [root['parent'], root['returned'], root['args']],
    [null, 'done', ['users.json', 2]],
  );
  assert.equal(root['file'], '/app/main.js');
  for (const name of ['start', 'duration', 'self', 'line', 'column', 'thread']) {
    assert.ok(Number.isInteger(root[name]), name);
  }
});

test('calls that have not ended have neither returned nor threw', () => {
  const calls = jsonLines(scope(['calls', killed, '--json']).stdout);
  assert.equal(calls.length, 2);
  for (const call of calls) {
    assert.ok(!('returned' in call) && !('threw' in call));
    assert.equal(call['duration'], null);
  }
});

test('events --json has the names of the contract', () => {
  const events = jsonLines(scope(['events', fine, '--json']).stdout);
  assert.equal(events.length, 10);
  for (const [index, event] of events.entries()) {
    for (const name of ['seq', 'kind', 'site', 'time', 'thread']) assert.ok(name in event, name);
    assert.equal(event['seq'], index);
  }
  assert.deepEqual(events.map((event) => event['kind']).slice(0, 4), [
    'enter',
    'enter',
    'throw',
    'enter',
  ]);
});

test('events as text show each value whole, wherever it stands', () => {
  const { stdout } = scope(['events', fine]);
  assert.match(stdout, / f1\("users\.json", 2\) /);
  assert.match(stdout, / f1 "done" /);
});

test('losses are events of their own', () => {
  const loss = jsonLines(scope(['events', lossy, '--json']).stdout)[1]!;
  assert.deepEqual(
    [loss['kind'], loss['lost'], loss['cause'], loss['seq']],
    ['loss', 5, 'dropped', 1],
  );
});

test('info --json has the names of the contract', () => {
  const info = JSON.parse(scope(['info', fine, '--json']).stdout) as Record<string, unknown>;
  const names = 'state events lost threads processes segments bytes duration';
  for (const name of names.split(' ')) assert.ok(name in info, name);
  assert.deepEqual(
    [info['state'], info['events'], info['lost'], info['threads'], info['processes']],
    ['complete', 10, 0, 1, 1],
  );
  assert.equal(info['duration'], 12_000);
});

test('verify --json balances each thread', () => {
  const verdict = JSON.parse(scope(['verify', lossy, '--json']).stdout) as {
    ok: boolean;
    threads: Record<string, unknown>[];
  };
  assert.equal(verdict.ok, true);
  const [thread] = verdict.threads;
  assert.deepEqual([thread!['emitted'], thread!['recorded'], thread!['lost']], [7, 2, 5]);
});

test('tree draws calls below calls and folds equal leaves', () => {
  const { stdout } = scope(['tree', fine]);
  assert.equal(
    stdout.replaceAll(/[\d.]+ (ns|µs)/g, 'T'),
    [
      'f1(a: "users.json", b: 2) → "done" main.js:1  T',
      '├─ f2(a: "{") ✗ SyntaxError: Unexpected end  T',
      '└─ f3 ×3  T',
      '',
    ].join('\n'),
  );
});

test('tree --json keeps every call', () => {
  const tree = JSON.parse(scope(['tree', fine, '--json']).stdout) as {
    roots: { fn: string; children: { fn: string }[] }[];
  };
  assert.deepEqual(
    tree.roots[0]!.children.map((child) => child.fn),
    ['f2', 'f3', 'f3', 'f3'],
  );
});

test('tree says what it leaves out', () => {
  assert.match(scope(['tree', fine, '--depth', '0']).stdout, /4 calls not shown/);
  assert.match(scope(['tree', fine, '--limit', '2', '--no-fold']).stdout, /3 calls not shown/);
  assert.match(scope(['tree', lossy]).stdout, /✂ 5 events lost here \(dropped/);
});

test('tree begins at a call', () => {
  const { stdout } = scope(['tree', fine, '--call', '1:1']);
  assert.match(stdout, /^f2\(a: "\{"\)/);
});

const filters: [string[], string[]][] = [
  [['--fn', 'f2'], ['f2']],
  [
    ['--fn', 'f{1,2}'],
    ['f2', 'f1'],
  ],
  [
    ['--fn', 'f1', '--fn', 'f2'],
    ['f2', 'f1'],
  ],
  [['--file', 'main.js', '--threw'], ['f2']],
  [['--file', '/app/**', '--limit', '1'], ['f2']],
  [['--file', 'other/**'], []],
  [['--thread', '2'], []],
  [
    ['--task', '1:0', '--fn', 'f3', '--limit', '2'],
    ['f3', 'f3'],
  ],
  [['--task', '1:3'], []],
  [
    ['--from', '3us', '--fn', 'f[23]'],
    ['f2', 'f3', 'f3', 'f3'],
  ],
  [['--to', '1ns'], []],
];

for (const [args, names] of filters) {
  test(`calls ${args.join(' ')}: ${names.join(' ') || 'none'}`, () => {
    const calls = jsonLines(scope(['calls', fine, '--json', ...args]).stdout);
    assert.deepEqual(
      calls.map((call) => call['fn']),
      names,
    );
  });
}

test('a recording is found by its name in the folder of recordings', () => {
  const folder = fine.slice(0, fine.lastIndexOf('/'));
  const name = fine.slice(folder.length + 1);
  assert.equal(scope(['info', name], { env: { SCOPE_OUT: folder } }).code, 0);
});

test('colours only on request or on a terminal', () => {
  assert.doesNotMatch(scope(['tree', fine]).stdout, /\u001b/);
  assert.match(scope(['tree', fine], { env: { FORCE_COLOR: '1' } }).stdout, /\u001b/);
});

test('a reader that leaves ends the output quietly', () => {
  const script = `"${process.execPath}" "${main}" events "${fine}" --json | head -1`;
  const child = spawnSync('sh', ['-c', script], { env: cleanEnvironment(), encoding: 'utf8' });
  assert.equal(child.stderr, '');
  assert.equal(jsonLines(child.stdout).length, 1);
});

test('dag names its nodes and edges in each format', () => {
  const json = JSON.parse(scope(['dag', 'code', fine, '--json']).stdout) as {
    nodes: Record<string, unknown>[];
    edges: { from: string; to: string; type: string }[];
  };
  assert.deepEqual(
    json.edges.map(({ from, to, type }) => `${from} ${type} ${to}`),
    ['1:0 calls 1:1', '1:0 calls 1:3', '1:0 calls 1:5', '1:0 calls 1:7'],
  );
  for (const name of 'id type fn file line column thread seq time call self'.split(' ')) {
    assert.ok(name in json.nodes[0]!, name);
  }
  assert.match(
    scope(['dag', 'code', fine, '--format', 'dot']).stdout,
    /"1:0" -> "1:1" \[label="calls"\];/,
  );
  const mermaid = scope(['dag', 'code', fine, '--format', 'mermaid']).stdout;
  assert.match(mermaid, /^flowchart LR\n[^]*n0 -->\|"calls"\| n1/);
  const text = scope(['dag', 'data', fine, '--from', '0', '--to', '1s']).stdout;
  assert.match(text, /"users\.json" passed as a f1/);
});

test('dag shows a loss as a cut', () => {
  const { stdout } = scope(['dag', 'temporal', lossy]);
  assert.match(stdout, /✂ 5 events lost here \(dropped/);
  const { cuts } = JSON.parse(scope(['dag', 'temporal', lossy, '--json']).stdout) as {
    cuts: object[];
  };
  assert.deepEqual(cuts, [{ thread: 1, seq: 1, time: 1000, lost: 5, cause: 'dropped' }]);
});
