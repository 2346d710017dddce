/** Recordings that the CLI's tests look at. */
import { lossCause, objectClass } from '../../lib/reader/format.js';
import {
  eventsBlock,
  functionsModule,
  makeSegment,
  metaBlock,
  testManifest,
  writeRecording,
} from '../reader/recording-writer.js';
import { WordsWriter } from '../reader/words-writer.js';

const start = [
  metaBlock({ type: 'process', pid: 4711, ppid: 1, startTime: '0' }),
  metaBlock({ type: 'threadStart', thread: 1, kind: 'main', name: 'main', time: '0' }),
  functionsModule(4),
];

/** f1 calls f2 (which throws) and three times f3; it returns a string. */
export function fineRecording(): string {
  const writer = new WordsWriter().time(1000);
  writer.enter(1, ['users.json', 2]).enter(2, ['{']).time(3000);
  const error = writer.object(1, objectClass.error, 'SyntaxError', [['message', 'Unexpected end']]);
  writer.throwValue(2, { word: error });
  for (let round = 0; round < 3; round++) writer.enter(3, [round]).leaveValue(3, round);
  writer.leaveValue(1, 'done').time(10_000);
  const end = {
    type: 'threadEnd',
    thread: 1,
    emitted: String(writer.events),
    recorded: String(writer.events),
    lost: { dropped: '0' },
    time: '11000',
  };
  return writeRecording({
    manifest: { ...testManifest, endTime: '12000' },
    files: { '000001.seg': makeSegment([...start, eventsBlock(writer), metaBlock(end)]) },
  });
}

/** Five events were dropped within a call. */
export function lossyRecording(): string {
  const writer = new WordsWriter().time(1000).enter(1).loss(lossCause.lossDropped, 5).leave(1);
  return writeRecording({ files: { '000001.seg': makeSegment([...start, eventsBlock(writer)]) } });
}

/** The second of three blocks is damaged. */
export function damagedRecording(): string {
  const blocks = [0, 1, 2].map((index) =>
    eventsBlock(new WordsWriter().enter(1).leave(1), { firstSeq: 2 * index, chunkSeq: index }),
  );
  blocks[1]![99]! ^= 0xff;
  return writeRecording({ files: { '000001.seg': makeSegment([...start, ...blocks]) } });
}

/** A killed process: no manifest, no footer; the end of the events is torn. */
export function killedRecording(): string {
  const segment = makeSegment([...start, eventsBlock(new WordsWriter().enter(1).enter(2))], {
    footer: false,
  });
  const files = { '000001.seg': Buffer.concat([segment, Buffer.alloc(20, 1)]) };
  return writeRecording({ manifestFile: 'incomplete', manifest: testManifest, files });
}
