// Writes *.zst of variants/ and corrupt/: zstd-compressed captures, whole ones and such as must be refused, the latter with
// what a reader must say, which follows from how each is made. Needs what make-variants.js has written.
// Run: node test-data/make-zstd.js    (plain Node; running it again gives the same bytes)
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { frame, skippable } from './zstd-frames.js';

const here = new URL('.', import.meta.url);
const variant = (name) => readFileSync(new URL(`variants/${name}`, here));
const write = (name, ...parts) => writeFileSync(new URL(name, here), Buffer.concat(parts));
const EXIT_UNREADABLE = 3;

const pcap = variant('microsecond-little-endian.pcap');
const csv = variant('extended.csv');
const note = skippable(Buffer.from('not for the reader'));

write('variants/zstd.pcap.zst', frame(pcap));
write('variants/zstd-several-frames.pcap.zst', frame(pcap.subarray(0, 500)), frame(Buffer.alloc(0)), frame(pcap.subarray(500)));
write('variants/zstd-skippable-frames.csv.zst', note, frame(csv.subarray(0, 300)), note, skippable(Buffer.alloc(0), 15), frame(csv.subarray(300)), note);
write('variants/zstd-small-blocks.csv.zst', frame(csv, { blockSize: 100 }));
write('variants/zstd-large-window.pcap.zst', frame(pcap, { windowLog: 27 }));
write('variants/zstd-within-gzip.pcap.zst.gz', gzipSync(frame(pcap), { level: 0 }));

/** @param expected as in make-corrupt.js; `offset` counts bytes of the file where decompression fails */
function writeCorrupt(name, expected, ...parts) {
  write(`corrupt/${name}`, ...parts);
  writeFileSync(new URL(`corrupt/${name}.expected.json`, here), `${JSON.stringify({ ...expected, exitCode: EXIT_UNREADABLE })}\n`);
}

/** Where the record with this index starts. */
const record = (index) => (index === 0 ? 24 : record(index - 1) + 16 + pcap.readUInt32LE(record(index - 1) + 8));
const [ten, whole] = [record(10), frame(pcap)];
const first = frame(pcap.subarray(0, ten));
const second = frame(pcap.subarray(ten));
const cutAt = first.length + 4;

writeCorrupt('cut-in-frame-header.pcap.zst', { kind: 'truncated', offset: cutAt, packets: 10 }, first, second.subarray(0, 4));
writeCorrupt('cut-in-magic.pcap.zst', { kind: 'truncated', offset: first.length + 3, packets: 10 }, first, second.subarray(0, 3));
// What is there of a stored block may be handed out or not.
writeCorrupt('cut-in-block.pcap.zst', { kind: 'truncated', offset: first.length + 300, packets: [10, 12] }, first, second.subarray(0, 300));
writeCorrupt('cut-in-skippable.pcap.zst', { kind: 'truncated', offset: whole.length + 10, packets: 20 }, whole, note.subarray(0, 10));
writeCorrupt('bytes-behind.pcap.zst', { kind: 'corrupt', offset: whole.length, packets: 20 }, whole, Buffer.from('and more'));
writeCorrupt('reserved-block.pcap.zst', { kind: 'corrupt', offset: 'any', packets: 10 }, first, frame(pcap.subarray(ten), { blockType: 3 }));
writeCorrupt('too-large-window.pcap.zst', { kind: 'unsupported', offset: 'any', packets: 10 }, first, frame(pcap.subarray(ten), { windowLog: 28 }));
writeCorrupt('dictionary.pcap.zst', { kind: 'unsupported', offset: 'any', packets: 0 }, frame(pcap, { dictionary: 7 }));
writeCorrupt('ends-in-record.pcap.zst', { kind: 'truncated', offset: record(5), packets: 5 }, frame(pcap.subarray(0, record(5) + 50)));
