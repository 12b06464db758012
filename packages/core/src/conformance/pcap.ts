import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FAULT_RECORD_LENGTH, FORMAT_PCAP, REPORT_BYTES, REPORT_FAULT, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_FLOWS, REPORT_NEED,
  REPORT_PACKETS, REPORT_POSITION, REPORT_RECORDS, SKIP_ARP, SKIP_BAD_IP_HEADER, SKIP_BAD_IP_VERSION, SKIP_LINK_TYPE, SKIP_NOT_IP,
  SKIP_TRUNCATED_HEADER, STOP_FAULT, STOP_NEEDS_BYTES, WARN_FRACTION, WARN_PORTS_CUT,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';
import { ethernet, ipv4, ipv6, pcapRecords, udp } from './build-packets.ts';
import { decodeAll, pcapSetup } from './decode-all.ts';

const UP = ethernet(ipv4({ payload: udp(5000, 443, 10) }));
const DOWN = ethernet(ipv4({ source: [10, 0, 0, 2], destination: [10, 0, 0, 1], payload: udp(443, 5000, 100) }), [0x8100]);
const SIXTH = ethernet(ipv6({ next: 6, payload: udp(1, 2) }), [0x88a8, 0x8100]);
const RECORDS = [
  { second: 1_600_000_000, fraction: 123_456, data: UP },
  { second: 1_600_000_000, fraction: 999_999, data: DOWN },
  { second: 4_294_967_295, fraction: 0, data: SIXTH },
];

