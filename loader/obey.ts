/** The transform's options for one module, as the plan's rules and entries for its file say. */
import type { FileRules, PlanMatcher } from '../lib/plan/match.js';
import type { SecretNames } from '../lib/plan/secret-names.js';
import { packagesIn } from './packages.js';
import { moduleName } from './probes.js';
import type { TransformOptions } from './transform/transform.js';

/** What is the same for all modules. */
export interface Obedience {
  matcher: PlanMatcher;
  names: SecretNames;
  tunable: boolean;
  framed: boolean;
}

export interface ObeyingModule {
  /** Undefined for a file that the plan leaves alone. */
  rules: FileRules | undefined;
  source: string;
  format: TransformOptions['format'];
  /** The source map of a bundle with packages in it. */
  bundleMap: string | undefined;
}

export function obey(
  { rules, source, format, bundleMap }: ObeyingModule,
  { matcher, names, tunable, framed }: Obedience,
): TransformOptions {
  const packageAt = bundleMap === undefined ? undefined : packagesIn(bundleMap);
  const ofPackages = new Map<string, FileRules | undefined>();
  const rulesAt = (line: number, column: number): FileRules | undefined => {
    const file = packageAt?.(line, column);
    if (file === undefined) return rules;
    if (!ofPackages.has(file)) ofPackages.set(file, matcher.file(file));
    return ofPackages.get(file);
  };
  return {
    format,
    secretNames: names,
    lacksUsing: !('DisposableStack' in globalThis),
    topLevel: rules?.level(moduleName) ?? 'off',
    lacksState: packageAt === undefined && rules?.mayHaveState !== true,
    tunable,
    framed,
    levelOf: ({ name, line, column, isOfCompiler }) =>
      rulesAt(line, column)?.level(name, isOfCompiler) ?? 'off',
    entryOf: ({ name, start, end }) => rules?.entry(name, () => source.slice(start, end)),
  };
}
