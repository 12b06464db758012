import { expect, test } from 'vitest';
import { foreignFormat } from './foreign-formats.ts';

test('a format is known by as many of its first bytes as there are', () => {
  const snoop = new TextEncoder().encode('snoop\0\0\0');
  expect(foreignFormat(snoop)?.name).toBe('a snoop capture');
  expect(foreignFormat(snoop.subarray(0, 4))?.name).toBe('a snoop capture');
  expect(foreignFormat(new TextEncoder().encode('snooker'))).toBeUndefined();
});

test('a tar archive is known by what stands behind the name of its first file', () => {
  const tar = new Uint8Array(512).fill(97, 0, 20);
  tar.set(new TextEncoder().encode('ustar\x0000'), 257);
  expect(foreignFormat(tar)?.name).toBe('a tar archive');
  expect(foreignFormat(tar.subarray(0, 260))).toBeUndefined();
});

test('what is compressed is to be decompressed, what Wireshark reads to be converted', () => {
  expect(foreignFormat(Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0))).toMatchObject({ name: 'xz compression', remedy: 'decompress it with xz -d' });
  expect(foreignFormat(new TextEncoder().encode('GMBU'))?.remedy).toContain('editcap -F pcap');
});
