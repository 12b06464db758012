import { expect, test } from 'vitest';
import { ipv4, udp } from '../../fixtures/build-pcap.ts';
import { decodeIp } from './decode.ts';
import { createIpPacket, type IpPacket } from './packet.ts';

function decode(bytes: Uint8Array, wireLength = bytes.length): IpPacket | string {
  const packet = createIpPacket();
  return decodeIp(bytes, bytes.length, wireLength, 4, packet) ?? packet;
}

test('size, protocol, positions of the addresses and ports', () => {
  expect(decode(ipv4({ payload: udp(5000, 443, 100) }))).toMatchObject({
    size: 128,
    protocol: 17,
    addressLength: 4,
    source: 12,
    destination: 16,
    sourcePort: 5000,
    destinationPort: 443,
    portsCut: false,
    firstFragment: false,
    laterFragment: false,
  });
});

test('ports are behind the options', () => {
  expect(decode(ipv4({ options: [1, 1, 1, 0], payload: udp(5000, 443) }))).toMatchObject({ size: 32, sourcePort: 5000, destinationPort: 443 });
});

test.each([1, 2, 47, 50, 132])('protocol %i has no ports', (protocol) => {
  expect(decode(ipv4({ protocol, payload: udp(5000, 443) }))).toMatchObject({ protocol, sourcePort: 0, destinationPort: 0, portsCut: false });
});

test('a total length of 0 stands for an offloaded packet: its size is what was on the wire', () => {
  expect(decode(ipv4({ totalLength: 0, payload: udp(1, 2) }), 70_000)).toMatchObject({ size: 70_000, sourcePort: 1 });
});

test('bytes behind the total length are padding, and no ports', () => {
  expect(decode(ipv4({ totalLength: 22, payload: udp(1, 2, 20) }))).toMatchObject({ size: 22, sourcePort: 0, portsCut: true });
});

test('a packet cut by the snap length keeps its size; without its ports it has none', () => {
  const whole = ipv4({ payload: udp(5000, 443, 1000) });
  expect(decode(whole.subarray(0, 24), whole.length)).toMatchObject({ size: 1028, sourcePort: 5000, destinationPort: 443 });
  expect(decode(whole.subarray(0, 23), whole.length)).toMatchObject({ size: 1028, sourcePort: 0, portsCut: true });
  expect(decode(whole.subarray(0, 19), whole.length)).toBe('truncated header');
  expect(decode(whole.subarray(0, 0), whole.length)).toBe('truncated header');
});

test('fragments: the first has ports, later ones have none of their own', () => {
  expect(decode(ipv4({ id: 77, fragment: 0x2000, payload: udp(1, 2) }))).toMatchObject({ firstFragment: true, laterFragment: false, fragmentId: 77, sourcePort: 1 });
  expect(decode(ipv4({ id: 77, fragment: 0x2001, payload: udp(1, 2) }))).toMatchObject({ firstFragment: false, laterFragment: true, sourcePort: 0, portsCut: false });
  expect(decode(ipv4({ id: 77, fragment: 0x0001 }))).toMatchObject({ firstFragment: false, laterFragment: true });
  expect(decode(ipv4({ fragment: 0x4000, payload: udp(1, 2) }))).toMatchObject({ firstFragment: false, laterFragment: false, sourcePort: 1 });
});

test('headers that cannot be', () => {
  expect(decode(ipv4({ totalLength: 19 }))).toBe('bad ip header');
  expect(decode(ipv4({ totalLength: 0 }), 19)).toBe('bad ip header');
  expect(decode(ipv4({ totalLength: 0 }), 2 ** 32 - 1)).toBe('impossible length');
  const shortHeader = ipv4();
  shortHeader[0] = 0x44;
  expect(decode(shortHeader)).toBe('bad ip header');
  const version5 = ipv4();
  version5[0] = 0x55;
  expect(decode(version5)).toBe('bad ip version');
});
