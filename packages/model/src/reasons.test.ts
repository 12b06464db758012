import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';
import { explain } from './reasons.ts';

const logit = (p: number) => Math.log(p / (1 - p));
const PAUSING = windowWith({ packet_size_down: 1000, longest_gap: 5 });
const STEADY = windowWith({ packet_size_down: 1000, longest_gap: 1 });

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);

  test('effects are the log-odds that the verdict loses when a feature is at its median, largest first', () => {
    // Both medians are 0: packets of 0 bytes are no video (0.125 instead of 0.75), a longest gap of 0 s is live.
    const vod = 0.75 * 0.75;
    const smallPackets = 0.125 * 0.75;
    const noGap = 0.75 * 0.125;
    expect(explain(handMadePart(), [PAUSING], 'vod', 4, kernels)).toEqual([
      { feature: 'packet_size_down_capped', value: 1000, effect: expect.closeTo(logit(vod) - logit(smallPackets), 9), text: 'downlink packets of 1000 bytes on average' },
      { feature: 'longest_gap', value: 5, effect: expect.closeTo(logit(vod) - logit(noGap), 9), text: 'longest pause between downloads 5.0 s' },
    ]);
  });

  test('what speaks against the verdict has a negative effect, and the larger one comes first whatever its sign', () => {
    // Live is broadcast, call and audio together.
    const live = 0.75 * 0.25 + 0.125 + 0.0625;
    const noGap = 0.75 * 0.875 + 0.125 + 0.0625;
    const smallPackets = 0.125 * 0.25 + 0.625 + 0.125;
    const found = explain(handMadePart(), [PAUSING], 'live', 4, kernels);
    expect(found.map(({ feature }) => feature)).toEqual(['longest_gap', 'packet_size_down_capped']);
    expect(found.map(({ effect }) => effect)).toEqual([expect.closeTo(logit(live) - logit(noGap), 9), expect.closeTo(logit(live) - logit(smallPackets), 9)]);
    expect(Math.max(...found.map(({ effect }) => effect))).toBeLessThan(0);
  });

  test('of several windows the mean of effects and of values counts', () => {
    const [one, other, both] = [[PAUSING], [STEADY], [PAUSING, STEADY]].map((windows) => explain(handMadePart(), windows, 'vod', 4, kernels));
    // The steady window has no gap above the threshold: there the gap moves nothing.
    expect(other!.map(({ feature }) => feature)).toEqual(['packet_size_down_capped']);
    const gap = (reasons: typeof one) => reasons!.find(({ feature }) => feature === 'longest_gap')!;
    expect(gap(both)).toMatchObject({ value: 3, effect: expect.closeTo(gap(one).effect / 2, 12) });
  });

  test('names no more than asked for, nothing that moved nothing, and nothing without windows', () => {
    expect(explain(handMadePart(), [PAUSING], 'vod', 1, kernels)).toHaveLength(1);
    expect(explain(handMadePart(), [windowWith({ longest_gap: 1 })], 'vod', 4, kernels)).toEqual([]);
    expect(explain(handMadePart(), [], 'vod', 4, kernels)).toEqual([]);
  });
});
