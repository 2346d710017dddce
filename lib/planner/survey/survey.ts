/**
 * Surveys a project: every module that Node may run, its functions and what can be told about them
 * without running it. Deterministic: files in order, functions as they stand in the text.
 *
 *   const survey = surveyProject({ root: '/app', paths: ['src'] });
 *   survey.modules[0].functions[0].cyclomatic
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentHash } from '../../plan/hash.js';
import type { Format } from '../../plan/parse.js';
import { SurveyCache } from './cache.js';
import { surveyModule } from './module.js';
import { findSources, formatOf, readSource, runnableText, type SourceFile } from './sources.js';
import type { ModuleSurvey, Survey, UnreadFile } from './types.js';
import { noteUpstream } from './upstream.js';

export interface SurveyOptions {
  /** Absolute folder that the names of files refer to. */
  root: string;
  /** Files and folders; default: the root. */
  paths?: readonly string[];
  /** File that keeps surveys between runs. */
  cacheFile?: string;
  /** Told after each module: how many are done, of how many. */
  onProgress?: (done: number, total: number) => void;
}

/** Throws ScopeError SCOPE_USAGE for a path that is not there. */
export function surveyProject(options: SurveyOptions): Survey {
  const { root, paths = ['.'], cacheFile = '', onProgress } = options;
  const sources = findSources(root, paths);
  const cache = new SurveyCache(cacheFile);
  const packageType = packageTypes();
  const modules: ModuleSurvey[] = [];
  const unread: UnreadFile[] = [];
  for (const [index, source] of sources.entries()) {
    try {
      modules.push(surveyFile(source, root, packageType, cache));
    } catch (error) {
      unread.push({ file: source.file, reason: (error as Error).message });
    }
    onProgress?.(index + 1, sources.length);
  }
  cache.save();
  return { root, modules: withoutCompiledSources(modules), unread };
}

function surveyFile(
  { path, file }: SourceFile,
  root: string,
  packageType: (path: string) => Format,
  cache: SurveyCache,
): ModuleSurvey {
  const text = readSource(path);
  const format = formatOf(path, packageType);
  const key = `${contentHash(text)} ${format} ${file}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const runnable = runnableText(text, path, root);
  const module = surveyModule(runnable, { file, format, hash: contentHash(runnable) });
  noteUpstream(module, runnable, path, root);
  cache.set(key, module);
  return module;
}

/** Sources whose compiled text was found, too, are not what Node runs. */
function withoutCompiledSources(modules: readonly ModuleSurvey[]): ModuleSurvey[] {
  const compiled = new Set(modules.map(({ original }) => original).filter((file) => file !== ''));
  return modules.filter(({ file }) => !compiled.has(file));
}

/** Type of the package that a path belongs to; each package.json is read once. */
function packageTypes(): (path: string) => Format {
  const known = new Map<string, Format>();
  const inFolder = (folder: string): Format => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const type = ownType(folder) ?? (dirname(folder) === folder ? 'commonjs' : undefined);
    const format = type ?? inFolder(dirname(folder));
    known.set(folder, format);
    return format;
  };
  return (path) => inFolder(dirname(path));
}

function ownType(folder: string): Format | undefined {
  try {
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    return (JSON.parse(text) as { type?: unknown }).type === 'module' ? 'module' : 'commonjs';
  } catch {
    return undefined;
  }
}
