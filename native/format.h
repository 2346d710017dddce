// The contract between the runtime (loader/runtime), the native writer and the reader (lib/reader).
// Everything that two of them must agree on stands here and nothing else; FORMAT.md explains it,
// and lib/reader/format.ts is its mirror (test/reader/format.test.ts compares the two).
//
// All integers are little-endian. A "word" is 32 bits. Times are CLOCK_MONOTONIC nanoseconds.
#pragma once

#include <cstddef>
#include <cstdint>

// The columns are tables.
// clang-format off

namespace scope {

inline constexpr uint32_t kFormatVersion = 1;

// ---------------------------------------------------------------------------------------------
// Records: what a producer stores. A header word, then a number of words that the header alone
// tells. The header is stored last; a zero header is the end of data.
//   bits 0..5 kind, bits 6..31 argument (a site id for kinds below kFirstAuxiliaryKind)
// ---------------------------------------------------------------------------------------------
inline constexpr uint32_t kKindBits = 6;
inline constexpr uint32_t kKindMask = (1u << kKindBits) - 1;
// Sites stay below 2^25 so that a header is a positive int32 in JavaScript.
inline constexpr uint32_t kMaxSites = 1u << 25;
inline constexpr uint32_t kMaxCapturedParameters = 8;

enum Kind : uint32_t {
  kEnd = 0,
  // Events. Each counts one in the thread's sequence.
  kEnter = 1,           // [h]                     a function was entered
  kEnter1 = 2,          // [h, v] ... kEnter8 = 9: [h, v1..v8] with captured parameters
  kEnter8 = 9,
  kLeave = 10,          // [h]                     returned (at `values`: returned undefined)
  kLeaveValue = 11,     // [h, v]                  returned v
  kThrow = 12,          // [h]                     left by an exception
  kThrowValue = 13,     // [h, v]
  kActivation = 14,     // [h, activation]         names the async or generator call just entered
  kAwait = 15,          // [h, activation]         about to suspend in await
  kAwaitValue = 16,     // [h, activation, v]      v: the awaited operand
  kResume = 17,         // [h, activation]         runs (again); no effect when it runs already
  kResumeValue = 18,    // [h, activation, v]      v: the value of the await or yield expression
  kYield = 19,          // [h, activation]         about to suspend in yield
  kYieldValue = 20,     // [h, activation, v]
  kLevel = 21,          // [h, level, cause]       from here on calls of the function are recorded
                        //                         at this level; LevelCause: who asked for it
  kTask = 24,           // [h, from]               a run of a task begins or ends; argument: TaskRun
  kRuntime = 25,        // [h, v...]               the runtime was seen to do something; argument:
                        //                         RuntimeEvent | number of values << 8
  // Level `state`.
  kScope = 26,          // [h, id, parent]         an environment begins: a scope whose names
                        //                         inner functions use; ids from 1 in a thread.
                        //                         0: the call just entered uses those of `parent`
  kWrite = 27,          // [h, v]                  the site's variable got v
  kSet = 28,            // [h, object, v]          the site's property of the object is now v
  kSetKey = 29,         // [h, object, key, v]     this property or element of the object is now v
  kMutate = 30,         // [h, object, op, a, b]   the object changed; op: a MutateOp, as a value
  kBranch = 31,         // [h]                     control came to the site
  // Auxiliary records. They define what events refer to and are not counted.
  kFirstAuxiliaryKind = 32,
  kTime = 32,           // [h, lo, hi]             the event just before happened at this time
  kTimeDelta = 33,      // [h]                     argument: ns since the thread's last time record
  kString = 34,         // [h, id, length, hash, data...] see StringArgument
  kDouble = 35,         // [h, lo, hi]             argument: slot (< kDoubleSlots)
  kObject = 36,         // [h, object id, label value word]  argument: ObjectClass
  kSnapshot = 37,       // [h, object id, total entries, (key word, value word) * n] argument: n
  kGeneration = 38,     // [h]                     the thread's string ids start anew
  kLoss = 39,           // [h, lo, hi]             argument: LossCause; events lost here
  kIdle = 40,           // [h, lo, hi]             no later than this happened the event that has so
                        //                         many events (argument) between it and this record
  kRedaction = 48,      // [h]                     argument: rule; the next kString stands in place
                        //                         of a secret, or has one cut out
  kSnapshotMore = 60,   // [h, object id, first entry, (key word, value word) * n] argument: n;
                        //                         goes on with the snapshot just before;
                        //                         from kAsideOffset on: properties by themselves
  kUncompared = 61,     // [h]                     argument: sights of objects since the last such
                        //                         record that level `state` compared with nothing
};

// kString's argument: bit 0 = two-byte (UTF-16) data, else Latin-1; bits 1.. = stored code units.
// `length` is the full length in code units; stored < length means that only the head was kept.
inline constexpr uint32_t kMaxStoredCodeUnits = 256;
inline constexpr uint32_t kMaxSnapshotEntries = 32;
// From here on the offset of a kSnapshotMore says that it tells properties by themselves.
inline constexpr uint32_t kAsideOffset = 0x80000000;
inline constexpr uint32_t kDoubleSlots = 256;

// kLevel: levels as in plans, and who changed one while the program ran.
enum LevelNumber : uint32_t { kLevelOff = 0, kLevelCalls = 1, kLevelValues = 2, kLevelState = 3 };
enum LevelCause : uint32_t { kLevelTuned = 1, kLevelGoverned = 2 };

// kTask: what runs next on the thread, and from where it was scheduled.
enum TaskRun : uint32_t {
  kPromiseRun = 0,   // a promise's continuation; from: words back to the record behind which the
                     // promise was made, or kPlaceNotKnown; 0: nothing was recorded in between
  kResourceRun = 1,  // a callback of an async resource; from: its async id
  kRunEnd = 2,       // the callback of a resource or tick has returned; from: its async id
  kTickRun = 3,      // a callback of process.nextTick; from: words back, as of a promise
  kContextRun = 4,   // a continuation or callback, scheduled by the call or run that began with the
                     // event (an ENTER, a RESUME, a TASK) which is the first one there or later;
                     // from: words back, or kPlaceNotKnown. Means nothing while a call is running
};

inline constexpr uint32_t kPlaceNotKnown = 0xFFFF'FFFF;

// kRuntime. Values are value words.
enum RuntimeEvent : uint32_t {
  kTaskInit = 1,          // [async id, type, delay of a timer]: an async resource was made
  kThreadStarted = 2,     // [worker id, port]: this thread started that one
  kChildStarted = 3,      // [number of the child]
  kChildNamed = 4,        // [number of the child, pid, port; 0: no channel]
  kMessageSent = 5,       // [port, number on its channel, ports that go along...]
  kMessageReceived = 6,   // the same, of the other end; the run that goes on here handles it. The
                          // last ports are those that came along. A port that closes runs once
                          // more, with a number under which nothing was sent
  kRequestSent = 7,       // [number of the request, method, host, path, traceparent]: client
  kRequestPlaced = 8,     // [number of the request, local port, remote port, number on connection]
  kRequestReceived = 9,   // [remote port, local port, number on connection, method, url,
                          // traceparent]: server; traceparent: undefined where there is no header
  kResponseSent = 10,     // [remote port, local port, number on connection, status]
  kResponseReceived = 11, // [number of the request, status]
  kChannelMade = 12,      // [port, port]: the two ends of a channel
  kExit = 13,             // [code]: the process or worker ends; what runs now belongs to no task
  kBeforeExit = 14,       // [code]: the event loop is empty, likewise
  kUncaughtException = 15,// [error, origin]
  kUnhandledRejection = 16, // [reason]; kPromiseRun just before tells where its promise was made
  kWarning = 17,          // [name, message]
  kChildExited = 18,      // [number of the child, code, signal]
  kPrinted = 19,          // [method of console, arguments...]
  kConnectionAccepted = 20, // [remote port, local port]: by a net.Server
  kCollected = 21,        // [kind, start, duration]: of garbage; start: CLOCK_MONOTONIC
  kSampled = 22,          // [heap used, heap total, resident bytes, and since the last one:
                          // CPU time of the thread, time that its loop waited; ms]
  kNamed = 23,            // [async id, name]: host, address or name that a resource is for
  kChannelJoined = 24,    // [port, name, number of the name in its process, n]: a BroadcastChannel
                          // of that name, after n messages; 0 and -1: not known. What is sent
                          // through it has the next number of all who send there; 0: not known
  kTurned = 25,           // [turns, longest, sum, n...]: turns of the event loop since the last,
                          // in ms, and how many took less than 1, 2, 4 ... 1024 ms, and more;
                          // waiting for events does not count
  kFileOperation = 26,    // [async id, operation, path or descriptor, bytes, path]: the resource
                          // gets the result, 0: it was waited for; bytes: read or written, or asked
                          // for; the second path: of rename, link, copyFile, symlink
  kWebSocketOpened = 27,  // [port, local port, remote port, side]: messages of the connection are
                          // those of this port; of TCP: undefined where not known; side: text
  kWebSocketClosed = 28,  // [port, code, reason]
  kFileFailed = 29,       // [operation, path or descriptor, code, path]: at once, by an exception
  kUnwatched = 30,        // [what]: from here on the governor spares this. "promises": what runs
                          // of their continuations is not told, and belongs to no task
};
// Ports have numbers of their own in each thread. 1: the way to who started the thread or process;
// message 0 on it is what a worker was given at its start.
inline constexpr uint32_t kRuntimeEventBits = 8;
inline constexpr uint32_t kMaxRuntimeValues = 15;

// kMutate's `op`, its lowest four bits; above stands the size of a collection of which not all
// entries were shown, else 0. Values that an operation lacks are undefined.
enum MutateOp : uint32_t {
  kMapSet = 1,       // a: key, b: value
  kMapDelete = 2,    // a: key
  kMapClear = 3,
  kSetAdd = 4,       // a: value
  kSetDelete = 5,    // a: value
  kSetClear = 6,
  kArrayLength = 7,  // a: the length; elements beyond it are gone
  kArrayShift = 8,   // a: elements taken from the front; the rest has moved down
  kWithBegins = 9,   // a `with` statement, whose code is not recorded, looks names up in the object
  kWithEnds = 10,
  kChangeBegins = 11,  // what changes the object has begun; what became of it is told before ...
  kChangeEnds = 12,    // ... this, or not at all
  kSomeone = 13,     // an object that nobody knows changed (id 0); a: bits of its ObjectClass
};

enum LossCause : uint32_t {
  kLossDropped = 1,    // backpressure `drop`: no free chunk
  kLossOverwritten = 2,// backpressure `overwrite`
  kLossStopped = 3,    // recording stopped (disk full, I/O error)
  kLossExpired = 4,    // retention removed their segment; never in a kLoss record
  kLossCauses = 5,
};

enum ObjectClass : uint32_t {
  kPlainObject = 0, kArray = 1, kFunction = 2, kError = 3, kMapObject = 4, kSetObject = 5,
  kPromise = 6, kDate = 7, kRegExp = 8, kProxy = 9,
  kBuffer = 10 /* typed arrays, ArrayBuffer, DataView */, kClassInstance = 11,
  kModuleNamespace = 12, kOtherObject = 13,
};

// Value words. Low bits tell the type:
//   xx1    small integer, signed, word >> 1
//   000    immediate: word >> 3 is an Immediate
//   010    string, word >>> 3 = string id of the current generation
//   100    object, word >>> 3 = object id of this thread (0: identity not known)
//   00110  bigint, word >>> 5 = string id of its decimal digits
//   01110  symbol, word >>> 5 = string id of "number:description": "number" without one, ":key"
//          of the registry. Numbers tell the symbols of a thread apart.
//   10110  double, word >>> 5 = slot of the latest kDouble record with that slot
//   11110  redacted, word >>> 5 = string id of "length:keyed hash:rule"
enum Immediate : uint32_t {
  kUndefined = 1, kNull = 2, kTrue = 3, kFalse = 4, kNaN = 5, kMinusZero = 6, kInfinity = 7,
  kMinusInfinity = 8, kNotCaptured = 9, kAccessor = 10, kHole = 11,
  kAbsent = 13,  // no such property
};

// ---------------------------------------------------------------------------------------------
// Arena (arena.ring): header page, thread control blocks, chunk table, chunks.
// ---------------------------------------------------------------------------------------------
inline constexpr uint64_t kArenaMagic = 0x3130'4152'4150'4353ull;  // "SCPARA01"
inline constexpr uint32_t kMaxThreads = 4096;                      // alive at the same time
inline constexpr uint32_t kChunkBytes = 256 * 1024;
inline constexpr uint32_t kDefaultChunks = 256;  // 64 MiB

struct ArenaHeader {         // at offset 0
  uint64_t magic;
  uint32_t version;
  uint32_t pid;
  uint64_t process_start;    // /proc/<pid>/stat field 22, clock ticks: tells a reused pid apart
  uint64_t start_time;       // CLOCK_MONOTONIC ns at creation
  uint32_t chunk_bytes;
  uint32_t chunk_count;
  uint32_t thread_count;     // size of the control block table
  uint32_t controls_offset;  // bytes from the start of the file
  uint32_t chunk_table_offset;
  uint32_t chunks_offset;    // 4096-aligned
};

// One for each living producer. JavaScript reads and writes `position` and `limit` as int32.
struct alignas(64) ThreadControl {
  int32_t position;          // next free word, as an index into the arena's words
  int32_t limit;             // probes call turn() when position > limit; 0 asks for attention
  uint32_t thread;           // id, unique in the process, from 1; 0 = free entry
  uint32_t chunk;            // index of the open chunk
  uint64_t chunk_seq;        // its number within the thread, from 0
  uint64_t last_time;        // ns of the last time record
  uint64_t overwritten;      // events lost by `overwrite`, counted before their chunk is reused
  uint64_t rewound;          // events that the rewind under way takes away,
  int32_t rewind_word;       // which is complete when the arena's word here is not 0; 0: none
};

enum ChunkState : uint32_t { kFree = 0, kOpen = 1, kSealed = 2, kDraining = 3 };

struct alignas(64) ChunkEntry {
  uint32_t state;            // ChunkState
  uint32_t thread;
  uint64_t chunk_seq;        // number within the thread, from 0, without gaps
  uint32_t sealed_words;     // words filled, valid from kSealed on
  uint32_t drained_words;    // prefix that is already in a segment
  uint32_t control;          // index of the thread's control block
  uint64_t overwritten;      // ThreadControl.overwritten since `overwrite` or the drain took it
};

// A producer may store records up to this many words before it looks at the limit.
inline constexpr uint32_t kSlackWords = 256;

// ---------------------------------------------------------------------------------------------
// Segment (000001.seg): SegmentHeader, blocks, and after a clean end a footer. Every part is a zstd
// skippable frame or a zstd frame, so `zstd -t` checks the file.
// ---------------------------------------------------------------------------------------------
inline constexpr uint32_t kSegmentFrameMagic = 0x184D2A50;
inline constexpr uint32_t kBlockFrameMagic = 0x184D2A53;
inline constexpr uint32_t kFooterFrameMagic = 0x184D2A5F;
inline constexpr uint64_t kSegmentMagic = 0x3130'4745'5350'4353ull;  // "SCPSEG01"
inline constexpr uint32_t kBlockMagic = 0x4B4C'4253;                  // "SBLK"
inline constexpr uint64_t kFooterMagic = 0x3130'444E'4550'4353ull;    // "SCPEND01"
// Bounds of what is believed of a block: words come in chunks, JSON holds sources and their maps,
// zstd shrinks a run of equal bytes by about as much, and counts are exact as doubles.
inline constexpr uint32_t kMaxWordsBytes = 16u << 20;
inline constexpr uint32_t kMaxJsonBytes = 256u << 20;
inline constexpr uint32_t kMaxRatio = 40000;
inline constexpr uint64_t kMaxCount = (1ull << 53) - 1;
inline constexpr uint64_t kSegmentBytes = 256ull << 20;  // rotate behind the block that passes it

struct SegmentHeader {       // 40 bytes
  uint32_t frame_magic;      // kSegmentFrameMagic
  uint32_t frame_size;       // bytes that follow this field: 32
  uint64_t magic;
  uint32_t version;
  uint32_t number;           // from 1, as in the file's name
  uint64_t process_time;     // ns, start of the process; the same in all its segments and blocks
  uint32_t pid;
  uint32_t crc;              // CRC32C of the 36 bytes before it
};

enum BlockType : uint32_t {
  kEventsBlock = 1,  // words of one thread
  kModuleBlock = 2,  // JSON: a transformed module with its sites; first_seq = first site id
  kMetaBlock = 3,    // JSON: process, thread starts and ends, notes (a module left alone, and why)
  kCarryBlock = 4,   // words: string definitions of a thread's generation that began in an earlier
                     // segment, so that this segment can be read alone
  kExpiredBlock = 5, // JSON: what retention has removed; first_seq = number of the last segment
};

struct BlockHeader {         // 96 bytes, then compressed_bytes of one zstd frame
  uint32_t frame_magic;      // kBlockFrameMagic
  uint32_t frame_size;       // 88
  uint32_t block_magic;      // kBlockMagic
  uint32_t header_crc;       // CRC32C of all bytes behind this field
  uint16_t type;             // BlockType
  uint16_t coding;           // Coding of the payload, below the compression
  uint32_t thread;
  uint32_t raw_bytes;        // of the payload, before compression
  uint32_t compressed_bytes;
  uint32_t payload_crc;      // CRC32C of the compressed bytes
  uint32_t event_count;      // kModuleBlock: number of sites
  uint64_t first_seq;        // per thread; events before this block, lost ones included
  uint64_t time_first;       // ns: time in force at the block's first word
  uint64_t time_last;        // ns: last time record in it, else time_first
  uint64_t chunk_seq;
  uint32_t chunk_offset;     // words before it in its chunk
  uint32_t generation;       // kGeneration records of the thread before the first word
  uint64_t lost_before;      // events of the thread lost before this block
  uint64_t process_time;     // as in the SegmentHeader: tells blocks of another process
};

// How the words of an events block were changed before they were compressed (FORMAT.md, "Coding").
enum Coding : uint32_t { kPlainCoding = 0, kPredictedCoding = 1 };
inline constexpr uint32_t kRecentObjects = 16;
inline constexpr uint32_t kRecentIntegers = 2;
inline constexpr uint32_t kRecentIntegerImmediate = 1u << 20;
inline constexpr uint32_t kSlotBits = 12;
inline constexpr uint32_t kSlotMultiplier = 2654435761u;

struct FooterEntry {         // 48 bytes, one a block
  uint64_t offset;           // of the block's frame_magic, from the start of the file
  uint32_t type;
  uint32_t thread;
  uint64_t first_seq;
  uint32_t event_count;
  uint32_t generation;
  uint64_t time_first;
  uint64_t time_last;
};

// A footer is one skippable frame: frame_magic, frame_size, entries, FooterTail at the file's end.
struct FooterTail {          // 24 bytes
  uint32_t entry_count;
  uint32_t crc;              // CRC32C of all entries
  uint64_t footer_offset;    // of the footer's frame_magic
  uint64_t magic;            // kFooterMagic
};

static_assert(sizeof(ThreadControl) == 64 && sizeof(ChunkEntry) == 64);
static_assert(sizeof(ArenaHeader) == 56 && sizeof(SegmentHeader) == 40);
static_assert(sizeof(BlockHeader) == 96 && sizeof(FooterEntry) == 48 && sizeof(FooterTail) == 24);

}  // namespace scope
