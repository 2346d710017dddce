/**
 * Compilers, bundlers and formatters over a real project, plain and recorded whole at each level:
 * what they write must be the same to the last byte.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.js';

interface Build {
  name: string;
  /** Where it runs. */
  folder: string;
  /** Arguments of node; `OUT` stands for the folder to write to. */
  command: string[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const levels = ['calls', 'values'] as const;

/** Tools of our own dependencies work on this project; bundlers on a package of the sources. */
function builds(sources: string): Build[] {
  const rollup = join(sources, 'acorn/node_modules/rollup/dist/bin/rollup');
  const webpack = join(sources, 'webpack/node_modules/webpack/bin/webpack.js');
  return [
    {
      name: 'tsc',
      folder: root,
      command: [
        'node_modules/typescript/bin/tsc',
        '-p',
        '.',
        '--incremental',
        'false',
        '--composite',
        'false',
        '--tsBuildInfoFile',
        'null',
        '--outDir',
        'OUT',
      ],
    },
    {
      name: 'prettier',
      folder: root,
      command: ['node_modules/prettier/bin/prettier.cjs', '--no-cache', 'lib/**/*.ts', 'README.md'],
    },
    {
      name: 'eslint',
      folder: root,
      command: ['node_modules/eslint/bin/eslint.js', '-f', 'json', 'lib', 'loader'],
    },
    {
      name: 'rollup',
      folder: join(sources, 'acorn'),
      command: [
        rollup,
        '-i',
        'acorn-loose/src/index.js',
        '-f',
        'es',
        '--sourcemap',
        '-d',
        'OUT',
        '--silent',
      ],
    },
    {
      name: 'webpack',
      folder: join(sources, 'webpack'),
      command: [
        webpack,
        '--stats',
        'errors-only',
        '--mode',
        'production',
        '--devtool',
        'source-map',
        '--entry',
        './entry.js',
        '-o',
        'OUT',
      ],
    },
  ];
}

/** Whether all are the same. Prints a line for each. */
export function compareBuilds(sources: string, names: readonly string[]): boolean {
  const wanted = builds(sources).filter(({ name }) => names.length === 0 || names.includes(name));
  return wanted.map(compareBuild).every((isSame) => isSame);
}

function compareBuild(build: Build): boolean {
  if (!existsSync(build.folder)) {
    console.log(`${build.name.padEnd(10)} no sources`);
    return true;
  }
  const plain = produce(build, undefined);
  const results = levels.map((level) => ({ level, ...produce(build, level) }));
  const verdicts = results.map(({ level, digest, seconds }) => {
    const verdict = digest === plain.digest ? 'identical' : 'DIFFERENT';
    return `${level}: ${verdict} (${seconds.toFixed(1)} s)`;
  });
  console.log(
    `${build.name.padEnd(10)} ${plain.files} files, ${plain.bytes} bytes, exit ${plain.status ?? ''} (${plain.seconds.toFixed(1)} s)  ${verdicts.join('  ')}`,
  );
  return results.every(({ digest }) => digest === plain.digest) && plain.bytes > 0;
}

/** Digest of the output and of every file written. */
function produce(build: Build, level: string | undefined) {
  const out = mkdtempSync(join(tmpdir(), 'scope-build-'));
  try {
    const command = build.command.map((argument) => (argument === 'OUT' ? out : argument));
    const { output, status, seconds } = run(build.folder, command, level);
    const hash = createHash('sha256').update(output.replaceAll(out, 'OUT')).update(String(status));
    let bytes = output.length;
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(out, path)).isFile())
      .sort();
    for (const path of files) {
      const content = readFileSync(join(out, path));
      bytes += content.length;
      hash.update(path).update(content);
    }
    return { digest: hash.digest('hex'), files: files.length, bytes, status, seconds };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
