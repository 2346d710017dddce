/**
 * fast-check for the tests. SCOPE_TEST_SEED, where it is set, is the seed of every property: CI takes
 * it from the commit, so that what a commit shows it shows everywhere, and each commit tries other
 * values. A property that fails prints the seed and the path that lead to its case.
 */
import fc from 'fast-check';

/** 32 bits. */
export const testSeed = Number(
  process.env['SCOPE_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31),
);

fc.configureGlobal({ seed: testSeed });

export { default } from 'fast-check';
