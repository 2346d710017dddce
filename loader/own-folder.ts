/** Where scope's own code lies: never instrumented, never shown to the guest in a stack. */
import { pathOfUrl } from './file-urls.js';

export const ownFolder = import.meta.url.slice(0, import.meta.url.lastIndexOf('/') + 1);
export const ownPath = pathOfUrl(ownFolder);
