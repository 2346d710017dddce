/** `native-corpus.js FOLDER`: inputs for native/fuzz/decoders.cc, from recordings made on the spot. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blockSpans, payloadOf } from './blocks.js';
import { allSpecimens } from './specimens.js';

const folder = process.argv[2] ?? '';
mkdirSync(folder, { recursive: true });
const { specimens } = await allSpecimens();
for (const { name, files } of specimens) {
  for (const [file, bytes] of files) {
    if (!file.endsWith('.seg')) continue;
    for (const { from, to } of blockSpans(bytes)) {
      const block = bytes.subarray(from, to);
      const at = `${name}-${file.replaceAll('/', '-')}-${String(from)}`;
      const inputs = [payloadOf(block), block, block, payloadOf(block)];
      for (const [type, input] of inputs.entries()) {
        writeFileSync(
          join(folder, `${at}-${String(type)}`),
          Buffer.concat([Buffer.of(type), input]),
        );
      }
    }
  }
}
