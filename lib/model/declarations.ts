/** Where variables of a name are declared, so that one of them is found without looking at all. */
import type { SiteTable } from '../reader/sites.js';

/** By table and name: offsets of declarations in their modules, as `Variables` have them. */
const known = new WeakMap<SiteTable, Map<string, Set<number>>>();

/** Those of all modules: another variable may be declared at the same offset of another module. */
export function declarationsOf(sites: SiteTable, name: string): ReadonlySet<number> {
  let byName = known.get(sites);
  if (byName === undefined) known.set(sites, (byName = collect(sites)));
  return byName.get(name) ?? none;
}

/** Of a parameter of a function; `declares` of its site lacks those that are no simple names. */
export function parameterAt(declares: readonly number[], index: number): number {
  return declares[index] ?? -2 - index;
}

const none: ReadonlySet<number> = new Set();

function collect(sites: SiteTable): Map<string, Set<number>> {
  const byName = new Map<string, Set<number>>();
  const add = (name: string, declared: number): void => {
    const offsets = byName.get(name);
    if (offsets === undefined) byName.set(name, new Set([declared]));
    else offsets.add(declared);
  };
  for (const { kind, variable, declared, parameters, declares } of sites.all) {
    if (kind === 'write') add(variable, declared);
    for (const [index, name] of parameters.entries()) add(name, parameterAt(declares, index));
  }
  return byName;
}