/** Records of the classic pcap. The decoder holds 64 rows. */
export function pcapConforms(decoder: () => Decoder): void {
  const shapes = [false, true].flatMap((bigEndian) => [{}, { nanosecond: true }, { modified: true }].map((variant) => ({ bigEndian, ...variant })));
  test.each(shapes)('every variant: %j', (shape) => {
    const nanosecond = 'nanosecond' in shape;
    const { packets, flows, report, skipped, warnings } = decodeAll(decoder(), pcapRecords(RECORDS, shape), pcapSetup(shape));
    expect(packets).toEqual([
      [1_600_000_000_000 + (nanosecond ? 0 : 123), nanosecond ? 123_456 : 456_000, 38, 0, 1],
      [1_600_000_000_000 + (nanosecond ? 0 : 999), nanosecond ? 999_999 : 999_000, 128, 0, 0],
      [4_294_967_295_000, 0, 48, 1, 1],
    ]);
    expect(flows.map(({ ports, protocol }) => [...ports, protocol])).toEqual([
      [5000, 443, 17],
      [1, 2, 6],
    ]);
    expect([REPORT_RECORDS, REPORT_PACKETS, REPORT_BYTES, REPORT_FLOWS].map((place) => report[place])).toEqual([3, 3, 214, 2]);
    expect([...skipped, ...warnings].every((count) => count === 0)).toBe(true);
  });

  test('cut anywhere it gives the packets before the cut, and says where the cut record starts and how much it needs', () => {
    const bytes = pcapRecords(RECORDS);
    // All of it fits, so that positions in the input are positions in the file.
    decoder().reserve(bytes.length);
    const whole = decodeAll(decoder(), bytes);
    const ends = [0];
    for (const { data } of RECORDS) ends.push(ends.at(-1)! + 16 + data.length);
    for (let length = 0; length < bytes.length; length++) {
      const { stop, packets, report } = decodeAll(decoder(), bytes.subarray(0, length));
      const complete = ends.filter((end) => end <= length).length - 1;
      expect(stop).toBe(STOP_NEEDS_BYTES);
      expect(packets).toEqual(whole.packets.slice(0, complete));
      expect(report[REPORT_POSITION]).toBe(ends[complete]);
      expect(report[REPORT_NEED]).toBe(length - ends[complete]! < 16 ? 16 : ends[complete + 1]! - ends[complete]!);
    }
  });

  test('Ethernet padding does not count, and a packet cut by the snap length counts whole', () => {
    const padded = Uint8Array.from([...ethernet(ipv4({ payload: udp(1, 2, 0) })), ...new Array<number>(18).fill(0)]);
    const long = ethernet(ipv4({ payload: udp(1, 2, 1400) }));
    const bytes = pcapRecords([{ data: padded }, { data: long.subarray(0, 60), original: long.length }]);
    expect(decodeAll(decoder(), bytes).packets.map((row) => row[2])).toEqual([28, 1428]);
  });

  test('a giant packet becomes several rows at the same time, and counts once', () => {
    const data = ethernet(ipv4({ totalLength: 0, payload: udp(1, 2, 20) }));
    const bytes = (wire: number) => pcapRecords([{ data, original: 14 + wire }]);
    const { packets, report } = decodeAll(decoder(), bytes(150_000));
    expect(packets).toEqual([65_535, 65_535, 18_930].map((size) => [1000, 0, size, 0, 1]));
    expect([report[REPORT_PACKETS], report[REPORT_BYTES]]).toEqual([1, 150_000]);
    expect(decodeAll(decoder(), bytes(131_070)).packets.map((row) => row[2])).toEqual([65_535, 65_535]);
    expect(decodeAll(decoder(), bytes(2 ** 20)).packets.map((row) => row[2])).toEqual([...new Array<number>(16).fill(65_535), 16]);
  });

  test('what is no packet is counted by reason, and what has lost its ports is warned of', () => {
    const frames = [
      ethernet(ipv4(), [], 0x0806),
      ethernet(ipv4(), [], 0x88cc),
      ethernet(ipv4()).subarray(0, 20),
      ethernet(ipv4(), [], 0x86dd),
      ethernet(ipv4({ totalLength: 3 })),
      ethernet(ipv4({ protocol: 6, payload: [0, 1] })),
      new Uint8Array(0),
    ];
    const { packets, skipped, warnings, report } = decodeAll(decoder(), pcapRecords(frames.map((data) => ({ data }))));
    expect(packets).toEqual([[1000, 0, 22, 0, 1]]);
    const reasons = [SKIP_ARP, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER, SKIP_BAD_IP_VERSION, SKIP_BAD_IP_HEADER];
    expect(reasons.map((reason) => skipped[reason])).toEqual([1, 1, 2, 1, 1]);
    expect([warnings[WARN_PORTS_CUT], report[REPORT_RECORDS]]).toEqual([1, 7]);
    expect(decodeAll(decoder(), pcapRecords([{ data: UP }]), pcapSetup({ linkType: 147 })).skipped[SKIP_LINK_TYPE]).toBe(1);
  });

  test('a warning keeps where and what its first occurrence was', () => {
    const cut = ethernet(ipv4({ protocol: 6, payload: [0, 1] }));
    const bytes = pcapRecords([{ data: UP }, { data: cut }, { data: cut }, { fraction: 5_000_000, data: UP }]);
    decodeAll(decoder(), bytes);
    const { warnings, warningPlace, warningValue } = decoder().views;
    const first = 16 + UP.length;
    expect([warnings[WARN_PORTS_CUT], warningPlace[WARN_PORTS_CUT], warningValue[WARN_PORTS_CUT]]).toEqual([2, first + 16, 2]);
    expect([warnings[WARN_FRACTION], warningPlace[WARN_FRACTION], warningValue[WARN_FRACTION]]).toEqual([1, first + 2 * (16 + cut.length) + 4, 5_000_000]);
  });

  test.each([262_145, 2 ** 31, 2 ** 32 - 1])('a record length of %i is corrupt, and the packets before it are there', (captured) => {
    const { stop, packets, report } = decodeAll(decoder(), pcapRecords([RECORDS[0]!, { ...RECORDS[1]!, captured }]));
    expect([stop, packets.length, report[REPORT_FAULT], report[REPORT_FAULT_FOUND]]).toEqual([STOP_FAULT, 1, FAULT_RECORD_LENGTH, captured]);
    expect([report[REPORT_POSITION], report[REPORT_FAULT_POSITION]]).toEqual([16 + UP.length, 16 + UP.length + 8]);
  });

  test('a fraction of more than a second is carried over, with a warning', () => {
    const { packets, warnings } = decodeAll(decoder(), pcapRecords([{ second: 10, fraction: 2_500_001, data: UP }]));
    expect([packets[0]!.slice(0, 2), warnings[WARN_FRACTION]]).toEqual([[12_500, 1000], 1]);
    const last = pcapRecords([{ second: 2 ** 32 - 1, fraction: 2 ** 32 - 1, data: UP }]);
    expect(decodeAll(decoder(), last).packets[0]!.slice(0, 2)).toEqual([1000 * (2 ** 32 - 1 + 4294) + 967, 295_000]);
    expect(decodeAll(decoder(), last, pcapSetup({ nanosecond: true })).packets[0]!.slice(0, 2)).toEqual([1000 * (2 ** 32 - 1 + 4) + 294, 967_295]);
  });

  test('whatever is written is read back, in any pieces', () => {
    const port = fc.nat(65_535);
    const record = fc.record({ second: fc.nat(0x7fffffff), fraction: fc.nat(999_999), from: port, to: port, payload: fc.nat(1400), tag: fc.boolean() });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 150, size: 'max' }), fc.boolean(), fc.integer({ min: 1, max: 3000 }), (records, bigEndian, piece) => {
        const written = records.map(({ second, fraction, from, to, payload, tag }) => ({
          second,
          fraction,
          data: ethernet(ipv4({ payload: udp(from, to, payload) }), tag ? [0x8100] : []),
        }));
        const { packets, flows } = decodeAll(decoder(), pcapRecords(written, { bigEndian }), pcapSetup({ bigEndian }), [piece], FORMAT_PCAP);
        expect(packets.map(([time, nanoseconds, size, flow]) => [time, nanoseconds, size, ...flows[flow!]!.ports])).toEqual(
          records.map(({ second, fraction, from, to, payload }) => [1000 * second + Math.floor(fraction / 1000), 1000 * (fraction % 1000), 28 + payload, from, to]),
        );
      }),
      { seed: 3, numRuns: 30 },
    );
  });
}
