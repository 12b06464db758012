import { beforeAll, describe, expect, test } from 'vitest';
import { pcapRecords, uint16 } from './conformance/build-packets.ts';
import { decodeAll, pcapSetup } from './conformance/decode-all.ts';
import { type Path, randomBytes, type Sent, tunnelPacket, uint32 } from './conformance/tunnel-packets.ts';
import { TWINS } from './conformance/twins.ts';
import { TUNNEL_DTLS, TUNNEL_IPSEC, TUNNEL_NONE, TUNNEL_OPENVPN, TUNNEL_WIREGUARD } from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

const random = randomBytes(2463534242);
const times = (count: number, make: (i: number) => Sent): Sent[] => Array.from({ length: count }, (_, i) => make(i));
const little = (value: number) => uint32(value).reverse();

/** Data of WireGuard from the middle of a tunnel; `size` is what it has on the wire. */
const wireguard = (number: number, size: number, down = false): Sent =>
  ({ payload: [4, 0, 0, 0, ...(down ? [9, 8, 7, 0xf6] : [1, 2, 3, 0xf4]), ...little(number), 0, 0, 0, 0, ...random(38)], size, down });
const openvpn = (number: number, down = false): Sent => ({ payload: [0x48, 0, 0, 3, ...uint32(number), 0x91, 0xa7, 0x5c, 0x3e, ...random(40)], down });
const session = [0x9c, 1, 2, 3, 4, 5, 6, 7];
const answer = [8, 7, 0xd6, 5, 4, 3, 2, 1];
const esp = (number: number, down = false): Sent => ({ payload: [...uint32(down ? 0xc0ffee01 : 0x0badcafe), ...uint32(number), ...random(56)], down });
const ike = (exchange: number, length: number, marker: boolean): Sent =>
  ({ payload: [...(marker ? uint32(0) : []), ...session, ...answer, 46, 0x20, exchange, 8, ...uint32(1), ...uint32(length), ...random(length - 28)] });
const dtls = (number: number, version = [0xfe, 0xfd]): Sent => ({ payload: [23, ...version, 0, 1, 0, 0, ...uint32(number), ...uint16(60), ...random(60)] });

const v1 = (number: number): Sent => ({ payload: [0x31, ...uint32(number), 0xaa, 0xbb, 0xcc, 0xdd, ...random(40)] });
const record = (payload: readonly number[]): Sent => ({ payload: [...uint16(payload.length), ...payload] });
const TCP: Path = { protocol: 6, serverPort: 443 };
const NAT: Path = { clientPort: 31000, serverPort: 4500 };

