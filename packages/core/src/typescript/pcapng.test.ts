import { beforeAll, describe, expect, test } from 'vitest';
import { ipv4, udp } from '../conformance/build-packets.ts';
import { pcapngBlocks } from '../conformance/build-pcapng.ts';
import { decodeAll } from '../conformance/decode-all.ts';
import { pcapngSetup } from '../conformance/pcapng-setup.ts';
import { TWINS } from '../conformance/twins.ts';
import {
  FAULT_BLOCK_LENGTH, FAULT_BLOCK_TRAILER, FAULT_BYTE_ORDER, FORMAT_PCAPNG, LONGEST_BLOCK, REPORT_FAULT, REPORT_FAULT_EXPECTED,
  REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_RECORDS, REPORT_SKIP_LEFT, REPORT_SKIP_TAKEN, STOP_FAULT, STOP_NEEDS_BYTES,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';

const DATA = [...ipv4({ payload: udp(1, 2, 9) })];
const SKIPPED = [4, 5, 7, 9, 10, 0xbad, 0x40000bad, 0x80000001, 0xffffffff];

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 64, flows: 8, inputBytes: 256 });
  });
  const decode = (bytes: readonly number[], pieces = [Infinity]) => decodeAll(decoder, Uint8Array.from(bytes), pcapngSetup(), pieces, FORMAT_PCAPNG);
  const times = (bytes: readonly number[], pieces = [Infinity]) => decode(bytes, pieces).packets.map(([time]) => time);
  const faultOf = (bytes: readonly number[]) => {
    const { stop, report } = decode(bytes);
    return [stop, report[REPORT_FAULT], report[REPORT_FAULT_FOUND], report[REPORT_FAULT_EXPECTED]];
  };

  test.each([false, true])('skips what is no packet, longer than the input or not, fed in any pieces, big-endian: %s', (bigEndian) => {
    const b = pcapngBlocks(bigEndian);
    const others = SKIPPED.flatMap((type, i) => [b.block(type, []), b.block(type, new Array<number>(37 * i).fill(i)), b.packet(BigInt(i) * 1000n, DATA)].flat());
    const long = b.block(0xbad, new Array<number>(5000).fill(6));
    const bytes = [...b.section(), ...b.block(4, [1, 2, 3]), ...b.description(), ...others, ...long, ...b.packet(99_000n, DATA), ...long];
    for (const pieces of [[Infinity], [1], [7, 100, 3]]) expect(times(bytes, pieces)).toEqual([...SKIPPED.keys(), 99]);
    expect(decoder.views.report[REPORT_RECORDS]).toBe(SKIPPED.length + 1);
    expect(decoder.views.input.length).toBe(256);
  });

  test('a section may have another byte order than the one before, and begins to number interfaces anew', () => {
    const parts = [false, true, true, false].map(pcapngBlocks).flatMap((b, i) => [b.section(), b.description({ resolution: i }), b.packet(10n ** BigInt(i), DATA)]);
    for (const pieces of [[Infinity], [1]]) expect(times(parts.flat(), pieces)).toEqual([1000, 1000, 1000, 1000]);
  });

  test('a section header is known whatever the byte order of the section before', () => {
    const b = pcapngBlocks();
    expect(faultOf([...b.section(), ...b.block(0x0a0d0d0a, [9, 0, 0, 0, ...new Array<number>(12).fill(0)])])).toEqual([STOP_FAULT, FAULT_BYTE_ORDER, 9, 0x1a2b3c4d]);
  });

  test('lengths that are no multiple of 4 stand for the next', () => {
    const b = pcapngBlocks();
    const body = b.packet(5000n, DATA).slice(8, -4);
    const packets = [b.block(6, body, 69, 72), b.block(6, body, 72, 69), b.block(6, body, 70, 71)];
    const bytes = [b.section(), b.description(), b.block(0xbad, [1, 2, 3, 4, 5], 17, 20), b.block(0xbad, [1], 16, 13), ...packets, b.packet(6000n, DATA)];
    for (const pieces of [[Infinity], [1]]) expect(times(bytes.flat(), pieces)).toEqual([5, 5, 5, 6]);
  });

  test('a block shorter than its kind must be, or too long for one that is not skipped, is a fault', () => {
    const b = pcapngBlocks();
    for (const [type, smallest] of [[0xbad, 12], [1, 20], [2, 32], [3, 16], [6, 32], [0x0a0d0d0a, 28]] as const) {
      for (const stated of [0, 11, smallest - 1]) {
        const body = type === 0x0a0d0d0a ? b.word(0x1a2b3c4d) : [0, 0, 0, 0];
        expect(faultOf([...b.section(), ...b.block(type, body, stated)])).toEqual([STOP_FAULT, FAULT_BLOCK_LENGTH, stated, smallest]);
      }
    }
    for (const stated of [LONGEST_BLOCK + 1, 0xffffffff]) {
      expect(faultOf([...b.section(), ...b.block(6, [0, 0, 0, 0], stated)])).toEqual([STOP_FAULT, FAULT_BLOCK_LENGTH, stated, LONGEST_BLOCK]);
    }
  });

  test('two lengths that disagree are a fault, also when the block was skipped over many calls', () => {
    const b = pcapngBlocks(true);
    const start = [...b.section(), ...b.description()];
    for (const type of [6, 3, 0xbad]) {
      const good = type === 6 ? b.packet(0n, DATA) : b.block(type, [...b.word(0), ...new Array<number>(9000).fill(1)]);
      const bad = [...good.slice(0, -4), ...b.word(good.length + 4)];
      for (const pieces of [[Infinity], [1], [300, 1]]) {
        const { stop, report } = decodeAll(decoder, Uint8Array.from([...start, ...bad]), pcapngSetup(), pieces, FORMAT_PCAPNG);
        expect([stop, report[REPORT_FAULT], report[REPORT_FAULT_FOUND], report[REPORT_FAULT_EXPECTED]]).toEqual([STOP_FAULT, FAULT_BLOCK_TRAILER, good.length + 4, good.length]);
        expect(decoder.views.input.subarray(report[REPORT_FAULT_POSITION]!, report[REPORT_FAULT_POSITION]! + 4)).toEqual(Uint8Array.from(b.word(good.length + 4)));
      }
    }
  });

  test('says how much of a skipped block is missing, up to the longest there can be', () => {
    const b = pcapngBlocks();
    for (const stated of [1000, 0xfffffffd, 0xffffffff]) {
      const { stop, report } = decode([...b.section(), ...b.block(0x80000000, new Array<number>(600).fill(0), stated)], [50]);
      expect([stop, report[REPORT_SKIP_TAKEN], report[REPORT_SKIP_LEFT]]).toEqual([STOP_NEEDS_BYTES, 612, 4 * Math.ceil(stated / 4) - 612]);
    }
    const { report } = decode([...b.section(), ...b.block(0xbad, [])]);
    expect([report[REPORT_SKIP_TAKEN], report[REPORT_SKIP_LEFT]]).toEqual([0, 0]);
  });

  test('columns that are full lose no packet', () => {
    const b = pcapngBlocks();
    const all = Array.from({ length: 200 }, (_, i) => i);
    expect(times([b.section(), b.description(), ...all.map((i) => b.packet(BigInt(i) * 1000n, DATA))].flat())).toEqual(all);
  });
});
