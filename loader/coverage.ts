/**
 * Whoever measures coverage with V8 wants that of the text that was written: from then on modules
 * are left alone, and the recording lists them. NODE_V8_COVERAGE is what c8 and node:test set;
 * vitest and jest ask through node:inspector.
 */
import type { Disguise } from './guise/disguise.js';
import type { Instrument } from './instrument.js';
import { nodesBinding } from './node-internals.js';
import { indexOf } from './runtime/primordials.js';

const reason = "V8's coverage of the program's own text is measured";
const request = '"Profiler.startPreciseCoverage"';
const option = /--(?:experimental-)?test-coverage\b/;

export function watchCoverage(instrument: Instrument, disguise: Disguise): void {
  const { NODE_V8_COVERAGE: folder = '', NODE_OPTIONS: options = '' } = process.env;
  if (folder !== '' || option.test([options, ...process.execArgv].join(' '))) {
    instrument.leaveAll(reason);
    return;
  }
  const inspector = nodesBinding('inspector') as { Connection?: { prototype: object } } | undefined;
  if (inspector?.Connection === undefined) return; // a Node without inspector
  disguise.replace(inspector.Connection.prototype, 'dispatch', {
    before(args) {
      const message = args[0];
      if (typeof message === 'string' && indexOf(message, request) >= 0) {
        instrument.leaveAll(reason);
      }
    },
  });
}
