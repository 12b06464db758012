import { fileURLToPath } from 'node:url';
import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { LiveDetector } from './live-detector.ts';
import { playTogether } from './play-together.ts';

const kernels = await loadKernels('wasm');
const capture = (name: string) => readCapture(openCapture(fileURLToPath(new URL(`../../../../test-data/recorded/${name}`, import.meta.url))), kernels);
const NAMES = ['pair_live4_hls_wg_p86.pcap.gz', 'pair_vod4_hls_wg_p86.pcap.gz'];

async function gathered(batches: AsyncIterable<CaptureBatch>): Promise<CaptureBatch[]> {
  const found: CaptureBatch[] = [];
  for await (const batch of batches) found.push(batch);
  return found;
}

test('packets of all captures come in the order of time, from the beginning of the first', async () => {
  const [alone, other, together] = await Promise.all([gathered(capture(NAMES[0]!)), gathered(capture(NAMES[1]!)), gathered(playTogether(NAMES.map(capture)))]);
  const rows = (batches: CaptureBatch[]) => batches.flatMap((batch) => Array.from(batch.time, (time, i) => ({ time, flow: batch.flow[i]!, size: batch.kind === 'packets' ? batch.size[i] : 0 })));
  const all = rows(together);
  expect(all.length).toBe(rows(alone).length + rows(other).length);
  // The captures themselves are a few milliseconds out of order in places.
  const back = (found: ReturnType<typeof rows>) => Math.max(...found.map(({ time }, i) => (i === 0 ? 0 : found[i - 1]!.time - time)));
  expect(back(all)).toBeLessThanOrEqual(Math.max(back(rows(alone)), back(rows(other))));
  expect(back(rows(alone))).toBeLessThan(20);
  expect(all.filter(({ flow }) => flow === 0)).toEqual(rows(alone));
  const shift = rows(alone)[0]!.time - rows(other)[0]!.time;
  expect(all.filter(({ flow }) => flow === 1)).toEqual(rows(other).map(({ time, size }) => ({ time: time + shift, flow: 1, size })));
  expect(together.flatMap(({ newFlows }) => newFlows.map(({ number }) => number))).toEqual([0, 1]);
});

test('the verdicts are those of each alone', async () => {
  const detector = new LiveDetector({ kernels, model: await loadDefaultModel() });
  for await (const batch of playTogether(NAMES.map(capture))) detector.feed(batch);
  expect([...detector.flows.values()].map(({ policy, tunnel }) => [policy.current?.verdict, tunnel])).toEqual([['live', 'wireguard'], ['vod', 'wireguard']]);
});

test('of nothing comes nothing', async () => {
  expect(await gathered(playTogether([]))).toEqual([]);
  expect(await gathered(playTogether([(async function* () {})()]))).toEqual([]);
});
