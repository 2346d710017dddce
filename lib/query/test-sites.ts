/**
 * Callbacks of tests and their hooks, known by the names that the transform gives them: of
 * node:test, mocha, jest, vitest, tap, tape.
 *
 *   it('adds prices') callback   t.test('sub') callback   beforeEach callback
 */
import type { SiteTable } from '../reader/sites.js';

const testName = /^(?:it|test|specify)(?:\.(?:only|each|skip|concurrent))*(?:\(.*\))? callback$/s;
const hookName =
  /^(?:before|after|beforeEach|afterEach|beforeAll|afterAll|setup|teardown) callback$/;
const innerName = /^\w+\.test(?:\(.*\))? callback$/s;

export interface TestSites {
  /** A test or a hook. */
  isTest: (site: number) => boolean;
  /** A test that runs inside another one. */
  isInner: (site: number) => boolean;
}

/** Undefined where no module of the process has a test. */
export function testSites(sites: SiteTable): TestSites | undefined {
  const tests = new Set<number>();
  const inner = new Set<number>();
  let hasTest = false;
  for (const { id, kind, fn } of sites.all) {
    if ((kind !== 'function' && kind !== 'arrow') || !fn.endsWith(' callback')) continue;
    if (innerName.test(fn)) inner.add(id);
    else if (!testName.test(fn) && !hookName.test(fn)) continue;
    tests.add(id);
    hasTest ||= !hookName.test(fn);
  }
  if (!hasTest) return undefined;
  return { isTest: (site) => tests.has(site), isInner: (site) => inner.has(site) };
}
