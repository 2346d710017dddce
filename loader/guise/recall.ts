/**
 * The way back from a module's instrumented text, found by transforming the module once more: the
 * same text and the same rules give the same insertions.
 */
import { PlanMatcher } from '../../lib/plan/match.js';
import { createSecretNames } from '../../lib/plan/secret-names.js';
import type { InstrumentOptions } from '../instrument.js';
import { loadTransform } from '../load-transform.js';
import { obey } from '../obey.js';
import { Original } from '../transform/original.js';
import type { Recall } from './texts.js';

export function createRecall({ plan, root, tunable }: InstrumentOptions): Recall {
  const names = createSecretNames(plan.redact);
  return ({ source, format, path, firstSite }) => {
    const rules = new PlanMatcher(plan, root).file(path);
    const options = obey(rules, source, format, { names, tunable });
    const { render, insertions, missingPlace } = loadTransform().transform(source, options);
    return new Original(source, render(firstSite), insertions(firstSite), missingPlace);
  };
}
