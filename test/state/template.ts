/** Statements of random programs from texts with places for values and checkpoints. */
import { inside, type Maker, type Statement } from './rare-statements.js';
import type { Binding, Place } from './program.js';

export type Make = (place: Place, make: Maker) => Statement;

const any = (...names: string[]): Binding[] =>
  names.map((name) => ({ name, kind: 'any', isConst: true }));

/** `LOOK` is a checkpoint, `V` a value, `N` a number, `n1` to `n9` are names of its own. */
export function template(text: string, shown: string, added: Binding['kind'] = 'any'): Make {
  return (place, make) => {
    const names = new Map<string, string>();
    const named = (part: string): string =>
      part.replace(/\bn[1-9]\b/g, (name) => {
        if (!names.has(name)) names.set(name, make.fresh('n'));
        return names.get(name)!;
      });
    const own = named(shown).split(' ').filter(Boolean);
    const at = inside(place, ...own);
    const filled = named(text)
      .replace(/\bLOOK\(([^)]*)\)/g, (_, more: string) => {
        return make.look(inside(at, ...more.split(' ').filter(Boolean)));
      })
      .replace(/\bV\b/g, () => make.value(inside(place)))
      .replace(/\bN\b/g, () => make.number(place))
      .replace(/\bSYM\b/g, () => `sym${String(1 + make.pick(4))}`)
      .replace(/\bSIZE\b/g, () => String(240 + make.pick(60)));
    return [
      filled,
      [
        ...any(...own.slice(1)),
        ...own.slice(0, 1).map((name) => ({ name, kind: added, isConst: true })),
      ],
    ];
  };
}
