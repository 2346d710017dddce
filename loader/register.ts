/**
 * `node --import scope/register app.js`: the only module of scope whose import has a side effect.
 * If the recorder cannot start, one line says why and the program runs as if scope were not there.
 */
import { isatty } from 'node:tty';
import { isMainThread } from 'node:worker_threads';
import { ScopeError } from '../lib/errors.js';
import { startRecorder } from './recorder.js';

try {
  const { config, native } = startRecorder();
  if (
    isMainThread &&
    isatty(2) && // process.stderr would become a stream here, which the guest could see
    !config.quiet &&
    !('SCOPE_RECORDING' in process.env)
  ) {
    const directory = native.status().directory.replace(/\/p\d+-\d+$/, '');
    process.on('exit', () => {
      process.stderr.write(`scope: recorded ${directory}\n`);
    });
  }
} catch (error) {
  const reason = error instanceof ScopeError ? error.message : String((error as Error).stack);
  process.stderr.write(`scope: not recording: ${reason}\n`);
}
