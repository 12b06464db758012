import { expect, test } from 'vitest';
import { ethernet, ipv4, ipv6 } from '../../fixtures/build-pcap.ts';
import { createIpPacket } from '../ip/packet.ts';
import { linkDecoder } from './link.ts';

function decode(linkType: number, bytes: Uint8Array): [number | string, number] {
  const packet = createIpPacket();
  const version = linkDecoder(linkType)!(bytes, 0, bytes.length, packet);
  return [version, packet.start];
}

test.each<[string, number[], number]>([
  ['untagged', [], 14],
  ['802.1Q', [0x8100], 18],
  ['QinQ', [0x88a8, 0x8100], 22],
  ['old QinQ', [0x9100, 0x8100], 22],
  ['three tags', [0x9200, 0x8100, 0x8100], 26],
])('Ethernet, %s', (_name, tags, start) => {
  expect(decode(1, ethernet(ipv4(), tags))).toEqual([4, start]);
  expect(decode(1, ethernet(ipv6(), tags))).toEqual([6, start]);
});

test('Ethernet that holds no IP', () => {
  expect(decode(1, ethernet(ipv4(), [], 0x0806))[0]).toBe('arp');
  expect(decode(1, ethernet(ipv4(), [0x8100], 0x0806))[0]).toBe('arp');
  expect(decode(1, ethernet(ipv4(), [], 0x88cc))[0]).toBe('not ip');
  expect(decode(1, ethernet(ipv4(), [], 38))[0]).toBe('not ip');
});

test('Ethernet that is cut', () => {
  expect(decode(1, ethernet(ipv4()).subarray(0, 13))[0]).toBe('truncated header');
  expect(decode(1, ethernet(ipv4(), [0x8100]).subarray(0, 17))[0]).toBe('truncated header');
  expect(decode(1, new Uint8Array(0))[0]).toBe('truncated header');
});

test.each([
  [12, 0],
  [14, 0],
  [101, 0],
  [228, 4],
  [229, 6],
])('raw IP of link type %i starts at once and says version %i', (linkType, version) => {
  expect(decode(linkType, ipv4())).toEqual([version, 0]);
});

test.each([0, 113, 127, 276, -1])('link type %i is not known', (linkType) => {
  expect(linkDecoder(linkType)).toBeUndefined();
});
