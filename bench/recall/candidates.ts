/** Finds commits that fix a bug in the source and bring a test for it, newest first. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './checkout.js';
import type { Fix } from './study.js';

interface Project {
  name: string;
  runner: Fix['runner'];
  source: RegExp;
  test: RegExp;
  since: string;
}

const projects: Project[] = [
  {
    name: 'node-semver',
    runner: 'tap',
    source: /^(?:classes|functions|internal|ranges)\/.*\.js$/,
    test: /^test\/.*\.js$/,
    since: '2020-01-01',
  },
  {
    name: 'ws',
    runner: 'mocha',
    source: /^lib\/.*\.js$/,
    test: /^test\/.*\.test\.js$/,
    since: '2020-01-01',
  },
  {
    name: 'picomatch',
    runner: 'mocha',
    source: /^lib\/.*\.js$/,
    test: /^test\/.*\.js$/,
    since: '2019-01-01',
  },
  {
    name: 'mustache.js',
    runner: 'mocha',
    source: /^mustache\.js$/,
    test: /^test\/.*-test\.js$/,
    since: '2015-01-01',
  },
  {
    name: 'express',
    runner: 'mocha',
    source: /^lib\/.*\.js$/,
    test: /^test\/.*\.js$/,
    since: '2016-01-01',
  },
  {
    name: 'qs',
    runner: 'tape',
    source: /^lib\/.*\.js$/,
    test: /^test\/.*\.js$/,
    since: '2016-01-01',
  },
];
const mostOfProject = 14;
const fixWords = '^(\\[?fix|fix:|\\[Fix\\]|bug)';

export function candidates(repos: string): Fix[] {
  return projects
    .filter(({ name }) => existsSync(join(repos, name)))
    .flatMap((project) => ofProject(join(repos, project.name), project));
}

function ofProject(folder: string, { name, runner, source, test, since }: Project): Fix[] {
  const search = ['-i', '-E', `--grep=${fixWords}`, `--since=${since}`];
  const log = git(folder, [
    'log',
    '--no-merges',
    '--format=%H',
    ...search,
    'refs/remotes/origin/HEAD',
  ]);
  const fixes: Fix[] = [];
  for (const commit of log.split('\n').filter((line) => line !== '')) {
    const files = git(folder, ['diff', '--name-only', `${commit}^`, commit]).split('\n');
    const tests = files.filter((file) => test.test(file) && !/fixtures|helpers|samples/.test(file));
    const sources = files.filter((file) => source.test(file));
    if (tests.length === 0 || sources.length === 0 || sources.length > 5) continue;
    fixes.push({ project: name, commit, runner, sources, tests });
    if (fixes.length === mostOfProject) break;
  }
  return fixes;
}
