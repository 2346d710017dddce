/** The transform's options for one module, as the plan's rules and entries for its file say. */
import type { FileRules } from '../lib/plan/match.js';
import type { SecretNames } from '../lib/plan/secret-names.js';
import { moduleName } from './probes.js';
import type { TransformOptions } from './transform/transform.js';

/** What is the same for all modules. */
export interface Obedience {
  names: SecretNames;
  tunable: boolean;
  framed: boolean;
}

/** `rules` is undefined for a file that the plan leaves alone. */
export function obey(
  rules: FileRules | undefined,
  source: string,
  format: TransformOptions['format'],
  { names, tunable, framed }: Obedience,
): TransformOptions {
  return {
    format,
    secretNames: names,
    lacksUsing: !('DisposableStack' in globalThis),
    topLevel: rules?.level(moduleName) ?? 'off',
    lacksState: rules?.mayHaveState !== true,
    tunable,
    framed,
    levelOf: ({ name }) => rules?.level(name) ?? 'off',
    entryOf: ({ name, start, end }) => rules?.entry(name, () => source.slice(start, end)),
  };
}
