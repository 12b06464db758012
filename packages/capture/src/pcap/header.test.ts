import { expect, test } from 'vitest';
import { buildPcap, MODIFIED, NANOSECONDS } from '../../fixtures/build-pcap.ts';
import { decodePcapHeader, PCAP_MAGICS } from './header.ts';

test.each([false, true])('all three variants, big-endian: %s', (bigEndian) => {
  const littleEndian = !bigEndian;
  const header = (shape: object) => decodePcapHeader(buildPcap([], { bigEndian, linkType: 101, ...shape }), 'x');
  expect(header({})).toEqual({ littleEndian, timeExponent: 6, recordHeader: 16, snapLength: 65_535, linkType: 101 });
  expect(header({ magic: NANOSECONDS })).toEqual({ littleEndian, timeExponent: 9, recordHeader: 16, snapLength: 65_535, linkType: 101 });
  expect(header({ magic: MODIFIED })).toEqual({ littleEndian, timeExponent: 6, recordHeader: 24, snapLength: 65_535, linkType: 101 });
});

test('every header starts with one of the magic numbers', () => {
  for (const bigEndian of [false, true]) {
    for (const magic of [undefined, NANOSECONDS, MODIFIED]) {
      const bytes = buildPcap([], { bigEndian, ...(magic && { magic }) });
      expect(PCAP_MAGICS).toContainEqual([...bytes.subarray(0, 4)]);
    }
  }
});

test('bits about the frame check sequence are no part of the link type', () => {
  expect(decodePcapHeader(buildPcap([], { linkType: 0x24000001 }), 'x').linkType).toBe(1);
});

test('another version is not supported', () => {
  expect(() => decodePcapHeader(buildPcap([], { minorVersion: 3 }), 'x')).toThrow('x, byte 4: unsupported: found pcap version 2.3, expected version 2.4');
});
