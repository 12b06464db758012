import { expect, test } from 'vitest';
import { CaptureError } from './errors.ts';
import { captureWarnings, lossWarnings } from './loss-warnings.ts';
import { createStatistics, skip, warn } from './statistics.ts';

const FLOWS = { flows: 3, evictedFlows: 0 };

test('all reasons in one line, but not what every capture has', () => {
  const skipped = { arp: 3, 'truncated header': 1000, 'bad ip version': 2 };
  expect(lossWarnings({ ...FLOWS, packets: 5, records: 1010, skipped }, true)).toEqual(['left out: 1,000 truncated header, 2 bad ip version; captured with a snap length of 96 bytes (-s 96), headers are whole']);
  expect(lossWarnings({ ...FLOWS, packets: 5, records: 8, skipped: { arp: 3 } }, true)).toEqual([]);
});

test('headers cut here and there are no reason for a remedy', () => {
  expect(lossWarnings({ ...FLOWS, packets: 1000, records: 1002, skipped: { 'truncated header': 2 } }, true)).toEqual(['left out: 2 truncated header']);
});

test('where there are no packets, that and every reason', () => {
  expect(lossWarnings({ ...FLOWS, packets: 0, records: 3, skipped: { arp: 3 } }, true)).toEqual(['no packets in 3 records (left out: 3 arp)']);
  expect(lossWarnings({ ...FLOWS, packets: 0, records: 0, skipped: {} }, true)).toEqual(['no packets in 0 records']);
});

test('of a capture that is not read to its end nobody knows', () => {
  expect(lossWarnings({ ...FLOWS, packets: 0, records: 1, skipped: { 'bad ip header': 1 } }, false)).toEqual(['left out: 1 bad ip header']);
  expect(lossWarnings({ ...FLOWS, packets: 0, records: 0, skipped: {} }, false)).toEqual([]);
});

test('flows that were forgotten, and how many may be known', () => {
  const read = { packets: 500_000, records: 500_000, skipped: {} };
  expect(lossWarnings({ ...read, flows: 300_000, evictedFlows: 37_856 }, true)).toEqual([
    '37,856 flows were forgotten because more than 262,144 were known at once; a flow that came again counts anew',
  ]);
  expect(lossWarnings({ ...read, flows: 3, evictedFlows: 1 }, false)).toEqual(['1 flow was forgotten because more than 2 were known at once; a flow that came again counts anew']);
});

test('each kind of warning is said once with its number, then what was lost, then what ended the reading', () => {
  const statistics = { ...createStatistics(), packets: 5, records: 1000 };
  for (let i = 0; i < 3; i++) warn(statistics, 'last line cut', () => 'line 9: cut');
  warn(statistics, 'ports cut off', () => 'packet 4: no ports');
  skip(statistics, 'bad ip version');
  const said = ['line 9: cut (2 more like it)', 'packet 4: no ports', 'left out: 1 bad ip version'];
  expect(captureWarnings(statistics, true, null)).toEqual(said);
  const fault = new CaptureError('truncated', { file: 'a.pcap' }, 'the end', 'a record');
  expect(captureWarnings(statistics, false, fault)).toEqual([...said, fault.message]);
});
