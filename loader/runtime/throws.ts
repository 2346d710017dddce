/**
 * Where a value was last thrown by a `throw` of recorded code that makes no error itself (`throw
 * e`): every recorded function that it comes through throws it again, and V8 remembers that place.
 * It is asked for where an exception ends the process. A private field keeps it, so no value is
 * kept alive.
 */
import { Stamped } from './private-stamp.js';

export interface Thrown {
  /** Header of the function's site. */
  header: number;
  /** Of the statement, in the source. */
  offset: number;
}

let nextHeader = 0;
let nextOffset = 0;

class ThrowPlace extends Stamped {
  #header = nextHeader;
  #offset = nextOffset;

  // The constructor that V8 makes calls the program's array iterator (Node 20).
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor
  constructor(object: object) {
    super(object);
  }

  static put(object: object): void {
    if (#header in object) {
      object.#header = nextHeader;
      object.#offset = nextOffset;
    } else new ThrowPlace(object);
  }

  static of(object: object): Thrown | undefined {
    if (!(#header in object)) return undefined;
    return { header: object.#header, offset: object.#offset };
  }
}

/** The last that is no object, and where. */
let primitive: { value: unknown; place: Thrown } | undefined;

/** The probe `thrown`. */
export function thrown(header: number, offset: number, value: unknown): unknown {
  try {
    if (isObject(value)) {
      nextHeader = header;
      nextOffset = offset;
      ThrowPlace.put(value);
    } else primitive = { value, place: { header, offset } };
  } catch {
    // no stack left for more
  }
  return value;
}

export function placeOfThrow(value: unknown): Thrown | undefined {
  if (isObject(value)) return ThrowPlace.of(value);
  return primitive !== undefined && primitive.value === value ? primitive.place : undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
