/**
 * Where a variable or a private field may hold something else than what its sites record: code that
 * is not seen writes it, too. Readers show the reason beside the value.
 */
import type { Doubt, Site } from '../../../lib/plan/site.js';
import type { Context } from '../context.js';
import type { StateModule } from './frame.js';

/** At the end of the walk, when it is known which writes are recorded. */
export function noteDoubts({ state, sites }: Context): void {
  if (state === undefined) return;
  const { scopes, recorded, siteOf } = state;
  for (const node of scopes.writes) {
    if (!recorded.has(node)) scopes.binding(node)!.doubt ??= 'unrecorded';
  }
  for (const scope of scopes.all) {
    const owner = siteOf.get(scope);
    for (const { name, kind, doubt, sites: own } of scope.bindings.values()) {
      if (doubt === undefined) continue;
      for (const site of own) note(sites[site]!, name, doubt);
      if (kind === 'parameter' && owner !== undefined) note(sites[owner]!, name, doubt);
    }
  }
  notePrivate(state, sites);
}

function notePrivate({ privates, recorded }: StateModule, sites: readonly Site[]): void {
  for (const { name, writes, sites: own } of privates.fields) {
    if (writes.every((node) => recorded.has(node))) continue;
    for (const site of own) note(sites[site]!, `#${name}`, 'unrecorded');
  }
}

function note(site: Site, name: string, doubt: Doubt): void {
  (site.doubts ??= {})[name] = doubt;
}