/** What is recognised, and after how many packets of it. */
const SHOWN: readonly (readonly [what: string, tunnel: number, after: number, packets: readonly Sent[], path?: Path])[] = [
  ['WireGuard, handshake', TUNNEL_WIREGUARD, 2, [{ payload: [1, 0, 0, 0, ...random(50)], size: 148 }, { payload: [2, 0, 0, 0, ...random(50)], size: 92, down: true }]],
  ['WireGuard, cookie', TUNNEL_WIREGUARD, 2, [{ payload: [1, 0, 0, 0, ...random(144)] }, { payload: [3, 0, 0, 0, ...random(60)], down: true }]],
  ['WireGuard, from the middle, full packets', TUNNEL_WIREGUARD, 5, [wireguard(500, 1452), wireguard(7, 128, true), wireguard(501, 1452), wireguard(502, 96), wireguard(505, 1452)]],
  ['WireGuard beside what finds its way', TUNNEL_WIREGUARD, 6, [{ payload: [0x54, 0x53, 0xf0, 0x9f, ...random(60)] }, ...times(5, (i) => wireguard(i, 96))]],
  ['OpenVPN, first packet twice', TUNNEL_OPENVPN, 2, times(2, () => ({ payload: [0x38, ...session, 0, 0, 0, 0, 0] }))],
  ['OpenVPN, handshake with tls-crypt', TUNNEL_OPENVPN, 5, [
    { payload: [0x38, ...session, ...random(45)] }, { payload: [0x40, ...answer, ...random(45)], down: true }, { payload: [0x28, ...session, ...random(49)] },
    { payload: [0x20, ...session, ...random(200)] }, { payload: [0x28, ...answer, ...random(49)], down: true }, { payload: [0x28, ...session, ...random(49)] },
  ]],
  ['OpenVPN, from the middle', TUNNEL_OPENVPN, 4, times(4, (i) => openvpn(90_000 + i))],
  ['OpenVPN, peers not numbered', TUNNEL_OPENVPN, 4, times(4, (i) => ({ payload: [0x48, 255, 255, 255, ...openvpn(i).payload.slice(4)] }))],
  ['OpenVPN, no number of the peer', TUNNEL_OPENVPN, 25, times(30, (i) => v1(1000 + i))],
  ['OpenVPN, older cipher', TUNNEL_OPENVPN, 25, times(30, (i) => ({ payload: [0x48, 0, 0, 0, ...random(44 + 16 * (1 + (i % 5)))] }))],
  ['OpenVPN over TCP', TUNNEL_OPENVPN, 5, [{ payload: random(900) }, ...times(4, (i) => record(openvpn(i).payload))], TCP],
  ['OpenVPN over TCP, records longer than segments', TUNNEL_OPENVPN, 4, times(4, (i) => ({ payload: [...uint16(1500), ...openvpn(i).payload], size: 1448 })), TCP],
  ['ESP', TUNNEL_IPSEC, 1, [{ payload: random(80) }], { protocol: 50 }],
  ['AH', TUNNEL_IPSEC, 1, [{ payload: random(80) }], { protocol: 51 }],
  ['ESP in UDP, both ways, with keepalives', TUNNEL_IPSEC, 7, [esp(70), { payload: [255] }, esp(9, true), esp(71), esp(11, true), { payload: [255] }, esp(73)], NAT],
  ['IKE', TUNNEL_IPSEC, 2, [ike(34, 300, false), ike(34, 300, false)], { clientPort: 500, serverPort: 500 }],
  ['IKE behind address translation', TUNNEL_IPSEC, 2, [ike(35, 200, true), ike(36, 80, true)], NAT],
  ['DTLS 1.2', TUNNEL_DTLS, 3, times(3, (i) => dtls(i))],
  ['DTLS as AnyConnect has it', TUNNEL_DTLS, 3, times(3, (i) => dtls(i, [1, 0]))],
  ['DTLS after its handshake', TUNNEL_DTLS, 5, [{ payload: [22, 0xfe, 0xff, ...random(8), ...uint16(99), ...random(99)] }, { payload: [20, 0xfe, 0xfd, ...random(8), 0, 1, 1, 22, 0xfe, 0xfd, ...random(8), 0, 4, 1, 2, 3, 4] }, ...times(3, (i) => dtls(i))]],
  ['DTLS 1.3', TUNNEL_DTLS, 3, times(3, () => ({ payload: [0x2e, ...random(2), ...uint16(70), ...random(70)] }))],
];

