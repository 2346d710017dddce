/**
 * The module that Node's hooks thread runs under `module.register` (Node 20): the `load` hook for
 * ES modules. CommonJS goes through the compile hook on the guest's own thread.
 */
import { type InitializeHook, type LoadHook } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { binding } from '../lib/binding.js';
import { createInstrument, type Instrument, type InstrumentOptions } from './instrument.js';

export interface HooksThreadData extends InstrumentOptions {
  /** Word 0 is set to 1 when a later registration of ours took over. */
  retired: SharedArrayBuffer;
  /** Where the guest's thread learns what runs instrumented. */
  texts: MessagePort;
}

let instrument: Instrument | undefined;
let retired: Int32Array | undefined;

export const initialize: InitializeHook<HooksThreadData> = (data) => {
  retired = new Int32Array(data.retired);
  instrument = createInstrument(data, binding(), (text) => data.texts.postMessage(text));
};

export const load: LoadHook = async (url, context, nextLoad) => {
  const result = await nextLoad(url, context);
  if (result.format !== 'module' || result.source == null || retired?.[0] === 1) return result;
  const { source } = result;
  const text = (): string =>
    typeof source === 'string' ? source : new TextDecoder().decode(source);
  const code = instrument?.(url, text, 'module');
  return code === undefined ? result : { ...result, source: code };
};
