import { expect, test } from 'vitest';
import { flow, packetBatch } from '../../fixtures/batches.ts';
import { buildPcap, ipv4, ipv6, NANOSECONDS, udp } from '../../fixtures/build-pcap.ts';
import { createWriter } from './create-writer.ts';
import type { CaptureWriter } from './writer.ts';

const SHAPE = { magic: NANOSECONDS, linkType: 101, snapLength: 262_144 };
const FLOWS = [flow(0, '10.0.0.1:5000', '10.0.0.2:443'), flow(1, '[2001:db8::1]:7', '[2001:db8::2]:8', 6), flow(2, '10.0.0.1:0', '10.0.0.2:0', 50)];

function bytesOf(writer: CaptureWriter, ...batches: Parameters<CaptureWriter['write']>[0][]): Uint8Array {
  return Buffer.concat([writer.begin(), ...batches.map((batch) => writer.write(batch)), writer.end()]);
}

/** Everything but the checksum, which build-pcap leaves 0. */
function unsummed(bytes: Uint8Array, records: readonly number[]): Uint8Array {
  for (const at of records) bytes.fill(0, at + 10, at + 12);
  return bytes;
}

test('headers are made of the columns, lengths of the sizes', () => {
  const batch = packetBatch([[1_600_000_000_005, 123_456, 1400, 0, 1], [1_600_000_000_006, 0, 60, 1, 0], [1_600_000_000_007, 999_999, 20, 2, 1]], FLOWS);
  const expected = buildPcap([
    { second: 1_600_000_000, fraction: 5_123_456, data: ipv4({ totalLength: 1400, payload: udp(5000, 443).with(4, 1380 >> 8).with(5, 1380 & 255) }), original: 1400 },
    {
      second: 1_600_000_000, fraction: 6_000_000, original: 60,
      data: ipv6({ source: [0x20, 1, 0xd, 0xb8, ...new Array(11).fill(0), 2], destination: [0x20, 1, 0xd, 0xb8, ...new Array(11).fill(0), 1], next: 6, payloadLength: 20, payload: [0, 8, 0, 7] }),
    },
    { second: 1_600_000_000, fraction: 7_999_999, data: ipv4({ protocol: 50 }), original: 20 },
  ], SHAPE);
  const written = bytesOf(createWriter('pcap'), batch);
  const [first, last] = [24 + 16, written.length - 20];
  expect(sum(written.subarray(first, first + 20))).toBe(0xffff);
  expect(sum(written.subarray(last))).toBe(0xffff);
  expect(unsummed(written, [first, last])).toEqual(Buffer.from(expected));
});

test('UDP in IPv6 has the checksum of a payload of zeros, never 0', () => {
  const flows = Array.from({ length: 200 }, (_, i) => flow(i, `[2001:db8::1]:${300 * i + 1}`, '[2001:db8::2]:443'));
  const sizes = [1400, 48, 49, 65_535];
  const written = bytesOf(createWriter('pcap'), packetBatch(flows.flatMap((_, i) => sizes.map((size): [number, number, number, number, 0 | 1] => [5, 0, size, i, 1])), flows));
  for (let i = 0; i < flows.length * sizes.length; i++) {
    const packet = written.subarray(24 + i * 64 + 16, 24 + i * 64 + 64);
    const length = sizes[i % sizes.length]! - 40;
    expect(packet[46]! * 256 + packet[47]!).not.toBe(0);
    expect(sum(Buffer.concat([packet.subarray(8), Buffer.from([0, 0, length >> 16, length >> 8, length, 0, 0, 0, 17].slice(1))]))).toBe(0xffff);
  }
});

/** Ones' complement sum of the words of a header, which with a right checksum is all ones. */
function sum(header: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < header.length; i += 2) total += header[i]! * 256 + header[i + 1]!;
  return (total % 65_536) + Math.floor(total / 65_536);
}

