import { readCapture } from '@tunnelscope/capture';
import { fromChunks } from '@tunnelscope/capture/from-chunks';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { downlinkOf } from './downlink.ts';
import { LiveDetector } from './live-detector.ts';

const kernels = await loadKernels('typescript');
const model = await loadDefaultModel();
const START = 1_790_000_000;

/** A flow that sends so many bytes down in each second from START on. */
async function flowOf(bytes: readonly number[]) {
  const rows = bytes.map((down, i) => `${START + i},10.0.0.1,5001,192.0.2.1,443,17,200,${down},2,${down > 0 ? 7 : 0}\n`);
  const text = `Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n${rows.join('')}`;
  const detector = new LiveDetector({ kernels, model });
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  for await (const batch of readCapture({ name: 'flow.csv', ...fromChunks(chunks) }, kernels)) detector.feed(batch);
  const { start, seconds, side } = [...detector.flows.values()][0]!;
  return { start, downlink: (end: number, count: number) => seconds.read(end, count, side.side !== 'a') };
}

test('seconds before the flow are no numbers, and peaks are those of at least the mean since then', async () => {
  const flow = await flowOf([0, 9000, 0, 0, 0, 9000, 100, 200, 100, 9000, 0]);
  const { values, peaks, apart } = downlinkOf(flow, 1000 * (START + 11), 20, kernels);
  expect([...values.slice(0, 9)]).toEqual(Array(9).fill(Number.NaN));
  expect([...values.slice(9)]).toEqual([0, 9000, 0, 0, 0, 9000, 100, 200, 100, 9000, 0]);
  expect(peaks).toEqual([10, 14, 18]);
  expect(apart).toBe(4);
});

test('the spectrum is that of the seconds since the flow began, if they are enough', async () => {
  const flow = await flowOf(Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 9000 : 0)));
  const { spectrum } = downlinkOf(flow, 1000 * (START + 60), 120, kernels);
  const strongest = spectrum!.power.indexOf(Math.max(...spectrum!.power));
  expect(spectrum!.frequency[strongest]).toBeCloseTo(0.25, 2);
  expect(downlinkOf(flow, 1000 * (START + 15), 120, kernels).spectrum).toBeNull();
});

test('a flow that begins only now shows nothing', async () => {
  const flow = await flowOf([9000, 9000]);
  expect(downlinkOf(flow, 1000 * START, 10, kernels)).toEqual({ values: new Float64Array(10).fill(Number.NaN), peaks: [], apart: null, spectrum: null });
});
