import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { LiveDetector } from './live-detector.ts';
import { flowBatches, primaryPackets } from './spliced-stream.fixture.ts';
import { likelyOf, reasonsOf } from './reasons.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const packets = await primaryPackets('pair_live4_hls_wg_p86.csv.gz');

/** The flow of the first seconds of a recorded capture. */
function followed(seconds: number) {
  const detector = new LiveDetector({ kernels, model });
  for (const batch of flowBatches(packets.filter(([time]) => time < packets[0]![0] + 1000 * seconds))) detector.feed(batch);
  return { detector, flow: detector.flows.get(0)! };
}

test('reasons are worked out once a window', () => {
  const { flow, detector } = followed(60);
  const first = reasonsOf(flow, model);
  expect(first).toMatchObject({ likely: 'live', reasons: expect.arrayContaining([{ feature: expect.any(String), value: expect.any(Number), effect: expect.any(Number), text: expect.any(String) }]) });
  expect(reasonsOf(flow, model)).toBe(first);
  const { window } = flow;
  detector.pass(detector.now + 20_000);
  expect(flow.window).not.toBe(window);
  expect(reasonsOf(flow, model)).not.toBe(first);
});

test('before the first window there are none', () => {
  const { flow } = followed(5);
  expect(likelyOf(flow)).toBeNull();
  expect(reasonsOf(flow, model)).toBeNull();
});
