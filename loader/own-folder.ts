/**
 * Where scope's own code lies, as a URL: never instrumented, never shown to the guest in a stack.
 */
export const ownFolder = new URL('./', import.meta.url).href;
