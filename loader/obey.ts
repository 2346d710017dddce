/** The transform's options for one module, as the plan's rules and entries for its file say. */
import type { FileRules, PlanMatcher } from '../lib/plan/match.js';
import type { SecretNames } from '../lib/plan/secret-names.js';
import { packagesIn } from './packages.js';
import { moduleName } from './probes.js';
import type { TransformOptions } from './transform/transform.js';

/** What is the same for all modules. */
export interface Obedience {
  /** Folder that the plan's globs refer to. */
  root: string;
  names: SecretNames;
  tunable: boolean;
  framed: boolean;
}

export interface ObeyingModule {
  path: string;
  source: string;
  format: TransformOptions['format'];
  sourceMap: string | undefined;
}

export function obey(
  matcher: PlanMatcher,
  { path, source, format, sourceMap }: ObeyingModule,
  { root, names, tunable, framed }: Obedience,
): TransformOptions {
  const rules = matcher.file(path);
  const packageAt = packagesIn(source, path, sourceMap);
  const ofPackages = new Map<string, FileRules | undefined>();
  const rulesAt = (start: number): FileRules | undefined => {
    const file = packageAt?.(start);
    if (file === undefined) return rules;
    if (!ofPackages.has(file)) ofPackages.set(file, matcher.file(`${root}/${file}`));
    return ofPackages.get(file);
  };
  return {
    format,
    secretNames: names,
    lacksUsing: !('DisposableStack' in globalThis),
    topLevel: rules?.level(moduleName) ?? 'off',
    lacksState: rules?.mayHaveState !== true,
    tunable,
    framed,
    levelOf: ({ name, start }) => rulesAt(start)?.level(name) ?? 'off',
    entryOf: ({ name, start, end }) => rules?.entry(name, () => source.slice(start, end)),
  };
}