test('microseconds are cut off, not rounded', () => {
  const written = Buffer.from(bytesOf(createWriter('pcap', { microseconds: true }), packetBatch([[1_999, 999_999, 100, 0, 1]], FLOWS)));
  expect(written.readUInt32LE(0)).toBe(0xa1b2c3d4);
  expect([written.readUInt32LE(24), written.readUInt32LE(28)]).toEqual([1, 999_999]);
});

test('packets of times that 32 bits do not hold are left out and counted', () => {
  const writer = createWriter('pcap');
  const last = 0xffff_ffff * 1000 + 999;
  const written = Buffer.from(bytesOf(writer, packetBatch([[-1, 999_999, 100, 0, 1], [last, 999_999, 200, 0, 1], [last + 1, 0, 100, 0, 1]], FLOWS)));
  expect(written.length).toBe(24 + 16 + 28);
  expect([written.readUInt32LE(24), written.readUInt32LE(28), written.readUInt32LE(36)]).toEqual([0xffff_ffff, 999_999_999, 200]);
  expect(writer.statistics).toEqual({ packets: 1, bytes: 200, warnings: [{ kind: 'time out of range', count: 2 }] });
});

test('a packet that is cut before its header ends is captured as far as it goes; one too small for its ports is raised', () => {
  const none = flow(0, '10.0.0.1:0', '10.0.0.2:0');
  const ports = flow(1, '10.0.0.1:0', '10.0.0.2:9');
  const writer = createWriter('pcap');
  const batch = packetBatch([[0, 0, 22, 0, 1], [0, 0, 22, 1, 1], [0, 0, 0, 0, 1], [0, 0, 26, 1, 1]], [none, ports]);
  const written = Buffer.from(bytesOf(writer, batch));
  const lengths = [];
  for (let at = 24; at < written.length; at += 16 + written.readUInt32LE(at + 8)) lengths.push([written.readUInt32LE(at + 8), written.readUInt32LE(at + 12)]);
  expect(lengths).toEqual([[22, 22], [24, 24], [20, 20], [26, 26]]);
  expect(writer.statistics).toEqual({ packets: 4, bytes: 92, warnings: [{ kind: 'size raised', count: 2 }] });
});

test('rows that are one giant packet become one record, whose length field is 0', () => {
  const writer = createWriter('pcap');
  const giant = [[7, 1, 65_535, 0, 1], [7, 1, 65_535, 0, 1], [7, 1, 100, 0, 1]];
  const others = [[7, 2, 100, 0, 1], [8, 0, 65_535, 0, 1], [8, 0, 50, 0, 0]];
  const written = Buffer.from(bytesOf(writer, packetBatch([...giant, ...others], FLOWS)));
  const record = (index: number) => 24 + index * 44;
  expect([0, 1, 2, 3].map((index) => [written.readUInt32LE(record(index) + 12), written.readUInt16BE(record(index) + 18)])).toEqual([
    [131_170, 0], [100, 100], [65_535, 65_535], [50, 50],
  ]);
  expect(writer.statistics).toMatchObject({ packets: 4, bytes: 131_170 + 100 + 65_535 + 50 });
});

test('where there are no giants, every row is a packet', () => {
  const writer = createWriter('pcap', { giants: () => false });
  writer.write(packetBatch([[7, 1, 65_535, 0, 1], [7, 1, 100, 0, 1]], FLOWS));
  expect(writer.statistics).toMatchObject({ packets: 2, bytes: 65_635 });
});

test('totals of seconds are no packets', () => {
  const seconds = { kind: 'seconds' as const, count: 0, time: new Float64Array(0), flow: new Uint32Array(0), bytesFromA: new Float64Array(0), bytesFromB: new Float64Array(0), packetsFromA: new Float64Array(0), packetsFromB: new Float64Array(0), newFlows: [], evictedFlows: [] };
  expect(() => createWriter('pcap').write(seconds)).toThrow('expected packets');
  expect(() => createWriter('network-stats').write(seconds)).toThrow('expected packets');
});
