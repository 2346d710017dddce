/**
 * The whole suite under other versions of Node, whose binaries come from the package registry.
 *
 *   npm run test:nodes            # 20, 22, 24 and 26
 *   npm run test:nodes -- 22 24
 *
 * Prints a line for each; on a failure, what failed. Binaries are kept in node_modules/.cache.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cache = join(root, 'node_modules/.cache/nodes');
const allVersions = ['20', '22', '24', '26'];
/** Characters of a failing test's report. */
const maxShown = 4000;
const packageName = `node-${process.platform}-${process.arch}`;

const wanted = process.argv.slice(2);
const outcomes = (wanted.length > 0 ? wanted : allVersions).map((version) => testUnder(version));
process.exitCode = outcomes.every((passes) => passes) ? 0 : 1;

function testUnder(version: string): boolean {
  const node = binary(version);
  if (node === undefined) {
    console.log(`node ${version}: could not install ${packageName}@${version}`);
    return false;
  }
  const started = Date.now();
  const env = { ...process.env, TAP_TIMEOUT: '600', PATH: pathWith(node) };
  const options = ['--enable-source-maps', '--test', '--test-concurrency=2', '--test-reporter=tap'];
  const { stdout, status } = spawnSync(node, [...options, ...testFiles()], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 30,
  });
  const sum = (key: string): string => new RegExp(`^# ${key} (\\d+)`, 'm').exec(stdout)?.[1] ?? '?';
  const seconds = Math.round((Date.now() - started) / 1000);
  const release = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`node ${release}: ${sum('pass')} pass, ${sum('fail')} fail, ${seconds} s`);
  if (status === 0) return true;
  for (const [failure] of stdout.matchAll(/^( *)not ok .*\n(?:\1 .*\n)*/gm)) {
    console.log(failure.slice(0, maxShown));
  }
  mkdirSync(cache, { recursive: true });
  const log = join(cache, `${version}.log`);
  writeFileSync(log, stdout);
  console.log(`all of it is in ${log}`);
  return false;
}

/** Every test file of dist/, listed here: how node finds them differs between versions. */
function testFiles(): string[] {
  return readdirSync(join(root, 'dist/test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.js') && path.split('/').length <= 2)
    .map((path) => join('dist/test', path))
    .sort();
}

function binary(version: string): string | undefined {
  if (process.versions.node.split('.')[0] === version) return process.execPath;
  const folder = join(cache, version);
  const node = join(folder, 'node_modules', packageName, 'bin/node');
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
    const options = { cwd: folder, stdio: 'inherit' } as const;
    spawnSync('npm', [...install, `${packageName}@${version}`], options);
  }
  return existsSync(node) ? node : undefined;
}

function pathWith(node: string): string {
  return `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`;
}
