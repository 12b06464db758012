import type { Kernels } from '@tunnelscope/core/kernels';
import { expect, test } from 'vitest';
import { likelyOf, reasonsOf } from './reasons.ts';
import { kernels, model, recorded } from './recorded.fixture.ts';

test('reasons are worked out once a window', async () => {
  const { flow, detector } = await recorded('pair_live4_hls_wg_p86.pcap.gz', 60);
  let evaluations = 0;
  const counting: Kernels = { ...kernels, engine: kernels.engine, evaluateForest: (forest, features) => {
    evaluations++;
    return kernels.evaluateForest(forest, features);
  } };
  const first = reasonsOf(flow, model, counting);
  expect(first).toMatchObject({ likely: 'live', reasons: expect.arrayContaining([{ feature: expect.any(String), value: expect.any(Number), effect: expect.any(Number), text: expect.any(String) }]) });
  const once = evaluations;
  expect(once).toBeGreaterThan(0);
  expect(reasonsOf(flow, model, counting)).toBe(first);
  expect(evaluations).toBe(once);
  const { window } = flow;
  detector.pass(detector.now + 20_000);
  expect(flow.window).not.toBe(window);
  expect(reasonsOf(flow, model, counting)).not.toBe(first);
});

test('before the first window there are none', async () => {
  const { flow } = await recorded('pair_live4_hls_wg_p86.pcap.gz', 5);
  expect(likelyOf(flow)).toBeNull();
  expect(reasonsOf(flow, model, kernels)).toBeNull();
});