const label = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
/** What must not be taken for a tunnel. */
const OTHERS: readonly (readonly [what: string, make: (i: number) => Sent, path?: Path])[] = [
  ['random bytes', () => ({ payload: random(100) })],
  ['random bytes at the port of IPsec', () => ({ payload: random(100) }), NAT],
  ['random bytes over TCP', () => ({ payload: random(100) }), TCP],
  ['TLS', () => ({ payload: [23, 3, 3, ...uint16(95), ...random(95)] }), TCP],
  ['QUIC', (i) => ({ payload: [i < 2 ? 0xc3 : 0x40 | (random(1)[0]! & 31), 0, 0, 0, 1, 8, 9, 0xab, 0xcd, ...random(90)] }), { serverPort: 443 }],
  ['RTP', (i) => ({ payload: [0x80, 111, ...uint16(i), ...uint32(960 * i), 1, 2, 3, 0xf4, ...random(160)] })],
  ['a call: STUN, the handshake of DTLS, SRTP', (i) => ({ payload: i === 0 ? [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, ...random(12)] : i < 6 ? [22, 0xfe, 0xfd, ...random(8), ...uint16(60), ...random(60)] : [0x80, 96, ...uint16(i), ...random(90)] })],
  ['DNS', (i) => ({ payload: [...random(2), i & 1 ? 0x81 : 1, 0, 0, 1, 0, i & 1, 0, 0, 0, 0, ...label('\u0007example\u0003com'), 0, 0, 1, 0, 1] }), { serverPort: 53 }],
  ['SSDP', () => ({ payload: label('NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n') })],
  ['numbered text', (i) => ({ payload: label(`${10_000_000 + i} some reading`) })],
  ['text with a constant beginning', () => ({ payload: label('PING 192.0.2.1 and so on') })],
  ['counters behind a small number', (i) => ({ payload: [0x48, 0, 0, 0, 0, 0, 0, i, 0, 0, 0, 0, ...random(i + 20)] })],
  ['little-endian counters', (i) => ({ payload: [0x30, 0, 0, 0, i, 0, 0, 0, ...random(40)] })],
  ['ESP elsewhere', (i) => esp(i)],
  ['a packet of WireGuard again and again', () => ({ payload: [4, 0, 0, 0, 1, 2, 3, 0xf4, 7, 0, 0, 0, 0, 0, 0, 0, ...random(80)] })],
  ['numbers of WireGuard that jump', () => ({ payload: [4, 0, 0, 0, 1, 2, 3, 0xf4, ...random(4), 0, 0, 0, 0, ...random(80)] })],
  ['text that changes its first letter', (i) => ({ payload: [i % 4 < 2 ? 0x20 : 0x28, ...label('constant'), ...random(30)] })],
  ['a random beginning that stays', () => ({ payload: [0x20, ...session, ...random(30)] })],
  ['resets of a later key', (i) => ({ payload: [i % 4 < 2 ? 0x39 : 0x41, ...session, ...random(30)] })],
  ['four constant bytes before random ones of one length', () => ({ payload: [0x48, 0, 0, 0, ...random(56)] })],
  ['large numbers of peers', (i) => ({ payload: [0x48, 0x12, 0x34, 0x56, ...uint32(i), ...label('not a number of 0')] })],
  ['records over TCP that promise more than comes', (i) => ({ payload: [...uint16(900), ...openvpn(i).payload] }), TCP],
  ['four bytes of WireGuard alone', () => ({ payload: [4, 0, 0, 0, ...random(92)] })],
];

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 64, flows: 64, inputBytes: 4096 });
  });
  const tunnelsOf = (packets: readonly { data: Uint8Array; original: number }[]) => decodeAll(decoder, pcapRecords(packets), pcapSetup({ linkType: 101 })).tunnels;

  test.each(SHOWN.map(([what, tunnel, after, packets, path]) => ({ what, tunnel, after, packets, path })))('$what', ({ tunnel, after, packets, path }) => {
    const records = packets.map((sent) => tunnelPacket(sent, path));
    expect(tunnelsOf(records.slice(0, after - 1))).toEqual([]);
    expect(tunnelsOf(records)).toEqual([[0, tunnel]]);
    // As a snap length of 96 leaves them behind an Ethernet header.
    expect(tunnelsOf(records.map(({ data, original }) => ({ data: data.subarray(0, 82), original })))).toEqual([[0, tunnel]]);
  });

  test.each(OTHERS.map(([what, make, path]) => ({ what, make, path })))('nothing: $what', ({ make, path }) => {
    expect(tunnelsOf(times(80, make).map((sent, i) => tunnelPacket({ ...sent, down: i % 3 === 1 }, path)))).toEqual([]);
  });

  test('nothing in 480 flows of random bytes, whatever the first of them', () => {
    const firsts = [[1, 0, 0, 0], [4, 0, 0, 0], [23, 254, 253], [22, 1, 0], [0x2e], [0x38], [0x40], [0x28], [0x30], [0x48, 0], [0x48, 0, 0, 1], [0, 0, 0, 0]];
    const paths = [{ serverPort: 443 }, NAT, { serverPort: 500 }, TCP];
    for (let flow = 0; flow < 480; flow++) {
      const first = firsts[flow % firsts.length]!;
      const packets = times(66, (i) => ({ payload: [...first, ...random(36)], size: 40 + random(1)[0]! * 4, down: i % 2 === 1 }));
      expect(tunnelsOf(packets.map((sent) => tunnelPacket(sent, paths[flow % paths.length])))).toEqual([]);
    }
  });

  test('flows keep apart, and what no longer holds is taken back', () => {
    const mixed = times(5, (i) => wireguard(i, 96)).flatMap((sent, i) => [tunnelPacket(sent), tunnelPacket(openvpn(i), { client: 2 })]);
    expect(tunnelsOf(mixed)).toEqual([[0, TUNNEL_WIREGUARD], [1, TUNNEL_OPENVPN]]);
    const other = times(9, () => ({ payload: [0x90, 96, ...random(50)] }));
    expect(tunnelsOf([...times(4, (i) => dtls(i)), ...other].map((sent) => tunnelPacket(sent)))).toEqual([[0, TUNNEL_DTLS], [0, TUNNEL_NONE]]);
  });

  test('after 64 packets nothing is looked at any more; packets without a payload do not count', () => {
    const quiet = times(100, () => ({ payload: [] }));
    const noise = (count: number) => times(count, () => ({ payload: random(60) }));
    const tunnel = times(5, (i) => ({ payload: [...uint16(52), ...openvpn(i).payload.slice(0, 52)] }));
    const segments = (packets: readonly Sent[]) => tunnelsOf(packets.map((sent) => tunnelPacket(sent, TCP)));
    expect(segments([...quiet, ...noise(60), ...tunnel])).toEqual([[0, TUNNEL_OPENVPN]]);
    expect(segments([...noise(61), ...tunnel])).toEqual([]);
  });
});
