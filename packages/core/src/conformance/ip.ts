import { expect, test } from 'vitest';
import {
  SKIP_BAD_IP_HEADER, SKIP_BAD_IP_VERSION, SKIP_IMPOSSIBLE_LENGTH, SKIP_TRUNCATED_HEADER, WARN_FRAGMENT_WITHOUT_FIRST, WARN_PORTS_CUT,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';
import { address6, ipv4, ipv6, udp, uint16 } from './build-packets.ts';
import { decodeOne } from './decode-one.ts';

const IPV4_ONLY = 228;
const IPV6_ONLY = 229;

/** IPv4 and IPv6 headers, and ports. */
export function ipConforms(decoder: () => Decoder): void {
  const decode = (bytes: Uint8Array, original?: number, linkType?: number) => decodeOne(decoder(), bytes, original, linkType);

  test('IPv4: size, protocol, addresses and ports', () => {
    const expected = { size: 128, protocol: 17, kind: 4, a: [10, 0, 0, 1], b: [10, 0, 0, 2], ports: [5000, 443], warned: [] };
    expect(decode(ipv4({ payload: udp(5000, 443, 100) }))).toEqual(expected);
  });

  test('IPv4: ports are behind the options', () => {
    expect(decode(ipv4({ options: [1, 1, 1, 0], payload: udp(5000, 443) }))).toMatchObject({ size: 32, ports: [5000, 443] });
  });

  test.each([6, 17, 33, 132, 136])('protocol %i has ports', (protocol) => {
    expect(decode(ipv4({ protocol, payload: udp(5000, 443) }))).toMatchObject({ protocol, ports: [5000, 443], warned: [] });
    expect(decode(ipv6({ next: protocol, payload: udp(5000, 443) }))).toMatchObject({ protocol, ports: [5000, 443], warned: [] });
  });

  test.each([1, 2, 4, 41, 47, 50, 51, 58, 59, 255])('protocol %i is a flow of the outer header and has no ports', (protocol) => {
    expect(decode(ipv4({ protocol, payload: udp(5000, 443) }))).toMatchObject({ protocol, ports: [0, 0], warned: [] });
    expect(decode(ipv6({ next: protocol, payload: udp(5000, 443) }))).toMatchObject({ protocol, ports: [0, 0], warned: [] });
  });

  test('IPv4: a total length of 0 stands for an offloaded packet: its size is what was on the wire', () => {
    expect(decode(ipv4({ totalLength: 0, payload: udp(1, 2) }), 70_000)).toMatchObject({ size: 70_000, ports: [1, 2] });
  });

  test('bytes behind the total length are padding, and no ports', () => {
    expect(decode(ipv4({ totalLength: 22, payload: udp(1, 2, 20) }))).toMatchObject({ size: 22, ports: [0, 0], warned: [WARN_PORTS_CUT] });
  });

  test('a packet cut by the snap length keeps its size; without its ports it has none', () => {
    const whole = ipv4({ payload: udp(5000, 443, 1000) });
    expect(decode(whole.subarray(0, 24), whole.length)).toMatchObject({ size: 1028, ports: [5000, 443], warned: [] });
    expect(decode(whole.subarray(0, 23), whole.length)).toMatchObject({ size: 1028, ports: [0, 0], warned: [WARN_PORTS_CUT] });
    for (const length of [19, 1, 0]) expect(decode(whole.subarray(0, length), whole.length)).toEqual({ skipped: SKIP_TRUNCATED_HEADER });
  });

  test('IPv4: later fragments have no ports of their own; a fragment that may not be fragmented is whole', () => {
    expect(decode(ipv4({ id: 77, fragment: 0x2000, payload: udp(1, 2) }))).toMatchObject({ ports: [1, 2], warned: [] });
    for (const fragment of [0x2001, 0x0001, 0x1fff]) {
      expect(decode(ipv4({ id: 77, fragment, payload: udp(1, 2) }))).toMatchObject({ ports: [0, 0], warned: [WARN_FRAGMENT_WITHOUT_FIRST] });
    }
    expect(decode(ipv4({ fragment: 0x4000, payload: udp(1, 2) }))).toMatchObject({ ports: [1, 2], warned: [] });
  });

  test('IPv4 headers that cannot be', () => {
    expect(decode(ipv4({ totalLength: 19 }))).toEqual({ skipped: SKIP_BAD_IP_HEADER });
    expect(decode(ipv4({ totalLength: 0 }), 19)).toEqual({ skipped: SKIP_BAD_IP_HEADER });
    expect(decode(ipv4({ totalLength: 0 }), 2 ** 20 + 1)).toEqual({ skipped: SKIP_IMPOSSIBLE_LENGTH });
    expect(decode(ipv4({ totalLength: 0 }), 2 ** 32 - 1)).toEqual({ skipped: SKIP_IMPOSSIBLE_LENGTH });
    expect(decode(Uint8Array.of(0x44, ...ipv4().subarray(1)))).toEqual({ skipped: SKIP_BAD_IP_HEADER });
    expect(decode(Uint8Array.of(0x55, ...ipv4().subarray(1)))).toEqual({ skipped: SKIP_BAD_IP_VERSION });
  });

  test('a version that contradicts the link layer is bad', () => {
    expect(decode(ipv4({ payload: udp(1, 2) }), undefined, IPV4_ONLY)).toMatchObject({ ports: [1, 2] });
    expect(decode(ipv6({ payload: udp(1, 2) }), undefined, IPV6_ONLY)).toMatchObject({ ports: [1, 2] });
    expect(decode(ipv4(), undefined, IPV6_ONLY)).toEqual({ skipped: SKIP_BAD_IP_VERSION });
    expect(decode(ipv6(), undefined, IPV4_ONLY)).toEqual({ skipped: SKIP_BAD_IP_VERSION });
  });

  test('IPv6: size is payload and header', () => {
    const expected = { size: 148, protocol: 17, kind: 16, a: address6(1), b: address6(2), ports: [5000, 443], warned: [] };
    expect(decode(ipv6({ payload: udp(5000, 443, 100) }))).toEqual(expected);
  });

  /** An extension header of 8 · (extra + 1) bytes. */
  const extension = (next: number, extra = 0): number[] => [next, extra, ...new Array<number>(6 + 8 * extra).fill(1)];
  const fragment = (next: number, offset: number, more: number, id = 9): number[] => [next, 0, ...uint16((offset << 3) | more), 0, 0, ...uint16(id)];

  test('IPv6: extension headers are walked, whatever their order and length', () => {
    const headers = [...extension(60), ...extension(43, 2), ...extension(135, 1), ...extension(139), ...extension(140), ...extension(6)];
    expect(decode(ipv6({ next: 0, payload: [...headers, ...udp(22, 23)] }))).toMatchObject({ protocol: 6, ports: [22, 23] });
  });

  test('IPv6: an extension header that is cut, or reaches behind the end', () => {
    const whole = ipv6({ next: 0, payload: [...extension(17), ...udp(1, 2)] });
    for (const length of [41, 44, 47]) expect(decode(whole.subarray(0, length), whole.length)).toMatchObject({ protocol: 17, size: 56, ports: [0, 0], warned: [WARN_PORTS_CUT] });
    expect(decode(whole.subarray(0, 40), whole.length)).toMatchObject({ protocol: 0, size: 56, ports: [0, 0], warned: [WARN_PORTS_CUT] });
    expect(decode(whole.subarray(0, 51), whole.length)).toMatchObject({ protocol: 17, size: 56, warned: [WARN_PORTS_CUT] });
    expect(decode(whole.subarray(0, 39), whole.length)).toEqual({ skipped: SKIP_TRUNCATED_HEADER });
    expect(decode(ipv6({ next: 0, payload: [17, 0, 0, 0] }))).toMatchObject({ protocol: 17, size: 44, ports: [0, 0], warned: [WARN_PORTS_CUT] });
    expect(decode(ipv6({ next: 0, payloadLength: 0 }))).toMatchObject({ protocol: 0, size: 40, ports: [0, 0], warned: [WARN_PORTS_CUT] });
    expect(decode(ipv6({ next: 0, payload: [17, 255, 0, 0, 0, 0, 0, 0] }))).toMatchObject({ protocol: 17, ports: [0, 0], warned: [WARN_PORTS_CUT] });
  });

  test('IPv6 fragments; one that is first and last at once is a whole packet (RFC 6946)', () => {
    const payload = (offset: number, more: number) => [...fragment(17, offset, more), ...udp(1, 2)];
    expect(decode(ipv6({ next: 44, payload: payload(0, 1) }))).toMatchObject({ protocol: 17, ports: [1, 2], warned: [] });
    expect(decode(ipv6({ next: 44, payload: payload(4, 0) }))).toMatchObject({ protocol: 17, ports: [0, 0], warned: [WARN_FRAGMENT_WITHOUT_FIRST] });
    expect(decode(ipv6({ next: 44, payload: payload(0, 0) }))).toMatchObject({ ports: [1, 2], warned: [] });
  });

  test('IPv6: a payload length of 0 stands for a giant packet, unless nothing follows', () => {
    expect(decode(ipv6({ next: 6, payloadLength: 0, payload: udp(1, 2) }), 100_040)).toMatchObject({ size: 100_040, ports: [1, 2] });
    expect(decode(ipv6({ next: 59, payloadLength: 0, payload: [0, 0, 0, 0, 0, 0] }))).toMatchObject({ size: 40, protocol: 59 });
    expect(decode(ipv6({ next: 6, payloadLength: 0 }), 2 ** 31)).toEqual({ skipped: SKIP_IMPOSSIBLE_LENGTH });
  });
}
