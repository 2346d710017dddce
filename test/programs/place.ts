/** What may stand at a place of a program. */

export interface Place {
  depth: number;
  isAsync: boolean;
  isGenerator: boolean;
  loop: boolean;
  /** Labels of loops around the place, and of blocks. */
  labels: readonly string[];
  blocks: readonly string[];
  returns: boolean;
  /** `arguments` may stand here. */
  args: boolean;
  /** `super.name` may stand here. */
  superProperty: boolean;
  /** Private names of the classes around. */
  privates: readonly string[];
  strict: boolean;
}

export const outermost: Place = {
  depth: 0,
  isAsync: false,
  isGenerator: false,
  loop: false,
  labels: [],
  blocks: [],
  returns: true,
  args: true,
  superProperty: false,
  privates: [],
  strict: false,
};

/** The place with nothing to jump out of. */
export function still(place: Place): Place {
  return { ...place, loop: false, labels: [], blocks: [] };
}

/** A function's own code. */
export function functionPlace(place: Place, kind: Partial<Place> = {}): Place {
  const plain = { isAsync: false, isGenerator: false, returns: true, args: true };
  return { ...still(place), ...plain, superProperty: false, ...kind };
}

/** The body of an arrow: `arguments` and `super` are those of the function around. */
export function arrowPlace(place: Place, isAsync = false): Place {
  return { ...still(place), isAsync, isGenerator: false, returns: true };
}

export function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}
