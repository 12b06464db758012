import { describe, expect, test } from 'vitest';
import { tcpdumpCounts } from './tcpdump-counts.ts';

const SAID = 'tcpdump: listening on outer, link-type EN10MB (Ethernet), snapshot length 96 bytes\n21911 packets captured\n21930 packets received by filter\n17 packets dropped by kernel';

describe('what tcpdump says at its end', () => {
  test('is read', () => {
    expect(tcpdumpCounts(SAID)).toEqual({ packets: 21911, dropped: 17 });
  });

  test('counts what the interface dropped as dropped, and one packet as one', () => {
    expect(tcpdumpCounts('1 packet captured\n1 packet received by filter\n0 packets dropped by kernel\n3 packets dropped by interface')).toEqual({ packets: 1, dropped: 3 });
  });

  test('is asked for if it is missing', () => {
    expect(() => tcpdumpCounts('Killed')).toThrow('tcpdump ended without saying how many packets it captured and dropped: Killed');
  });
});
