/** `scope cache info` and `scope cache clear`: the folder of instrumented modules. */
import type { Command } from 'commander';
import { cacheFiles, clearCache } from '../cache-folder.js';
import { readConfig } from '../config.js';
import { ScopeError } from '../errors.js';
import type { JsonOption } from './open.js';
import { Output } from './output.js';
import { bytes, plural, printable } from './text.js';

interface Options extends JsonOption {
  cache?: string;
}

const examples = `
Examples:
  scope cache info                    the cache that "scope run" would use here
  scope cache clear --cache /tmp/c    remove what scope keeps in that folder

A cache is only a matter of time: it may be removed while programs run.`;

export function addCache(program: Command): void {
  const cache = program
    .command('cache')
    .description('look at the folder of instrumented modules, or empty it')
    .addHelpText('after', examples);
  add(cache, 'info', 'print what the cache holds', (folder, options) => {
    const files = cacheFiles(folder);
    report(options, 'holds', folder, files.length, sum(files));
  });
  add(cache, 'clear', 'remove everything that scope keeps in the cache', (folder, options) => {
    const files = clearCache(folder);
    report(options, 'cleared of', folder, files.length, sum(files));
  });
  for (const command of cache.commands) command.copyInheritedSettings(program);
}

function add(
  cache: Command,
  name: string,
  description: string,
  action: (folder: string, options: Options) => void,
): void {
  cache
    .command(name)
    .description(description)
    .option('--cache <dir>', 'the folder (default: setting SCOPE_CACHE, else .scope/cache)')
    .option('--json', 'print JSON: path, files, bytes')
    .addHelpText('after', examples)
    .action((options: Options) => action(folderOf(options), options));
}

function folderOf({ cache }: Options): string {
  const env = cache === undefined ? process.env : { ...process.env, SCOPE_CACHE: cache };
  const { cache: folder } = readConfig(env, process.cwd());
  if (folder !== '') return folder;
  throw new ScopeError('SCOPE_USAGE', 'the cache is off here; name its folder with --cache DIR');
}

function sum(files: readonly { bytes: number }[]): number {
  return files.reduce((total, file) => total + file.bytes, 0);
}

function report(options: Options, verb: string, path: string, files: number, size: number): void {
  const out = new Output();
  if (options.json === true) out.line(JSON.stringify({ path, files, bytes: size }));
  else out.line(`${printable(path)} ${verb} ${plural(files, 'file')}, ${bytes(size)}`);
  out.flush();
}
