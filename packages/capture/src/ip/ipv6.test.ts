import { expect, test } from 'vitest';
import { ipv6, udp, uint16 } from '../../fixtures/build-pcap.ts';
import { decodeIp } from './decode.ts';
import { createIpPacket, type IpPacket } from './packet.ts';

function decode(bytes: Uint8Array, wireLength = bytes.length): IpPacket | string {
  const packet = createIpPacket();
  return decodeIp(bytes, bytes.length, wireLength, 6, packet) ?? packet;
}

/** An extension header of 8 · (extra + 1) bytes. */
function extension(next: number, extra = 0): number[] {
  return [next, extra, ...new Array<number>(6 + 8 * extra).fill(0)];
}

function fragment(next: number, offset: number, more: number, id: number): number[] {
  return [next, 0, ...uint16((offset << 3) | more), 0, 0, ...uint16(id)];
}

test('size is payload and header; positions and ports', () => {
  expect(decode(ipv6({ payload: udp(5000, 443, 100) }))).toMatchObject({
    size: 148,
    protocol: 17,
    addressLength: 16,
    source: 8,
    destination: 24,
    sourcePort: 5000,
    destinationPort: 443,
  });
});

test('extension headers are walked, whatever their order and length', () => {
  const payload = [...extension(60), ...extension(43, 2), ...extension(135, 1), ...extension(6), ...udp(22, 23)];
  expect(decode(ipv6({ next: 0, payload }))).toMatchObject({ protocol: 6, sourcePort: 22, destinationPort: 23 });
});

test('an extension header that is cut', () => {
  const whole = ipv6({ next: 0, payload: [...extension(17), ...udp(1, 2)] });
  expect(decode(whole.subarray(0, 47), whole.length)).toBe('truncated header');
  expect(decode(whole.subarray(0, 51), whole.length)).toMatchObject({ protocol: 17, portsCut: true, size: 56 });
  expect(decode(whole.subarray(0, 39), whole.length)).toBe('truncated header');
  expect(decode(ipv6({ next: 0, payload: [17, 0, 0, 0] }))).toBe('bad ip header');
});

test('an extension header that reaches behind the end has no ports behind it', () => {
  expect(decode(ipv6({ next: 0, payload: [17, 255, 0, 0, 0, 0, 0, 0] }))).toMatchObject({ protocol: 17, sourcePort: 0, portsCut: true });
});

test.each([50, 51, 58, 59])('protocol %i ends the walk and has no ports', (next) => {
  expect(decode(ipv6({ next, payload: udp(1, 2) }))).toMatchObject({ protocol: next, sourcePort: 0, portsCut: false });
});

test('fragments', () => {
  expect(decode(ipv6({ next: 44, payload: [...fragment(17, 0, 1, 9), ...udp(1, 2)] }))).toMatchObject({
    protocol: 17,
    firstFragment: true,
    laterFragment: false,
    fragmentId: 9,
    sourcePort: 1,
  });
  expect(decode(ipv6({ next: 44, payload: [...fragment(17, 4, 0, 9), ...udp(1, 2)] }))).toMatchObject({
    protocol: 17,
    firstFragment: false,
    laterFragment: true,
    sourcePort: 0,
    portsCut: false,
  });
  // A packet that says it is fragmented, but is all there (RFC 6946).
  expect(decode(ipv6({ next: 44, payload: [...fragment(17, 0, 0, 9), ...udp(1, 2)] }))).toMatchObject({ firstFragment: false, sourcePort: 1 });
});

test('a payload length of 0 stands for a giant packet, unless nothing follows', () => {
  expect(decode(ipv6({ next: 6, payloadLength: 0, payload: udp(1, 2) }), 100_040)).toMatchObject({ size: 100_040, sourcePort: 1 });
  expect(decode(ipv6({ next: 59, payloadLength: 0, payload: [0, 0, 0, 0, 0, 0] }))).toMatchObject({ size: 40, protocol: 59 });
  expect(decode(ipv6({ next: 6, payloadLength: 0 }), 2 ** 31)).toBe('impossible length');
});
