/**
 * `node --import scope/register app.js`: the only module of scope whose import has a side effect.
 * As small as can be: Node searches the text of an imported CommonJS module for its exports, which
 * takes longer than running it.
 */
import { requireOwn } from '../lib/binding.js';

(requireOwn(import.meta.url, './start.cjs') as typeof import('./start.js')).start();
