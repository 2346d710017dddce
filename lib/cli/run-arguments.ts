/**
 * The command line of `scope run`, split into our options, Node's, the program and its own
 * arguments.
 *
 *   scope run --level calls --import tsx app.ts --port 80
 *             '-- ours ---' '-- Node's-' file   '-- its --'
 */
import { existsSync } from 'node:fs';
import { ScopeError } from '../errors.js';

/** Our options and the variables that carry them (design.md, "Settings"). */
export const runOptions: readonly {
  flag: string;
  value: string;
  variable: string;
  text: string;
}[] = [
  {
    flag: '--out',
    value: 'DIR',
    variable: 'SCOPE_OUT',
    text: 'where recordings go (default .scope)',
  },
  {
    flag: '--name',
    value: 'NAME',
    variable: 'SCOPE_NAME',
    text: "the recording's name (default: time and program)",
  },
  {
    flag: '--plan',
    value: 'FILE',
    variable: 'SCOPE_PLAN',
    text: 'the plan to obey (default: scope.plan.json, else built in)',
  },
  {
    flag: '--level',
    value: 'L',
    variable: 'SCOPE_LEVEL',
    text: 'off, calls, values (default) or state',
  },
  {
    flag: '--include',
    value: 'GLOBS',
    variable: 'SCOPE_INCLUDE',
    text: 'comma-separated globs on paths; ** is everything',
  },
  { flag: '--exclude', value: 'GLOBS', variable: 'SCOPE_EXCLUDE', text: 'the same, to leave out' },
  { flag: '--clock', value: 'C', variable: 'SCOPE_CLOCK', text: 'adaptive (default) or exact' },
  {
    flag: '--backpressure',
    value: 'P',
    variable: 'SCOPE_BACKPRESSURE',
    text: 'block (default), spill, overwrite or drop',
  },
  {
    flag: '--redact',
    value: 'NAMES',
    variable: 'SCOPE_REDACT',
    text: 'comma-separated names of more secrets; !NAME is none',
  },
  {
    flag: '--keep',
    value: 'K',
    variable: 'SCOPE_KEEP',
    text: 'keep the newest 2GB, 10m, …; older segments are removed',
  },
  {
    flag: '--cache',
    value: 'DIR',
    variable: 'SCOPE_CACHE',
    text: 'folder of transformed modules; off for none',
  },
  {
    flag: '--observe',
    value: 'on|off',
    variable: 'SCOPE_OBSERVE',
    text: 'tasks: which call scheduled each callback (default on)',
  },
  {
    flag: '--tunable',
    value: 'on|off',
    variable: 'SCOPE_TUNABLE',
    text: 'levels can be changed while it runs: scope tune (default off)',
  },
  {
    flag: '--max-overhead',
    value: 'P%',
    variable: 'SCOPE_MAX_OVERHEAD',
    text: 'lower the dearest functions while recording costs more CPU than this',
  },
];

export interface RunArguments {
  /** Settings as environment variables. */
  settings: Record<string, string>;
  nodeArguments: string[];
  file: string;
  fileArguments: string[];
  wantsHelp: boolean;
}

/** Options of Node that are not allowed in NODE_OPTIONS, and so not in its own list. */
const moreNodeFlags = new Set([
  '--expose-gc',
  '--expose_gc',
  '--inspect',
  '--inspect-brk',
  '--prof',
]);
/** Options of Node whose value may be the next argument. */
const nodeFlagsWithValue = new Set([
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
  '--conditions',
  '-C',
  '--env-file',
  '--title',
  '--icu-data-dir',
  '--openssl-config',
  '--dns-result-order',
  '--unhandled-rejections',
  '--disable-warning',
  '--input-type',
  '--experimental-default-type',
]);

/** Throws ScopeError SCOPE_USAGE. */
export function parseRunArguments(args: readonly string[]): RunArguments {
  const parsed: RunArguments = {
    settings: {},
    nodeArguments: [],
    file: '',
    fileArguments: [],
    wantsHelp: false,
  };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--' || !arg.startsWith('-') || arg === '-') {
      parsed.file = (arg === '--' ? rest.shift() : arg) ?? '';
      parsed.fileArguments = rest;
      break;
    }
    takeOption(arg, rest, parsed);
    if (parsed.wantsHelp) return parsed;
  }
  checkFile(parsed.file);
  return parsed;
}

function takeOption(arg: string, rest: string[], parsed: RunArguments): void {
  const equals = arg.indexOf('=');
  const flag = equals < 0 ? arg : arg.slice(0, equals);
  const inline = equals < 0 ? undefined : arg.slice(equals + 1);
  if (flag === '--help' || flag === '-h') {
    parsed.wantsHelp = true;
  } else if (flag === '--quiet') {
    parsed.settings['SCOPE_QUIET'] = '1';
  } else if (flag === '--node-arg') {
    parsed.nodeArguments.push(valueOf(flag, inline, rest));
  } else {
    const option = runOptions.find((known) => known.flag === flag);
    if (option !== undefined) parsed.settings[option.variable] = valueOf(flag, inline, rest);
    else takeNodeOption(arg, flag, inline, rest, parsed);
  }
}

function takeNodeOption(
  arg: string,
  flag: string,
  inline: string | undefined,
  rest: string[],
  parsed: RunArguments,
): void {
  if (!process.allowedNodeEnvironmentFlags.has(flag) && !moreNodeFlags.has(flag)) {
    throw new ScopeError(
      'SCOPE_USAGE',
      `scope run: unknown option ${flag}; give options of the program behind FILE, ` +
        `unlisted ones of Node with --node-arg=${flag}`,
    );
  }
  parsed.nodeArguments.push(arg);
  if (inline === undefined && nodeFlagsWithValue.has(flag)) {
    parsed.nodeArguments.push(valueOf(flag, undefined, rest));
  }
}

function valueOf(flag: string, inline: string | undefined, rest: string[]): string {
  const value = inline ?? rest.shift();
  if (value === undefined || value === '') {
    throw new ScopeError('SCOPE_USAGE', `scope run: ${flag} needs a value; see "scope run --help"`);
  }
  return value;
}

/** What Node appends where a program's name is given without its ending. */
const endings = ['', '.js', '.cjs', '.mjs', '.json', '.node'];

function checkFile(file: string): void {
  if (file === '') {
    throw new ScopeError('SCOPE_USAGE', 'scope run: no FILE given; try "scope run app.js"');
  }
  if (endings.some((ending) => existsSync(file + ending))) return;
  const advice =
    file === 'node' ? 'leave it out, scope runs Node itself' : "give the program's path";
  throw new ScopeError('SCOPE_USAGE', `scope run: ${file}: no such file; ${advice}`);
}
