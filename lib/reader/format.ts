/**
 * The mirror of native/format.h: what the bytes of a recording mean. Names are those of the header
 * without their k; test/reader/format.test.ts compares every value and every field's offset.
 */
export * from '../records.js';

export const formatVersion = 1;

// Arena.
export const arenaMagic = 0x3130_4152_4150_4353n;
export const maxThreads = 4096;
export const chunkBytes = 256 * 1024;
export const defaultChunks = 256;
export const chunkState = { free: 0, open: 1, sealed: 2, draining: 3 } as const;
export const slackWords = 256;

// Segments.
export const segmentFrameMagic = 0x184d2a50;
export const blockFrameMagic = 0x184d2a53;
export const footerFrameMagic = 0x184d2a5f;
export const segmentMagic = 0x3130_4745_5350_4353n;
export const blockMagic = 0x4b4c_4253;
export const footerMagic = 0x3130_444e_4550_4353n;
/** Bounds of what is believed of a block. */
export const maxWordsBytes = 16 * 2 ** 20;
export const maxJsonBytes = 256 * 2 ** 20;
export const maxRatio = 40_000;
export const maxCount = Number.MAX_SAFE_INTEGER;
export const segmentBytes = 256 * 2 ** 20;

export const coding = { plainCoding: 0, predictedCoding: 1 } as const;
export const recentObjects = 16;
export const recentIntegers = 2;
export const recentIntegerImmediate = 1 << 20;
export const slotBits = 12;
export const slotMultiplier = 2654435761;

export const blockType = {
  eventsBlock: 1,
  moduleBlock: 2,
  metaBlock: 3,
  carryBlock: 4,
  expiredBlock: 5,
} as const;

/** Byte offsets of the fields, and the sizes, of the structs on disk. */
export const layout = {
  ArenaHeader: {
    magic: 0,
    version: 8,
    pid: 12,
    process_start: 16,
    start_time: 24,
    chunk_bytes: 32,
    chunk_count: 36,
    thread_count: 40,
    controls_offset: 44,
    chunk_table_offset: 48,
    chunks_offset: 52,
    size: 56,
  },
  ThreadControl: {
    position: 0,
    limit: 4,
    thread: 8,
    chunk: 12,
    chunk_seq: 16,
    last_time: 24,
    overwritten: 32,
    rewound: 40,
    rewind_word: 48,
    size: 64,
  },
  ChunkEntry: {
    state: 0,
    thread: 4,
    chunk_seq: 8,
    sealed_words: 16,
    drained_words: 20,
    control: 24,
    overwritten: 32,
    size: 64,
  },
  SegmentHeader: {
    frame_magic: 0,
    frame_size: 4,
    magic: 8,
    version: 16,
    number: 20,
    process_time: 24,
    pid: 32,
    crc: 36,
    size: 40,
  },
  BlockHeader: {
    frame_magic: 0,
    frame_size: 4,
    block_magic: 8,
    header_crc: 12,
    type: 16,
    coding: 18,
    thread: 20,
    raw_bytes: 24,
    compressed_bytes: 28,
    payload_crc: 32,
    event_count: 36,
    first_seq: 40,
    time_first: 48,
    time_last: 56,
    chunk_seq: 64,
    chunk_offset: 72,
    generation: 76,
    lost_before: 80,
    process_time: 88,
    size: 96,
  },
  FooterEntry: {
    offset: 0,
    type: 8,
    thread: 12,
    first_seq: 16,
    event_count: 24,
    generation: 28,
    time_first: 32,
    time_last: 40,
    size: 48,
  },
  FooterTail: { entry_count: 0, crc: 4, footer_offset: 8, magic: 16, size: 24 },
} as const;
