/**
 * The files of a project that Node may run, as the text that Node would run: JavaScript as it is,
 * TypeScript with its types stripped where the running Node can, else through the project's own
 * `typescript`. Where a folder holds compiled files beside their sources, the compiled ones count.
 */
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import module, { createRequire } from 'node:module';
import { extname, join, relative, resolve, sep } from 'node:path';
import { parse, type Format } from '../../plan/parse.js';
import { ScopeError } from '../../errors.js';

export interface SourceFile {
  path: string;
  /** Relative to the root with forward slashes; absolute outside of it. */
  file: string;
}

const javascript = new Set(['.js', '.mjs', '.cjs']);
const typescript = new Set(['.ts', '.mts', '.cts']);
const skippedFolders = new Set(['node_modules', 'coverage', 'bower_components']);
/** A bundle of more is nobody's source; the tenth of it is parsed in a second. */
const maxFileBytes = 16 << 20;

/** Files under `paths` in order. Throws ScopeError SCOPE_USAGE for a path that is not there. */
export function findSources(root: string, paths: readonly string[]): SourceFile[] {
  const found = new Set<string>();
  for (const path of paths.map((given) => resolve(root, given))) {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch {
      throw new ScopeError('SCOPE_USAGE', `${path}: no such file or folder`);
    }
    if (isFolder) collect(path, found);
    else if (isSource(path)) found.add(path);
    else throw new ScopeError('SCOPE_USAGE', `${path}: neither JavaScript nor TypeScript`);
  }
  return [...found]
    .map((path) => ({ path, file: nameInRoot(root, path) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function collect(folder: string, found: Set<string>): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // a folder that cannot be read cannot be run either
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith('.')) collect(path, found);
    } else if (entry.isFile() && isSource(path) && !path.endsWith('.min.js')) {
      found.add(path);
    }
  }
}

function isSource(path: string): boolean {
  if (/\.d\.[mc]?ts$/.test(path)) return false;
  return javascript.has(extname(path)) || typescript.has(extname(path));
}

/** A path as the plan's rules see it. */
export function nameInRoot(root: string, path: string): string {
  const inside = relative(root, path);
  const name = inside.startsWith('..') ? path : inside;
  return sep === '/' ? name : name.replaceAll(sep, '/');
}

/** Reads one file as raw text. Throws where it cannot. */
export function readSource(path: string): string {
  if (statSync(path).size > maxFileBytes) throw new Error('larger than 16 MB');
  return readFileSync(path, 'utf8');
}

const strip = (module as { stripTypeScriptTypes?: (source: string) => string })
  .stripTypeScriptTypes;

interface TypeScript {
  transpileModule(source: string, options: object): { outputText: string };
}

const compilers = new Map<string, TypeScript | undefined>();

/** The text that Node would run. Throws where the types cannot be taken out. */
export function runnableText(source: string, path: string, root: string): string {
  if (!typescript.has(extname(path))) return source;
  const stripped = strip === undefined ? undefined : strippedText(source, strip);
  if (typeof stripped === 'string') return stripped;
  if (!compilers.has(root)) compilers.set(root, projectCompiler(root));
  const compiler = compilers.get(root);
  if (compiler === undefined) {
    const why = stripped?.message ?? 'TypeScript: this Node strips no types';
    throw new Error(`${why}, and the project has no typescript installed`);
  }
  return compiler.transpileModule(source, { compilerOptions, fileName: path }).outputText;
}

/** ESNext modules and targets: names and shapes of functions stay as they are. */
const compilerOptions = {
  target: 99,
  module: 99,
  experimentalDecorators: true,
  noEmitHelpers: true,
  inlineSourceMap: true,
};
/** Also within comments and texts. */
const decorator = /^\s*@\w/m;

/** What Node itself would run; the error where it would not: of enums, say, or decorators. */
function strippedText(source: string, strip: (source: string) => string): string | Error {
  try {
    const text = quietly(() => strip(source));
    if (!decorator.test(text) || parses(text)) return text;
    return new Error('TypeScript with decorators');
  } catch (error) {
    return error as Error;
  }
}

function parses(text: string): boolean {
  try {
    parse(text, 'module');
    return true;
  } catch {
    return false;
  }
}

function projectCompiler(root: string): TypeScript | undefined {
  try {
    return createRequire(join(root, 'package.json'))('typescript') as TypeScript;
  } catch {
    return undefined;
  }
}

/** Node warns once that stripping types is experimental; that is no news to a planner's user. */
function quietly<T>(run: () => T): T {
  const descriptor = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = () => undefined;
  try {
    return run();
  } finally {
    if (descriptor !== undefined) Object.defineProperty(process, 'emitWarning', descriptor);
  }
}

/** How Node would compile the file; `.js` is told by the nearest package.json. */
export function formatOf(path: string, packageType: (path: string) => Format): Format {
  const ending = extname(path);
  if (ending === '.mjs' || ending === '.mts') return 'module';
  if (ending === '.cjs' || ending === '.cts') return 'commonjs';
  return packageType(path);
}
