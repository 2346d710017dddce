/** Where scope's own files lie, as a URL: they are never instrumented and never shown to the guest. */
export const ownFolder = new URL('./', import.meta.url).href;
