import { expect, test } from 'vitest';
import { ipv4, ipv6, udp } from '../../fixtures/build-pcap.ts';
import { decodeIp } from './decode.ts';
import { createIpPacket } from './packet.ts';

const V4 = ipv4({ payload: udp(1, 2) });
const V6 = ipv6({ payload: udp(3, 4) });

test('without a word from the link layer the packet says its version itself', () => {
  const packet = createIpPacket();
  expect(decodeIp(V4, V4.length, V4.length, 0, packet)).toBeNull();
  expect(packet).toMatchObject({ addressLength: 4, sourcePort: 1 });
  expect(decodeIp(V6, V6.length, V6.length, 0, packet)).toBeNull();
  expect(packet).toMatchObject({ addressLength: 16, sourcePort: 3 });
});

test('a version that contradicts the link layer is bad', () => {
  expect(decodeIp(V4, V4.length, V4.length, 6, createIpPacket())).toBe('bad ip version');
  expect(decodeIp(V6, V6.length, V6.length, 4, createIpPacket())).toBe('bad ip version');
});

test('nothing of the packet before stays behind', () => {
  const packet = createIpPacket();
  const cut = ipv4({ fragment: 0x2000, payload: udp(1, 2) }).subarray(0, 22);
  decodeIp(cut, cut.length, 28, 0, packet);
  expect(packet).toMatchObject({ portsCut: true, firstFragment: true });
  const plain = ipv4({ protocol: 1 });
  decodeIp(plain, plain.length, plain.length, 0, packet);
  expect(packet).toMatchObject({ portsCut: false, firstFragment: false, laterFragment: false, sourcePort: 0, destinationPort: 0 });
});
