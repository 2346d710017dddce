/**
 * How the guest sees itself: its functions, its stacks and its last words are what they are without
 * scope. Installed once per thread, before the guest's code runs; realms that
 * the guest makes get their part when something is recorded there (realms.ts).
 */
import { createRequire } from 'node:module';
import type { Binding } from '../../lib/binding.js';
import { note, type Instrument } from '../instrument.js';
import { ownFolder, ownPath } from '../own-folder.js';
import { AssertionSources } from './assertion-sources.js';
import { CallSites } from './call-sites.js';
import { Disguise } from './disguise.js';
import { hideNames } from './inspector-names.js';
import { disguiseMessages, messageCorrector } from './messages.js';
import { correctErrors } from '../runtime/corrected.js';
import { watchLastWords } from './last-words.js';
import { TestPlaces } from './test-places.js';
import type { GuestTexts } from './texts.js';

export interface Guise {
  disguise: Disguise;
  sites: CallSites;
  texts: GuestTexts;
  testPlaces: TestPlaces;
  assertionSources: AssertionSources;
  /** Nothing is left to wait for. */
  idle: () => void;
}

export function installGuise(instrument: Instrument, native: Binding): Guise {
  const { texts } = instrument;
  const disguise = new Disguise(native);
  disguise.showTexts(texts, Function.prototype);
  const correctMessage = messageCorrector(texts, native);
  correctErrors(correctMessage);
  const own = [ownPath, ownFolder, 'scope:'];
  const sites = new CallSites(texts, disguise, own, correctMessage);
  if (!native.correctStacks((trace, error) => sites.correct(trace, error))) {
    const text = 'columns of stacks are those of the text that runs: the engine is another';
    note(native, { type: 'note', text });
  }
  disguiseMessages(disguise, texts);
  hideNames(disguise);
  const util = createRequire(import.meta.url)('node:util') as object;
  disguise.replace(util, 'getCallSites', { after: (list) => sites.correctList(list) });
  const idle = watchLastWords(instrument, disguise, native);
  const testPlaces = new TestPlaces(texts, disguise);
  return {
    disguise,
    sites,
    texts,
    testPlaces,
    assertionSources: new AssertionSources(texts),
    idle,
  };
}
