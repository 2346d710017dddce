/**
 * What scope needs of Node's own modules when the guest has run already, as it was before the guest
 * could patch it. By name: to look at a property is enough for Node to load what is behind it.
 */
import module, { createRequire } from 'node:module';

const needed: Record<string, string[]> = {
  'node:fs': (
    'accessSync closeSync constants existsSync lstatSync mkdirSync openSync readFileSync ' +
    'readdirSync rmSync rmdirSync statSync writeFileSync'
  ).split(' '),
  'node:path': ['dirname', 'isAbsolute', 'join', 'relative', 'resolve', 'sep'],
  'node:util': ['types'],
  'node:vm': ['Script', 'createContext'],
};

/** A `require` for scripts of ours that run after the guest did. Call it before. */
export function captureBuiltins(): (id: string) => object {
  const require = createRequire(import.meta.url);
  const copies = Object.create(null) as Record<string, object>;
  for (const [id, names] of Object.entries(needed)) {
    const exported = require(id) as Record<string, unknown>;
    const copy: Record<string, unknown> = (copies[id] = {});
    for (const name of names) copy[name] = exported[name];
  }
  copies['node:module'] = { SourceMap: ownSourceMap() };
  return (id) => {
    const copy = copies[id];
    if (copy === undefined) throw new Error(`${id} is not captured`);
    return copy;
  };
}

/** With the method as it was. */
function ownSourceMap(): typeof module.SourceMap {
  const { SourceMap } = module;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
  const { findEntry } = SourceMap.prototype;
  return class extends SourceMap {
    override findEntry = findEntry;
  };
}
