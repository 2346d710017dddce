/**
 * The operating errors of scope. Every one has a code that scripts can test and a sentence that
 * says what happened, where, and what to do. Bugs are plain assertions, not these.
 */

export const errorCodes = {
  SCOPE_USAGE: 'the command line or a setting is wrong',
  SCOPE_PLAN: 'a plan cannot be read or does not follow the schema',
  SCOPE_NO_RECORDING: 'the path is no recording',
  SCOPE_BAD_RECORDING: 'a recording is damaged beyond reading, or of another version',
  SCOPE_NO_ADDON: 'the native addon cannot be loaded',
  SCOPE_RECORDER: 'the recorder cannot start',
  SCOPE_NO_ZSTD: 'neither Node nor the addon can decompress zstd',
} as const;

export type ScopeErrorCode = keyof typeof errorCodes;

export class ScopeError extends Error {
  readonly code: ScopeErrorCode;

  constructor(code: ScopeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ScopeError';
    this.code = code;
  }
}
