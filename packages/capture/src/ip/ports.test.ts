import { expect, test } from 'vitest';
import { createIpPacket } from './packet.ts';
import { decodePorts, TCP, UDP } from './ports.ts';

const BYTES = Uint8Array.of(0x13, 0x88, 0x01, 0xbb);

test.each([TCP, UDP])('protocol %i has its ports in the first four bytes, big-endian', (protocol) => {
  const packet = { ...createIpPacket(), protocol, size: 4 };
  decodePorts(BYTES, 0, 4, packet);
  expect(packet).toMatchObject({ sourcePort: 5000, destinationPort: 443, portsCut: false });
});

test('three bytes hold no ports', () => {
  const packet = { ...createIpPacket(), protocol: UDP, size: 4 };
  decodePorts(BYTES, 0, 3, packet);
  expect(packet).toMatchObject({ sourcePort: 0, destinationPort: 0, portsCut: true });
});
