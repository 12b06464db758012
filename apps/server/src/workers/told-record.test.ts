import { loadKernels } from '@tunnelscope/core';
import { flowId } from '@tunnelscope/detector/flow-id';
import { expect, test } from 'vitest';
import { toldRecord } from './told-record.ts';
import type { ToldLine } from './workers.ts';

const kernels = await loadKernels('typescript');
const TIME = '2026-11-22T18:29:41.775Z';
const ends = (client: string) => ({ id: flowId({ a: { address: client, port: 5000 }, b: { address: '192.0.2.1', port: 443 }, protocol: 17 }), client, clientPort: 5000, server: '192.0.2.1', serverPort: 443, protocol: 17, tunnel: null });
const end: ToldLine = {
  kind: 'end', time: TIME, number: 1, flow: ends('10.0.0.1'), reason: 'idle', clientCertain: true, start: TIME, durationSeconds: 3, packets: 4, bytesDown: 5, bytesUp: 6,
  verdict: 'unknown', subtype: null, probability: null, likely: null, probabilities: null, since: null, resolution: 'packet',
};
const past = { series: { start: TIME, seconds: 2, bytesDown: [1, 2], bytesUp: [3, 4] }, probabilitiesOverTime: [], likely: null, reasons: [] };
const asIs = (address: string) => address;

test('an end leads to the flow as it was, with its last minutes where they were told of', () => {
  const { line, ended } = toldRecord({ ...end, past }, asIs, kernels)!;
  expect(line).toEqual(end);
  const { kind: _kind, time: _time, number: _number, reason, ...flow } = end as Extract<ToldLine, { kind: 'end' }>;
  expect(ended!.line).toEqual({ ...flow, ended: reason });
  expect(JSON.parse(ended!.detail)).toMatchObject({ series: past.series, reasons: [] });
  expect(JSON.parse(toldRecord(end, asIs, kernels)!.ended!.detail)).toMatchObject({ series: { seconds: 0, bytesDown: [] }, spectrum: null });
});

test('addresses are masked, and the identifier is made of the names', () => {
  const names = (address: string) => `host-${address.length}`;
  const { line, ended } = toldRecord({ ...end, past: { ...past, flow: ends('10.0.0.1') } as typeof past }, names, kernels)!;
  expect(line.flow).toMatchObject({ client: 'host-8', server: 'host-9', id: flowId({ a: { address: 'host-8', port: 5000 }, b: { address: 'host-9', port: 443 }, protocol: 17 }) });
  expect(JSON.stringify([line, ended])).not.toMatch(/10\.0\.0\.1|192\.0\.2\.1/);
});

test('what is no event as this version knows them is none, and last minutes that are none are left out', () => {
  expect(toldRecord({ ...end, kind: 'begin' } as unknown as ToldLine, asIs, kernels)).toBeNull();
  expect(toldRecord({ ...end, start: undefined } as unknown as ToldLine, asIs, kernels)).toBeNull();
  expect(JSON.parse(toldRecord({ ...end, past: { series: 3 } } as unknown as ToldLine, asIs, kernels)!.ended!.detail)).toMatchObject({ series: { seconds: 0 } });
});
