import { readdirSync } from 'node:fs';
import { loadKernels } from '@tunnelscope/core';
import type { BinnedPackets, Kernels } from '@tunnelscope/core/kernels';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { judgeWindows } from '@tunnelscope/model/judge';
import { partFor } from '@tunnelscope/model/part';
import { describe, expect, test } from 'vitest';
import type { FlowRecord } from './flow-record.ts';
import { primaryRecord, RECORDED, recordedBatches } from './recorded-capture.fixture.ts';
import { VERDICT_WINDOWS } from './window-plan.ts';

const captures = readdirSync(RECORDED).filter((name) => /\.(csv|pcap)\.gz$/.test(name));
const wasm = await loadKernels('wasm');
const checked = await loadKernels('wasm', { checked: true });
const typescript = await loadKernels('typescript');
const model = await loadDefaultModel();

/** Every number of two results, in order; the first that is not the very same is named. */
function expectSame(found: Iterable<number>, expected: Iterable<number>, what: string): void {
  const [a, b] = [[...found], [...expected]];
  expect(a.length, what).toBe(b.length);
  const differs = a.findIndex((value, i) => !Object.is(value, b[i]));
  if (differs >= 0) expect.fail(`${what}, element ${differs}: ${a[differs]} in WebAssembly, ${b[differs]} in TypeScript`);
}

/** The downlink of a capture's packets in 200 ms bins, whichever flow they are of; null at one-second resolution. */
async function binned(name: string): Promise<{ time: Float64Array; size: Uint16Array; down: Uint8Array } | null> {
  const packets: [number, number, number][] = [];
  for await (const batch of recordedBatches(name)) {
    if (batch.kind !== 'packets') return null;
    for (let i = 0; i < batch.count; i++) packets.push([batch.time[i]!, batch.size[i]!, batch.fromA[i]!]);
  }
  packets.sort(([a], [b]) => a - b);
  return { time: Float64Array.from(packets, ([t]) => t), size: Uint16Array.from(packets, ([, s]) => s), down: Uint8Array.from(packets, ([, , d]) => d) };
}

describe.each([['wasm', wasm], ['wasm checked', checked]] as const)('%s and typescript agree to the bit on', (_, twin) => {
  test.each(captures)('%s', async (name) => {
    const packets = await binned(name);
    if (packets) expectKernels(packets, twin);
    const records = await Promise.all([twin, typescript].map((kernels) => primaryRecord(name, { kernels, plan: VERDICT_WINDOWS, clientOf: () => null, seed: true })));
    expectRecords(records[0]!, records[1]!, twin);
  });
});

function expectKernels(packets: { time: Float64Array; size: Uint16Array; down: Uint8Array }, twin: Kernels): void {
  const start = Math.floor(packets.time[0]! / 200) * 200;
  const count = Math.floor((packets.time.at(-1)! - start) / 200) + 1;
  const [a, b] = [twin, typescript].map((kernels) => kernels.binPackets(packets, { start, width: 200, count })) as [BinnedPackets, BinnedPackets];
  for (const column of ['bytesDown', 'bytesUp', 'packetsDown', 'packetsUp'] as const) expectSame(a[column], b[column], column);
  const series = b.bytesDown;
  const peaks = [twin, typescript].map((kernels) => kernels.findPeaks(series, { minHeight: 10_000, minDistance: 5, minProminence: 0 }));
  for (const column of ['index', 'height', 'prominence', 'leftBase', 'rightBase'] as const) expectSame(peaks[0]![column], peaks[1]![column], column);
  expectSame(twin.spikeGaps(peaks[1]!.index), typescript.spikeGaps(peaks[1]!.index), 'spikeGaps');
  const lags = Math.min(300, series.length - 1);
  expectSame(twin.autocorrelation(series, lags), typescript.autocorrelation(series, lags), 'autocorrelation');
  const options = { samplingRate: 5, segment: Math.max(1, Math.floor(series.length / 3)) };
  expectSame(twin.welch(series, options).power, typescript.welch(series, options).power, 'welch');
}

function expectRecords(found: FlowRecord, expected: FlowRecord, twin: Kernels): void {
  expect(found.windows.length).toBe(expected.windows.length);
  for (const [i, window] of expected.windows.entries()) {
    expectSame(found.windows[i]!.liveness, window.liveness, `liveness of window ${i}`);
    expectSame(found.windows[i]!.kind, window.kind, `kind of window ${i}`);
    const part = partFor(model, expected.resolution, window.seconds);
    expectSame(judgeWindows(part, [window], twin), judgeWindows(part, [window], typescript), `outcomes of window ${i}`);
  }
  expect(found.seed).toStrictEqual(expected.seed);
}
