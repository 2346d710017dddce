/**
 * zstd and CRC32C from wherever this Node has them: `node:zlib` (22.15 and later) or the addon. A
 * recording can so be read without the addon on every Node that knows zstd.
 */
import * as zlib from 'node:zlib';
import { binding } from '../binding.js';
import { ScopeError } from '../errors.js';
import { crc32c } from './crc32c.js';

export interface Codec {
  /** Exactly `rawBytes` bytes; throws on anything else. */
  readonly decompress: (data: Uint8Array, rawBytes: number) => Uint8Array;
  readonly crc32c: (data: Uint8Array) => number;
}

type ZstdDecompress = (
  data: Uint8Array,
  options: { chunkSize: number; maxOutputLength: number },
) => Uint8Array;

let chosen: Codec | undefined;

/** Throws ScopeError SCOPE_NO_ZSTD when there is neither. */
export function codec(): Codec {
  chosen ??= ofNode() ?? ofAddon();
  return chosen;
}

/** node:zlib refuses output buffers below this. */
const minChunkSize = 64;

function ofNode(): Codec | undefined {
  const { zstdDecompressSync } = zlib as { zstdDecompressSync?: ZstdDecompress };
  if (zstdDecompressSync === undefined) return undefined;
  return {
    decompress(data, rawBytes) {
      const size = Math.max(minChunkSize, rawBytes);
      const raw = zstdDecompressSync(data, { chunkSize: size, maxOutputLength: size });
      if (raw.length !== rawBytes) throw new Error('its length is not the one it states');
      return raw;
    },
    crc32c,
  };
}

function ofAddon(): Codec {
  try {
    const { zstdDecompress, crc32c: nativeCrc32c } = binding();
    return { decompress: zstdDecompress, crc32c: nativeCrc32c };
  } catch (error) {
    throw new ScopeError(
      'SCOPE_NO_ZSTD',
      `Node ${process.version} has no zstd and ${(error as Error).message}, ` +
        'or use Node 22.15 or later',
      { cause: error },
    );
  }
}
