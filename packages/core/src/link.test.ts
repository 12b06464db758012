import { beforeAll, describe, expect, test } from 'vitest';
import { ipv4, ipv6, pcapRecords, udp } from './conformance/build-packets.ts';
import { hex, LINKS, OTHERS } from './conformance/link-frames.ts';
import { TWINS } from './conformance/twins.ts';
import {
  FORMAT_PCAP, INTERFACE_LINK, REPORT_BYTES, REPORT_PACKETS, SETTING_BIG_ENDIAN, SETTING_INTERFACES, SETTING_RECORD_HEADER, SKIP_AGGREGATED_FRAME, SKIP_ARP, SKIP_BAD_IP_VERSION,
  SKIP_ENCRYPTED_FRAME, SKIP_LINK_TYPE, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER,
} from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

const REASONS = {
  arp: SKIP_ARP, 'not ip': SKIP_NOT_IP, encrypted: SKIP_ENCRYPTED_FRAME, aggregated: SKIP_AGGREGATED_FRAME, 'link type': SKIP_LINK_TYPE,
} as const;
const PACKET = [...ipv4({ payload: udp(1, 2) })];

/** One record at the very end of the input, so that the checked build sees a read behind it. @returns packets, bytes, counts of what was skipped */
function decodeFrame(decoder: Decoder, linkType: number, data: readonly number[], { bigEndian = false, original = data.length } = {}) {
  decoder.reset();
  const { input, settings, interfaces, report, skipped } = decoder.views;
  const record = pcapRecords([{ data: Uint8Array.from(data), original }], { bigEndian });
  const start = input.length - record.length;
  input.set(record, start);
  settings[SETTING_BIG_ENDIAN] = bigEndian ? 1 : 0;
  settings[SETTING_RECORD_HEADER] = 16;
  settings[SETTING_INTERFACES] = 1;
  interfaces[INTERFACE_LINK] = linkType;
  decoder.decode(FORMAT_PCAP, start, input.length);
  return { packets: report[REPORT_PACKETS], bytes: report[REPORT_BYTES], skipped: [...skipped] };
}

const isSkipped = (reason: number) => ({ packets: 0, skipped: expect.toSatisfy((counts: number[]) => counts[reason] === 1 && counts.filter(Boolean).length === 1) });

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 32, flows: 4, inputBytes: 2048 });
  });

  test.each(LINKS.map(([linkType, what, bytes, bigEndian = false]) => ({ linkType, what, bytes, bigEndian })))('link type $linkType: $what', ({ linkType, bytes, bigEndian }) => {
    const header = hex(bytes);
    const frame = [...header, ...PACKET];
    expect(decodeFrame(decoder, linkType, frame, { bigEndian })).toMatchObject({ packets: 1, bytes: 28 });
    // Cut anywhere, it is no packet any more, and nothing behind its end is read.
    for (let captured = 0; captured < header.length + 20; captured++) {
      const { packets, skipped } = decodeFrame(decoder, linkType, frame.slice(0, captured), { bigEndian, original: frame.length });
      expect([captured, packets]).toEqual([captured, 0]);
      expect(skipped[SKIP_TRUNCATED_HEADER]! + skipped[SKIP_NOT_IP]!).toBe(1);
    }
  });

  test.each(OTHERS)('link type %i: %s', (linkType, _what, bytes, reason) => {
    expect(decodeFrame(decoder, linkType, hex(bytes))).toMatchObject(isSkipped(REASONS[reason]));
  });

  test('IPv6 is found by type, family and protocol', () => {
    const packet = [...ipv6({ payload: udp(1, 2) })];
    const headers: [number, string][] = [
      [1, `${'00'.repeat(12)} 86dd`], [1, `${'00'.repeat(12)} 8847 00064140`], [1, `${'00'.repeat(12)} 8847 00064140 10000057`], [9, '0057'], [101, ''], [229, ''],
      [104, '0f0086dd'], [113, `${'00'.repeat(14)} 86dd`], [276, `86dd ${'00'.repeat(18)}`], [239, '0a000000 3400 0900'],
      ...['0a', '18', '1c', '1e'].flatMap((family): [number, string][] => [[0, `${family}000000`], [0, `000000${family}`], [108, `000000${family}`]]),
    ];
    for (const [linkType, header] of headers) expect([header, decodeFrame(decoder, linkType, [...hex(header), ...packet])]).toMatchObject([header, { packets: 1, bytes: 48 }]);
    expect(decodeFrame(decoder, 228, packet)).toMatchObject(isSkipped(SKIP_BAD_IP_VERSION));
    expect(decodeFrame(decoder, 229, PACKET)).toMatchObject(isSkipped(SKIP_BAD_IP_VERSION));
  });

  test('an IP packet that leaves its length open has what the link layer leaves of the frame', () => {
    const open = [...ipv4({ payload: udp(1, 2), totalLength: 0 })];
    const bytesOf = (linkType: number, header: string, after = '') => decodeFrame(decoder, linkType, [...hex(header), ...open, ...hex(after)]).bytes;
    expect(bytesOf(1, `${'00'.repeat(12)} 0800`)).toBe(28);
    // A checksum behind the frame, as a radiotap flag says; a further attribute of the log.
    const wlan = `0801 ${'00'.repeat(22)} aaaa03 000000 0800`;
    expect(bytesOf(127, `0000 0900 02000000 10 ${wlan}`, '01020304')).toBe(28);
    expect(bytesOf(127, `0000 0900 02000000 00 ${wlan}`, '01020304')).toBe(32);
    expect(bytesOf(239, '02000000 2000 0900', '0800 0100 00000000')).toBe(28);
  });
});
