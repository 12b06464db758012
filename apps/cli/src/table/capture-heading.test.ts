import { createStatistics } from '@tunnelscope/capture/statistics';
import { expect, test } from 'vitest';
import { captureHeading } from './capture-heading.ts';

const screen = { width: 80, paint: (_style: unknown, text: string) => text };
const facts = (packets: number) => captureHeading('-', { ...createStatistics(), format: 'pcap', packets, bytes: 2000, flows: 1, skipped: { arp: 3, 'truncated header': 5 } }, screen);

test('says what every capture leaves out; losses are for the warnings, which say them once', () => {
  expect(facts(9)).toEqual(['standard input', 'pcap · 9 packets · 2.00 kB · 1 flow · left out: 3 arp']);
});

test('of a capture without packets the warning says all that is left out', () => {
  expect(facts(0)[1]).toBe('pcap · 0 packets · 2.00 kB · 1 flow');
});
