import { expect, test } from 'vitest';
import { PcapngBuilder } from '../../fixtures/build-pcapng.ts';
import { readSection } from './section.ts';

const read = (bigEndian: boolean, major: number, minor: number) =>
  readSection(new DataView(Uint8Array.from(new PcapngBuilder(bigEndian).section(major, minor)).buffer), 'x', 100);

test.each([false, true])('a section has its own byte order, big-endian: %s', (bigEndian) => {
  expect(read(bigEndian, 1, 0)).toEqual({ littleEndian: !bigEndian });
});

test('version 1.2 is another name for 1.0, and no other version is supported', () => {
  expect(read(true, 1, 2)).toEqual({ littleEndian: false });
  for (const [major, minor] of [[2, 0], [1, 1], [1, 3], [0, 0]] as const) {
    expect(() => read(false, major, minor)).toThrow(`x, byte 112: unsupported: found pcapng version ${major}.${minor}, expected version 1.0`);
  }
});
