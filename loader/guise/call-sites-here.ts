/** V8's own call sites, from before the guest could change how stacks are formatted. */
import { captureStackTrace } from '../runtime/primordials.js';

export function callSitesHere(limit: number): NodeJS.CallSite[] {
  const { stackTraceLimit } = Error;
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const probe = {} as { stack: NodeJS.CallSite[] };
  try {
    Error.stackTraceLimit = limit;
    Error.prepareStackTrace = (_, sites) => sites;
    captureStackTrace(probe);
    return probe.stack;
  } finally {
    if (before) Object.defineProperty(Error, 'prepareStackTrace', before);
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
    Error.stackTraceLimit = stackTraceLimit;
  }
}
