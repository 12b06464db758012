import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { convertCapture } from './network-stats.ts';

/** UDP packets between the ends of a tunnel: seconds, and whether the client sent it, bytes after the IP header each. */
function pcapOf(packets: readonly (readonly [seconds: number, up: boolean, payload: number])[]): Buffer {
  const header = Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex');
  const records = packets.map(([seconds, up, payload]) => {
    const frame = Buffer.alloc(42);
    frame.writeUInt16BE(0x0800, 12);
    frame[14] = 0x45;
    frame.writeUInt16BE(28 + payload, 16);
    frame[23] = 17;
    const [client, gateway] = [Buffer.of(172, 31, 1, 2), Buffer.of(172, 31, 1, 1)];
    (up ? client : gateway).copy(frame, 26);
    (up ? gateway : client).copy(frame, 30);
    frame.writeUInt16BE(up ? 40_000 : 51_820, 34);
    frame.writeUInt16BE(up ? 51_820 : 40_000, 36);
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_790_000_000 + Math.floor(seconds), 0);
    record.writeUInt32LE(Math.round((seconds % 1) * 1e6), 4);
    record.writeUInt32LE(frame.length, 8);
    record.writeUInt32LE(42 + payload, 12);
    return Buffer.concat([record, frame]);
  });
  return Buffer.concat([header, ...records]);
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'testbed-convert-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test('writes the packets of a pcap, and tells how many and for how long', async () => {
  const [pcap, path] = [join(folder, 'x.pcap'), join(folder, 'x.csv.gz')];
  writeFileSync(pcap, pcapOf([[0.25, true, 100], [0.5, false, 1000], [7.5, false, 50]]));
  expect(await convertCapture(pcap, path)).toEqual({ packets: 3, bytes: 3 * 28 + 1150, seconds: 7.25, longestGapSeconds: 7 });
  expect(gunzipSync(readFileSync(path)).toString().split('\n').slice(1)).toEqual([
    '1790000000,172.31.1.1,51820,172.31.1.2,40000,17,1028,128,1,1,1790000000250;1790000000500;,128;1028;,2;1;',
    '1790000007,172.31.1.1,51820,172.31.1.2,40000,17,78,0,1,0,1790000007500;,78;,1;',
    '',
  ]);
});

test('leaves nothing of a pcap that breaks off', async () => {
  const pcap = join(folder, 'x.pcap');
  writeFileSync(pcap, pcapOf([[0, true, 100], [1, true, 100]]).subarray(0, -5));
  await expect(convertCapture(pcap, join(folder, 'x.csv.gz'))).rejects.toThrow(/x\.pcap/);
  expect(readdirSync(folder)).toEqual(['x.pcap']);
});
