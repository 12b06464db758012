import { beforeAll, describe, expect, test } from 'vitest';
import { ipv4, udp } from '../conformance/build-packets.ts';
import { pcapngBlocks } from '../conformance/build-pcapng.ts';
import { decodeAll } from '../conformance/decode-all.ts';
import { pcapngSetup } from '../conformance/pcapng-setup.ts';
import { TWINS } from '../conformance/twins.ts';
import {
  FAULT_BLOCK_LENGTH, FAULT_INTERFACE, FAULT_RECORD_LENGTH, FORMAT_PCAPNG, LONGEST_RECORD, REPORT_FAULT, REPORT_FAULT_EXPECTED,
  REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_PACKETS, REPORT_RECORDS, SKIP_IMPOSSIBLE_TIME, SKIP_LINK_TYPE, STOP_FAULT, WARN_NO_TIME,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';

const DATA = [...ipv4({ payload: udp(1, 2, 9) })];
const b = pcapngBlocks();

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 64, flows: 8, inputBytes: 256 });
  });
  const decode = (bytes: readonly number[]) => decodeAll(decoder, Uint8Array.from([...b.section(), ...bytes]), pcapngSetup(), [Infinity], FORMAT_PCAPNG);
  /** The fault of a last block that begins behind `before`: kind, found, expected, place within the block. */
  const faultOf = (before: readonly number[], block: readonly number[]) => {
    const { stop, report } = decode([...before, ...block]);
    expect(stop).toBe(STOP_FAULT);
    return [report[REPORT_FAULT], report[REPORT_FAULT_FOUND], report[REPORT_FAULT_EXPECTED], report[REPORT_FAULT_POSITION]! - 28 - before.length];
  };

  test.each([false, true])('a packet has the length, time and link type of its interface, big-endian: %s', (bigEndian) => {
    const w = pcapngBlocks(bigEndian);
    const frame = [...new Array<number>(12).fill(2), 8, 0, ...DATA];
    const bytes = [w.description({ linkType: 1 }), w.description({ resolution: 0, offset: 5n }), w.packet(2n, DATA, { row: 1 }), w.packet(7001n, frame, { original: 2000 })];
    expect(decodeAll(decoder, Uint8Array.from([w.section(), ...bytes].flat()), pcapngSetup(), [1], FORMAT_PCAPNG).packets).toEqual([[7000, 0, 37, 0, 1], [7, 1000, 37, 0, 1]]);
  });

  test('an obsolete packet block has a narrow interface number, and drops beside it', () => {
    const w = pcapngBlocks(true);
    const packet = w.block(2, [w.half(1), w.half(65535), w.word(0), w.word(9), w.word(DATA.length), w.word(DATA.length), DATA].flat());
    const bytes = [w.section(), w.description(), w.description({ resolution: 3 }), packet].flat();
    expect(decodeAll(decoder, Uint8Array.from(bytes), pcapngSetup(), [Infinity], FORMAT_PCAPNG).packets).toEqual([[9, 0, 37, 0, 1]]);
  });

  test('a simple packet is of the first interface, cut to its snap length, at the time of the packet before it', () => {
    const start = [b.description({ snapLength: 30 }), b.description({ resolution: 3 })];
    const bytes = [...start, b.simplePacket(DATA.slice(0, 30), DATA.length), b.packet(77n, DATA, { row: 1 }), b.simplePacket(DATA.slice(0, 30), 900), b.simplePacket(DATA.slice(0, 29))];
    const { packets, warnings } = decode(bytes.flat());
    expect(packets.map(([time, , size]) => [time, size])).toEqual([[0, 37], [77, 37], [77, 37], [77, 37]]);
    expect([warnings[WARN_NO_TIME], decoder.views.warningPlace[WARN_NO_TIME]! >= 0]).toEqual([3, true]);
    expect(decode([b.description(), b.simplePacket(DATA)].flat()).packets).toEqual([[0, 0, 37, 0, 1]]);
  });

  test('a packet of a link type nobody reads, or at no possible time, is counted, and the next one is read', () => {
    const bytes = [b.description({ linkType: 220 }), b.description({ resolution: 0 }), b.packet(5n, DATA), b.packet(2n ** 60n, DATA, { row: 1 }), b.packet(5n, DATA, { row: 1 })];
    const { packets, skipped, report } = decode(bytes.flat());
    expect(packets).toEqual([[5000, 0, 37, 0, 1]]);
    expect([skipped[SKIP_LINK_TYPE], skipped[SKIP_IMPOSSIBLE_TIME], report[REPORT_RECORDS], report[REPORT_PACKETS]]).toEqual([1, 1, 3, 1]);
  });

  test('a packet longer than its block or than any is a fault', () => {
    const interfaces = b.description();
    expect(faultOf(interfaces, b.packet(0n, DATA, { captured: 41 }))).toEqual([FAULT_BLOCK_LENGTH, 72, 73, 4]);
    expect(faultOf(interfaces, b.simplePacket(DATA, 41))).toEqual([FAULT_BLOCK_LENGTH, 56, 57, 4]);
    for (const captured of [LONGEST_RECORD + 1, 0xffffffff]) {
      expect(faultOf(interfaces, b.packet(0n, DATA, { captured }))).toEqual([FAULT_RECORD_LENGTH, captured, LONGEST_RECORD, 20]);
      expect(faultOf(interfaces, b.simplePacket(DATA, captured))).toEqual([FAULT_RECORD_LENGTH, captured, LONGEST_RECORD, 8]);
    }
  });

  test('a packet of a link type nobody reads may be longer, but not longer than its block', () => {
    const usb = b.description({ linkType: 249 });
    const { packets, skipped } = decode([usb, b.description(), b.packet(0n, new Array<number>(LONGEST_RECORD + 9).fill(0x45)), b.packet(0n, DATA, { row: 1 })].flat());
    expect([packets.length, skipped[SKIP_LINK_TYPE]]).toEqual([1, 1]);
    expect(faultOf(usb, b.packet(0n, DATA, { captured: 0xffffffff }))).toEqual([FAULT_BLOCK_LENGTH, 72, 32 + 0xffffffff, 4]);
  });

  test('a packet as long as it may be is read', () => {
    expect(decode([...b.description(), ...b.packet(0n, [...DATA, ...new Array<number>(LONGEST_RECORD - DATA.length).fill(0)])]).packets).toHaveLength(1);
  });

  test('a packet of an interface that is not described is a fault, also of one of the section before', () => {
    expect(faultOf(b.description(), b.packet(0n, DATA, { row: 1 }))).toEqual([FAULT_INTERFACE, 1, 1, 8]);
    expect(faultOf(b.description(), b.packet(0n, DATA, { row: 0xffffffff }))).toEqual([FAULT_INTERFACE, 0xffffffff, 1, 8]);
    expect(faultOf([], b.simplePacket(DATA))).toEqual([FAULT_INTERFACE, 0, 0, 8]);
    expect(faultOf([...b.description(), ...b.section()], b.simplePacket(DATA))).toEqual([FAULT_INTERFACE, 0, 0, 8]);
  });
});
