// Writes corrupt/: files that cannot be read to their end, each with what a reader must say about it.
// The expectations follow from how each file is made here; no reader of this project is asked.
// Run: node test-data/make-corrupt.js    (plain Node; running it again gives the same bytes)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const here = new URL('.', import.meta.url);
mkdirSync(new URL('corrupt/', here), { recursive: true });
const EXIT_UNREADABLE = 3;

/**
 * @param expected kind: truncated (ends within something), corrupt (contradicts its format) or unsupported;
 *   offset: byte that the message names (in the decompressed stream; "any" where decompression itself fails), or line;
 *   packets: how many are read before the fault, as [at least, at most] where it lies in the compression;
 *   warning: it is read to its end, and only warned about
 */
function write(name, content, expected) {
  const exitCode = expected.warning ? 0 : EXIT_UNREADABLE;
  writeFileSync(new URL(`corrupt/${name}`, here), content);
  writeFileSync(new URL(`corrupt/${name}.expected.json`, here), `${JSON.stringify({ ...expected, exitCode })}\n`);
}

const compressed = readFileSync(new URL('recorded/idle_ovpn.pcap.gz', here));
const pcap = gunzipSync(compressed);
/** Where each record starts, and the end of the last. */
const records = [24];
while (records.at(-1) < pcap.length) records.push(records.at(-1) + 16 + pcap.readUInt32LE(records.at(-1) + 8));
const wholeRecords = (bytes) => records.filter((at) => at <= bytes).length - 1;
const changed = (bytes, at, ...values) => {
  const copy = Buffer.from(bytes);
  values.forEach((value, i) => { copy[at + i] = value; });
  return copy;
};

write('empty.pcap', '', { kind: 'truncated', offset: 0, packets: 0 });
write('cut-in-file-header.pcap', pcap.subarray(0, 12), { kind: 'truncated', offset: 0, packets: 0 });
write('cut-in-record-header.pcap', pcap.subarray(0, records[7] + 9), { kind: 'truncated', offset: records[7], packets: 7 });
write('cut-in-record.pcap', pcap.subarray(0, records[9] + 50), { kind: 'truncated', offset: records[9], packets: 9 });
write('record-length.pcap', changed(pcap, records[5] + 8, 255, 255, 255, 255), { kind: 'corrupt', offset: records[5] + 8, packets: 5 });
write('magic.pcap', changed(pcap, 0, 0xd5), { kind: 'unsupported', offset: 0, packets: 0 });
write('version.pcap', changed(pcap, 4, 9), { kind: 'unsupported', offset: 4, packets: 0 });
write('link-type.pcap', changed(pcap, 20, 147), { kind: 'unsupported', offset: 20, packets: 0 });

/**
 * zlib drops what it made of the input it was given last before a fault in it: at most what 256 bytes of input,
 * or a sixteenth of what came before, hold. @param fault offset in stored gzip blocks, of which `extra` bytes are not content
 */
const readBefore = (fault, extra, most) => [wholeRecords(fault - Math.max(256, fault / 16) - extra), most];

const cut = compressed.subarray(0, compressed.length >> 1);
const rest = gunzipSync(cut, { finishFlush: 2 /* Z_SYNC_FLUSH: what there is */ });
write('cut.pcap.gz', cut, { kind: 'truncated', offset: 'any', packets: wholeRecords(rest.length) });
write('cut-in-gzip-header.pcap.gz', compressed.subarray(0, 6), { kind: 'truncated', offset: 'any', packets: 0 });

// Stored blocks only, so that the bytes do not depend on zlib's version and the fault's effect is known exactly.
const gzip = (content) => gzipSync(content, { level: 0 });
const GZIP_HEADER = 10;
const second = gzip(pcap.subarray(records[10]));
const first = gzip(pcap.subarray(0, records[10]));
const STORED_BLOCK_HEADER = 5;
const extra = GZIP_HEADER + STORED_BLOCK_HEADER;
const flipped = changed(second, GZIP_HEADER + 3, ~second[GZIP_HEADER + 3], ~second[GZIP_HEADER + 4]);
write('flipped-bytes.pcap.gz', Buffer.concat([first, flipped]), { kind: 'corrupt', offset: 'any', packets: readBefore(first.length, extra, 10) });
const stored = gzip(pcap);
const checksum = stored.length - 8;
write('checksum.pcap.gz', changed(stored, checksum, stored[checksum] ^ 1), { kind: 'corrupt', offset: 'any', packets: readBefore(checksum, extra, records.length - 1) });

const lines = (name) => readFileSync(new URL(`variants/${name}`, here), 'utf8').trimEnd().split('\n');
const extended = lines('extended.csv');
const regular = lines('regular.csv');
const edit = (rows, line, change) => `${rows.map((row, i) => (i === line - 1 ? change(row.split(',')).join(',') : row)).join('\n')}\n`;
/** Packets of the rows on lines 2 … last, from the row's own counts. */
const packets = (rows, last) => rows.slice(1, last).map((row) => row.split(',')).reduce((sum, row) => sum + Number(row[8]) + Number(row[9]), 0);

write('bad-number.csv', edit(regular, 4, (row) => row.with(7, '95x16')),
  { kind: 'corrupt', line: 4, column: '2->1Bytes', packets: packets(regular, 3) });
write('bad-packet-time.csv', edit(extended, 5, (row) => row.with(10, row[10].replace(';', ';soon;'))),
  { kind: 'corrupt', line: 5, column: 'packet_times', packets: packets(extended, 4) });
write('missing-column.csv', regular.map((row) => row.split(',').toSpliced(3, 1).join(',')).join('\n'), { kind: 'corrupt', line: 1, packets: 0 });
write('cut-last-line.csv', regular.join('\n').replace(/,[^,]*,[^,]*$/, ''), { warning: 'last line cut', packets: packets(regular, regular.length - 1) });
write('plain-text.txt', 'Nothing in this file was ever sent over a network.\n'.repeat(3), { kind: 'unsupported', offset: 0, packets: 0 });
