/** How much an object shows when it is first seen: entries, and levels of objects in objects. */

/** Where no entry of a plan says otherwise. */
export const defaultLimits = { entries: 16, depth: 2 } as const;
export const mostLimits = { entries: 32, depth: 3 } as const;
