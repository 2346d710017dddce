/**
 * How the guest sees itself: its functions, its stacks and its last words are what they are without
 * scope. Installed once per realm, before the guest's code runs.
 */
import module from 'node:module';
import util from 'node:util';
import type { Binding } from '../../lib/binding.js';
import { ownFolder } from '../own-folder.js';
import { CallSites } from './call-sites.js';
import { Disguise } from './disguise.js';
import { disguiseStacks } from './stacks.js';
import { correctLastWords } from './last-words.js';
import type { GuestTexts } from './texts.js';

export function installGuise(texts: GuestTexts, native: Binding): Disguise {
  const disguise = new Disguise(native);
  disguise.showTexts(texts);
  const sites = new CallSites(texts, disguise, [ownFolder, 'scope:']);
  disguiseStacks(disguise, sites);
  disguise.replace(util, 'getCallSites', { after: (list) => sites.correctList(list) });
  correctLastWords(texts, disguise, native);
  module.syncBuiltinESMExports();
  return disguise;
}
